"""Where a Party stands on a day, and what an address asks: the rules, and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.national import stage_rules
from roadmaps.state.asked import Asked, Choices, read
from roadmaps.state.standing import CODES, NOT_KNOWN, Known, by_stage, end_of, over_time, standing

DAY = date(2026, 11, 25)
CHOICES = Choices(("africa", "asia_pacific"), CODES, ("1.1", "2.4"), range(2026, 2019, -1))

days = st.dates(date(2019, 1, 1), DAY)
records = st.lists(
    st.builds(
        Known,
        st.sampled_from(stage_rules.ORDER),
        days,
        st.sampled_from(["portal", "survey", "letter", "secretariat"]),
    )
).map(lambda rows: sorted(rows, key=lambda row: row.on))


def test_nothing_told_is_not_known():
    assert standing([], DAY).stage == NOT_KNOWN


def test_the_portal_is_shown_and_what_was_told_stands_beside_it():
    drafting = Known("drafting", date(2026, 1, 5), "portal")
    validated = Known("validated", date(2026, 6, 1), "survey")
    found = standing([drafting, validated], DAY)
    assert (found.shown, found.told, found.differs) == (drafting, validated, True)


def test_what_was_told_is_shown_while_the_portal_knows_nothing():
    told = Known("validated", date(2024, 6, 1), "letter")
    assert standing([told], DAY).shown == told
    assert standing([told], DAY).told is None


def test_a_later_record_does_not_count_on_an_earlier_day():
    rows = [Known("mapping", date(2024, 3, 1), "portal"), Known("validated", date(2025, 3, 1), "portal")]
    assert standing(rows, date(2024, 12, 31)).stage == "mapping"
    assert standing(rows, date(2023, 12, 31)).stage == NOT_KNOWN


def test_of_two_records_of_one_day_the_last_written_counts():
    rows = [Known("validated", DAY, "portal"), Known("presented", DAY, "portal")]
    assert standing(rows, DAY).stage == "presented"


def test_the_year_under_way_ends_today():
    assert end_of(2026, DAY) == DAY
    assert end_of(2024, DAY) == date(2024, 12, 31)


@given(st.dictionaries(st.integers(0, 30), records), st.lists(st.integers(2019, 2026), unique=True))
def test_every_year_counts_every_party_once(known, years):
    names = list(range(31))
    for counts in over_time(known, names, years, DAY).values():
        assert sum(counts.values()) == len(names)
        assert list(counts) == list(CODES)


@given(records, days)
def test_the_past_does_not_change_with_what_comes_later(rows, day):
    until = [row for row in rows if row.on <= day]
    assert standing(rows, day) == standing(until, day + timedelta(days=400))


@given(st.lists(st.sampled_from(CODES)))
def test_figures_by_stage_add_up(stages):
    assert sum(by_stage(stages).values()) == len(stages)


@pytest.mark.parametrize(
    ("params", "wrong"),
    [
        ({"region": ["atlantis"]}, ("region", "atlantis")),
        ({"group": ["g77"]}, ("group", "g77")),
        ({"stage": ["done"]}, ("stage", "done")),
        ({"activity": ["9.9"]}, ("activity", "9.9")),
        ({"year": ["1815"]}, ("year", "1815")),
        ({"year": ["２０２５"]}, ("year", "２０２５")),
        ({"year": ["x" * 5000]}, ("year", "x" * 5000)),
    ],
)
def test_what_cannot_be_asked_is_told(params, wrong):
    assert read(params, CHOICES).wrong == (wrong,)


def test_what_is_understood_holds_beside_what_is_not():
    asked = read({"region": ["africa", "atlantis"], "year": ["2025"], "x": ["y"]}, CHOICES)
    assert (asked.region, asked.year, asked.wrong) == (("africa",), 2025, (("region", "atlantis"),))


@given(
    st.builds(
        Asked,
        region=st.lists(st.sampled_from(CHOICES.regions), unique=True).map(tuple),
        group=st.lists(st.sampled_from(["ldc", "sids", "developing"]), unique=True).map(tuple),
        stage=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
        activity=st.lists(st.sampled_from(CHOICES.activities), unique=True).map(tuple),
        year=st.none() | st.sampled_from(CHOICES.years),
        everyone=st.booleans(),
    )
)
def test_an_address_says_exactly_what_was_asked(asked):
    from urllib.parse import parse_qs

    back = read(parse_qs(asked.query().lstrip("?")), CHOICES)
    assert back.query() == asked.query()
    assert not back.wrong
