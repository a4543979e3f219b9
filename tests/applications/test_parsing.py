"""What is typed is read into values or kept as it was typed; it is never lost and never raises."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.sections import BY_CODE
from portal.collaboration import parsing
from portal.collaboration.questions import HARD_LIMIT, Field


def codes(question: Field) -> list[str]:
    lists = {
        "process_step": ["R1", "R2", "R3", "R4"],
        "activity": ["1.1", "1.2", "2.4"],
        "theme": ["T1"],
        "assistance_step": ["TA3"],
        "stakeholder_kind": ["media"],
    }
    return lists.get(question.vocabulary) or [code for code, _label in question.choices]


def parse(code, posted, rows=None):
    return parsing.parse_section(BY_CODE[code], posted, lambda kind: (rows or {}).get(kind.kind, []), codes)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("30000", "30000"),
        ("30 000", "30000"),
        ("30\u202f000,50", "30000.50"),
        ("30,000.50", "30000.50"),
        ("1.500,25", "1500.25"),
        ("1,500", "1500"),
        ("12,5", "12.5"),
        ("USD 900", "900"),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_write_them(typed, amount):
    assert parsing.parse_money(typed) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("typed", ["about 300", "-5", "1e9", "12.345.6", "1 000 000 000 000", "٣٠", "NaN", "0.001"])
def test_what_is_no_amount_is_not_guessed(typed):
    with pytest.raises(ValueError):
        parsing.parse_money(typed)


@pytest.mark.parametrize("typed", ["2027-03-01", "01/03/2027", "1.3.2027"])
def test_days_are_read_as_people_write_them(typed):
    assert parsing.parse_date(typed).isoformat() == "2027-03-01"


@pytest.mark.parametrize("typed", ["March 2027", "31/02/2027", "0001-01-01", "2027-3"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError):
        parsing.parse_date(typed)


@pytest.mark.parametrize("typed", ["0", "61", "12.5", "twelve", "99999999999999999999"])
def test_a_number_outside_its_bounds_is_kept_as_typed(typed):
    parsed = parse("workplan", {"months": typed})
    assert parsed.values["months"] is None
    assert parsed.unparsed == {"months": typed}


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["start", "months", "method"]), st.text(max_size=80)))
def test_nothing_typed_is_lost(posted):
    parsed = parse("workplan", posted)
    for name, typed in posted.items():
        kept = parsing.clean_text(typed)
        if name == "method":
            assert parsed.values["method"] == kept
        elif kept:
            assert parsed.unparsed.get(name) == kept or parsed.values[name] is not None


def test_right_to_left_text_emoji_and_joiners_stay_as_they_are():
    text = "ديباجة \u202bنص\u202c 👩🏽‍🎨 — né à Nyíregyháza\nقوافل"
    assert parse("context", {"context": text}).values["context"] == text


def test_signs_a_database_refuses_are_taken_out_and_line_breaks_made_one():
    assert parse("context", {"context": "a\x00b\r\nc\rd\x1b"}).values["context"] == "ab\nc\nd"


def test_a_text_over_the_hard_limit_is_not_kept_and_not_cut():
    long = "x" * (HARD_LIMIT + 1)
    parsed = parse("context", {"context": long, "needs": "y" * HARD_LIMIT})
    assert parsed.refused == {"context": long}
    assert len(parsed.values["needs"]) == HARD_LIMIT


def test_a_choice_out_of_the_list_is_kept_as_typed():
    parsed = parse("party", {"national_commission_informed": "perhaps"})
    assert parsed.values["national_commission_informed"] == ""
    assert parsed.unparsed == {"national_commission_informed": "perhaps"}


def test_cells_that_do_not_fit_are_kept_by_row():
    rows = {"budget": [{"line": "Rooms", "asked_usd": "1 000"}, {"line": "Travel", "asked_usd": "some"}]}
    parsed = parse("budget", {}, rows)
    assert [row["asked_usd"] for row in parsed.rows["budget"]] == [Decimal(1000), None]
    assert parsed.unparsed == {"budget.1.asked_usd": "some"}


def test_a_fixed_list_has_all_its_rows_or_none():
    assert parse("stand", {}).rows["stages"] == []
    parsed = parse("stand", {}, {"stages": [{"step": "R2", "state": "done", "note": ""}, {"step": "R9"}]})
    assert [(row["step"], row["state"]) for row in parsed.rows["stages"]] == [
        ("R1", ""),
        ("R2", "done"),
        ("R3", ""),
        ("R4", ""),
    ]


def test_chosen_activities_are_read_in_their_order():
    posted = {
        "activities": ["2.4", "1.1"],
        "order-2.4": "1",
        "reason-2.4": "Law",
        "order-1.1": "",
        "order-1.2": "3",
    }
    parsed = parse("activities", posted)
    assert [(row["activity"], row["order"]) for row in parsed.rows["activities"]] == [("2.4", 1), ("1.1", None)]


def test_what_is_typed_beside_an_activity_not_chosen_is_kept():
    parsed = parse("activities", {"activities": [], "reason-1.1": "Because"})
    assert parsed.rows["activities"] == []
    assert parsed.unparsed == {"activities.1.1.reason": "Because"}
