"""The clock of the demonstration: the stories move to today, all of them by the same number of days."""

from datetime import UTC, date, datetime, timedelta
from unittest import mock

from programme.demo import clock


def real_clock(*moments: datetime):
    """The real clock shows these moments, one after the other, the last for ever."""
    left = list(moments)
    fake = mock.Mock(wraps=datetime)
    fake.now.side_effect = lambda tz=None: left.pop(0) if len(left) > 1 else left[0]
    return mock.patch.object(clock, "datetime", fake)


def test_the_day_the_stories_were_written_for_becomes_today():
    with real_clock(datetime(2027, 3, 1, 12, tzinfo=UTC)):
        assert clock.day(clock.WRITTEN_ON) == date(2027, 3, 1)
        with clock.today_is(date(2026, 6, 30)):
            assert clock.day(date(2026, 6, 30)) == date(2027, 3, 1)
        assert clock.day(clock.WRITTEN_ON) == date(2027, 3, 1)


def test_stories_that_are_being_told_at_midnight_stay_together():
    before, after = datetime(2026, 11, 29, 23, 59, 59, tzinfo=UTC), datetime(2026, 11, 30, 0, 0, 1, tzinfo=UTC)
    with real_clock(before, after), clock.today_is(clock.WRITTEN_ON):
        planned = clock.day(date(2026, 6, 4))
        assert planned == clock.day(date(2026, 6, 4)) == date(2026, 6, 4) + timedelta(days=8)
