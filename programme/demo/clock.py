"""The demonstration lives through months in seconds: its services run at the dates its stories give.

The stories were written for one day (`WRITTEN_ON`); loaded on another day they move with it, so that the
running call is always running.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from django.utils import timezone

WRITTEN_ON = date(2026, 11, 21)
_pinned: timedelta | None = None


@contextmanager
def today_is(story_day: date) -> Iterator[None]:
    """Today becomes this day of the stories (a stage stops earlier in their year).

    How far they move is read once, at the start: stories that are being told when midnight comes stay together.
    """
    global _pinned
    before, _pinned = _pinned, datetime.now(UTC).date() - story_day
    try:
        yield
    finally:
        _pinned = before


def shift() -> timedelta:
    """How far the stories move: from their day to today."""
    return datetime.now(UTC).date() - WRITTEN_ON if _pinned is None else _pinned


def moment(value: Any, hour: int = 9) -> datetime:
    """A date or time of a story as a moment of this demonstration, in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value.replace("Z", "+00:00"))
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(hour))
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return value + shift()


def day(value: date) -> date:
    """A day of a story as a day of this demonstration."""
    return value + shift()


class _AnyDatetime(type(datetime)):  # type: ignore[misc]
    """A real date is still an instance of the clock's class."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


@contextmanager
def at(when: datetime) -> Iterator[None]:
    """Everything done inside happens at this moment: services, and the defaults of fields, ask `timezone.now`.

    That function stays the one it is (fields hold a reference to it); the clock it reads is changed.
    """

    class Then(datetime, metaclass=_AnyDatetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return when.astimezone(tz)

    before = timezone.datetime  # type: ignore[attr-defined]
    timezone.datetime = Then  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = before  # type: ignore[attr-defined]
