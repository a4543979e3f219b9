"""Comparable countries: the reasons, the order, and what always holds; the page of those who draft."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ui.pages import shelf
from roadmaps.national import comparable
from roadmaps.national.comparable import MOST_ACTIVITIES, POINTS, Profile, compare, suggest
from tests.accounts import factories as people

from . import factories_national as make

CODES = [f"{output}.{number}" for output in range(1, 6) for number in range(1, 5)]
profiles = st.builds(
    Profile,
    code=st.sampled_from([f"A{letter}A" for letter in "ABCDEFGHIJ"]),
    region=st.sampled_from(["", "africa", "asia_pacific"]),
    ldc=st.booleans(),
    sids=st.booleans(),
    languages=st.frozensets(st.sampled_from(["en", "fr", "sw"])),
    area=st.none() | st.floats(0, 1e7),
    activities=st.frozensets(st.sampled_from(CODES)),
)


def test_each_thing_in_common_is_a_reason():
    one = Profile("UGA", "africa", True, True, frozenset({"en", "sw"}), 240_000, frozenset({"1.1", "2.4"}))
    other = Profile("RWA", "africa", True, True, frozenset({"en"}), 100_000, frozenset({"2.4"}))
    found = compare(one, other)
    assert found.reasons == ("region", "sids", "ldc", "language", "size", "activities")
    assert (found.languages, found.activities) == (("en",), ("2.4",))
    assert found.points == sum(POINTS.values()) + 1


def test_a_size_that_is_not_known_is_no_reason():
    assert compare(Profile("AAA"), Profile("BBB", area=5.0)).reasons == ()


@given(profiles, profiles)
def test_points_are_the_same_both_ways(one, other):
    assert compare(one, other).points == compare(other, one).points


@given(profiles, profiles)
def test_every_point_has_its_reason(one, other):
    found = compare(one, other)
    shared = min(len(found.activities), MOST_ACTIVITIES)
    assert found.points == sum(POINTS.get(reason, 0) for reason in found.reasons) + shared
    assert bool(found.points) == bool(found.reasons)


@given(profiles, st.lists(profiles, unique_by=lambda one: one.code), st.integers(1, 6))
def test_suggestions_are_others_in_order_and_no_more_than_asked(country, others, most):
    found = suggest(country, others, most)
    assert len(found) <= most
    assert country.code not in {one.code for one in found}
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)
    assert all(one.reasons for one in found)
    if country.activities:
        assert all(one.activities for one in found)


@given(profiles, st.lists(profiles, unique_by=lambda one: one.code))
def test_the_order_in_which_countries_are_told_changes_nothing(country, others):
    assert suggest(country, others) == suggest(country, list(reversed(others)))


@given(profiles, profiles, st.sampled_from(CODES))
def test_one_activity_more_in_common_never_lowers_a_country(one, other, code):
    more = Profile(**{**vars(other), "activities": other.activities | (one.activities & {code})})
    assert compare(one, more).points >= compare(one, other).points


@pytest.mark.django_db
@pytest.mark.usefixtures("vocabulary")
def test_who_drafts_sees_comparable_countries_why_and_their_measures():
    shelf.clear()
    make.validated(people.country("ZWE"), activities=("1.1", "2.4"))
    uganda = people.country("UGA")
    focal = people.focal_point(uganda)
    made = make.roadmap(uganda)
    make.item(made.editions.get(), "2.4")
    client = make.signed_in(focal)
    text = html.unescape(client.get(make.address("peers")).content.decode())
    assert "Zimbabwe" in text
    assert "Same region (" in text
    assert "1 activity in common (2.4)" in text
    assert "Measure 1 of 2.4" in text
    assert "Measure 1 of 1.1" not in text
    assert "Measure 1 of 1.1" in client.get(make.address("peers") + "?activity=1.1").content.decode()
    assert client.get(make.address("peers") + "?activity=9.9").status_code == 200
    shelf.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("vocabulary")
def test_without_a_comparable_country_the_page_says_what_to_do():
    shelf.clear()
    uganda = people.country("UGA")
    make.roadmap(uganda)
    text = make.signed_in(people.focal_point(uganda)).get(make.address("peers")).content.decode()
    assert "No comparable country yet" in text


def test_reasons_have_points_but_activities_which_count_each():
    assert set(POINTS) | {comparable.ACTIVITIES} == {"region", "ldc", "sids", "language", "size", "activities"}
