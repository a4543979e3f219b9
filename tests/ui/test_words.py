"""Dates and figures as words."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from portal.ui import dates, numbers

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", dt.date(2026, 11, 21), "21 November 2026"),
        ("fr", dt.date(2026, 11, 21), "21 novembre 2026"),
        ("fr", dt.date(2027, 3, 1), "1er mars 2027"),
        ("en", dt.date(2027, 3, 1), "1 March 2027"),
        ("fr", None, ""),
    ],
)
def test_a_day_stands_in_full(language, value, words):
    with translation.override(language):
        assert dates.day(value) == words


def test_a_day_can_be_written_in_another_language_than_the_page():
    with translation.override("en"):
        assert dates.day(dt.date(2026, 8, 2), "fr") == "2 août 2026"


def test_a_moment_is_told_in_the_readers_zone_and_in_utc_on_public_pages():
    at = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC)
    with timezone.override("Africa/Kampala"), translation.override("en"):
        assert dates.moment(at) == "22 November 2026, 02:30"
        assert dates.moment_utc(at) == "21 November 2026, 23:30\u00a0UTC"
    with translation.override("fr"):
        assert dates.clock(at) == "23\u00a0h\u00a030"


def test_a_short_day_says_its_year_unless_it_is_this_one():
    this_year = timezone.localdate().year
    assert dates.short_day(dt.date(this_year, 11, 27), "en") == "27 Nov."
    assert dates.short_day(dt.date(2019, 3, 1), "fr") == "1er mars 2019"


@pytest.mark.parametrize(
    ("days", "words"),
    [(71, "in 71 days"), (1, "tomorrow"), (0, "today"), (-1, "yesterday"), (-3, "3 days ago")],
)
def test_the_days_left_are_counted(days, words):
    assert dates.days_left(TODAY + dt.timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(("days", "near"), [(8, False), (7, True), (0, True), (-2, True)])
def test_a_date_is_near_within_seven_days(days, near):
    assert dates.is_near(TODAY + dt.timedelta(days=days), TODAY) is near


def test_lateness_is_told_only_when_late():
    assert dates.lateness(TODAY - dt.timedelta(days=3), TODAY) == "3 days late"
    assert dates.lateness(TODAY, TODAY) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1140, "1\u202f140"),
        (999, "999"),
        (Decimal("30000.00"), "30\u202f000"),
        (-4500, "\u22124\u202f500"),
        (None, ""),
        ("12 <b>", "12 <b>"),
    ],
)
def test_thousands_are_apart_by_a_narrow_space(value, words):
    with translation.override("en"):
        assert numbers.grouped(value) == words


def test_decimals_follow_the_language():
    with translation.override("fr"):
        assert numbers.score(Decimal("74.05")) == "74,1"
        assert numbers.file_size(180_400) == "180\u00a0ko"
    with translation.override("en"):
        assert numbers.score(74) == "74.0"
        assert numbers.file_size(1_250_000) == "1.3\u00a0MB"
        assert numbers.percent(58) == "58\u00a0%"
