"""The pure logic of national roadmaps."""

from decimal import Decimal
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.assistance.composition import Member, advise
from roadmaps.assistance.ledger import Count, add_up
from roadmaps.national.diagnosis import GAPS, WEIGHTS, Answer, suggest
from roadmaps.national.keys import keep_keys
from roadmaps.national.measure_rules import in_usd, same_unit
from roadmaps.national.stage_rules import COMPLETED, IMPLEMENTATION, ORDER, Facts, derive, next_stage

CODES = [f"{output}.{number}" for output in range(1, 6) for number in range(1, 5)]
ANSWERS = st.builds(
    Answer, st.sampled_from(CODES), st.sampled_from([*GAPS, ""]), st.sampled_from([*WEIGHTS, "", "else"])
)


@given(st.lists(ANSWERS, unique_by=lambda one: one.activity))
def test_the_suggestion_holds_each_answered_gap_once_and_never_what_works(answers):
    found = suggest(answers)
    assert len({one.activity for one in found}) == len(found)
    assert all(one.level != "working" and one.points > 0 for one in found)
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)


@given(st.lists(ANSWERS, unique_by=lambda one: one.activity))
def test_the_suggestion_does_not_depend_on_the_order_of_the_answers(answers):
    assert suggest(answers) == suggest(list(reversed(answers)))


FACTS = st.builds(
    Facts,
    written=st.booleans(), people=st.booleans(), measures=st.booleans(), validated=st.booleans(),
    presented=st.booleans(), statuses=st.lists(st.sampled_from(["planned", "under_way", "done", "dropped"])),
)  # fmt: skip


@given(st.sampled_from(ORDER), FACTS)
def test_a_stage_never_falls_back_but_from_completed_to_implementation(now, facts):
    after = next_stage(now, facts)
    assert ORDER.index(after) >= ORDER.index(now) or (now, after) == (COMPLETED, IMPLEMENTATION)
    assert next_stage(after, facts) == after


@given(FACTS)
def test_without_a_validation_no_stage_says_there_is_one(facts):
    assert facts.validated or ORDER.index(derive(facts)) < ORDER.index("validated")


COUNTS = st.builds(Count, st.sampled_from(["a", "b", "c"]), *[st.integers(0, 50)] * 4)


@given(st.lists(COUNTS))
def test_the_ledger_adds_up_and_loses_nobody(counts):
    found = add_up(counts, ["b", "a"], meetings=len(counts), contributions=0)
    assert found.total.total == sum(one.total for one in counts) == sum(one.total for one in found.by_sector)
    assert found.total.young >= sum(one.young for one in found.by_sector) - 0
    assert [one.kind for one in found.by_sector] == sorted(
        (one.kind for one in found.by_sector), key=["b", "a", "c"].index
    )


MEMBERS = st.builds(
    Member,
    st.sampled_from(["public_authority", "private_sector", "civil_society", "women_org", "youth_org"]),
    st.sampled_from(["", "M1", "M2", "M3"]),
    st.sampled_from(["", "woman", "man", "other"]),
)


@given(st.lists(MEMBERS), MEMBERS)
def test_one_member_more_never_unmeets_a_sector_or_the_ministries(members, one):
    before, after = ({point.code: point.met for point in advise(people)} for people in (members, [*members, one]))
    assert all(after[code] for code, met in before.items() if met and code != "balance")


def test_a_balance_is_of_those_who_say_their_gender():
    members = [Member("media", "", gender) for gender in ("woman", "man", "", "", "other")]
    assert next(point for point in advise(members) if point.code == "balance").met
    assert not next(point for point in advise([Member("media")]) if point.code == "balance").met


ROWS = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from(["", "A", "B", "Z"]), "name": st.sampled_from(["x", "y"])})
)
STORED = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from(["A", "B", "C"]), "name": st.sampled_from(["x", "y"])}),
    unique_by=lambda row: row["key"],
)


@given(ROWS, STORED)
def test_every_row_has_a_key_of_its_own_and_none_is_invented_by_a_browser(given_rows, stored):
    numbers = count()
    kept = [row["key"] for row in keep_keys(given_rows, stored, lambda: f"new{next(numbers)}")]
    assert len(set(kept)) == len(kept)
    known = {row["key"] for row in stored}
    assert all(key in known or key.startswith("new") for key in kept)


def test_units_are_the_same_whatever_their_capitals_and_spaces():
    assert same_unit("Full  time jobs", "full time jobs")
    assert not same_unit("%", "people")


def test_a_cost_in_another_currency_needs_its_rate():
    assert in_usd(Decimal(100), "XAF", None) is None
    assert in_usd(Decimal(61250), "XAF", Decimal("612.5")) == Decimal("100.00")
    assert in_usd(Decimal("9.50"), "USD", None) == Decimal("9.50")
