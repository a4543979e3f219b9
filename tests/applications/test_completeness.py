"""What is asked at submission, rule by rule."""

from copy import deepcopy
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications import completeness
from applications.completeness import Limits
from applications.sections import BY_CODE, SECTIONS
from portal.collaboration.completeness import MISSING, WRONG, is_begun
from portal.collaboration.completeness import states as states_of
from portal.collaboration.questions import HARD_LIMIT

from .factories import valid_rows, valid_values


def say(code, values):
    return f"{code} {values}"


def whole():
    """A complete file as plain answers."""
    values, rows = valid_values(), valid_rows()
    answers = {
        section.code: {question.name: values[question.name] for question in section.fields}
        | {kind.kind: rows[kind.kind] for kind in section.rows}
        for section in SECTIONS
    }
    answers["attachments"] = {"attachments": [{"kind": "signed_letter"}]}
    return deepcopy(answers)


def found(answers, unparsed=None, limits=None):
    return completeness.problems(SECTIONS, answers, unparsed or {}, limits or Limits(), say)


def only(answers, **kwargs):
    problems = found(answers, **kwargs)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_complete_file_has_no_problem():
    assert found(whole()) == []


def test_an_empty_file_has_problems_in_every_section():
    assert {problem.section for problem in found({})} == set(BY_CODE)
    assert all(problem.kind == MISSING for problem in found({}))


REQUIRED = [(s.code, q.name) for s in SECTIONS for q in s.fields if q.required]


@pytest.mark.parametrize(("section", "name"), REQUIRED)
def test_each_required_answer_is_asked_by_name(section, name):
    answers = whole()
    answers[section][name] = None
    problem = only(answers)
    assert (problem.section, problem.field, problem.kind) == (section, name, MISSING)
    assert problem.message == str(BY_CODE[section].field(name).ask)


OPTIONAL = [(s.code, q.name) for s in SECTIONS for q in s.fields if not q.required]


@pytest.mark.parametrize(("section", "name"), OPTIONAL)
def test_an_optional_answer_may_be_empty(section, name):
    answers = whole()
    answers[section][name] = ""
    assert found(answers) == []


CELLS = [(s.code, r.kind, c.name) for s in SECTIONS for r in s.rows for c in r.columns if c.required]


@pytest.mark.parametrize(("section", "kind", "name"), CELLS)
def test_each_required_cell_is_asked_with_its_row(section, kind, name):
    answers = whole()
    answers[section][kind][1][name] = None
    problem = only(answers)
    rows = next(rows for rows in BY_CODE[section].rows if rows.kind == kind)
    place = answers[section][kind][1][rows.key] if rows.picked else 1
    assert (problem.rows, problem.row, problem.field) == (kind, place, name)


COUNTED = [(s.code, r.kind, r.at_least) for s in SECTIONS for r in s.rows if r.at_least]


@pytest.mark.parametrize(("section", "kind", "least"), COUNTED)
def test_each_kind_of_rows_has_its_least_number(section, kind, least):
    answers = whole()
    del answers[section][kind][least - 1 :]
    problem = only(answers)
    assert (problem.rows, problem.row, problem.kind) == (kind, None, MISSING)


def test_a_text_over_its_length_has_to_be_shortened():
    answers = whole()
    answers["context"]["context"] = "x" * 5001
    problem = only(answers)
    assert (problem.field, problem.kind) == ("context", WRONG)
    answers["context"]["context"] = "x" * 5000
    assert found(answers) == []


def test_what_fits_no_column_is_wrong_not_missing():
    answers = whole()
    answers["workplan"]["months"] = None
    problem = only(answers, unparsed={"workplan": {"months": "a year"}})
    assert (problem.field, problem.kind) == ("months", WRONG)


@pytest.mark.parametrize("address", ["nobody", "a@b", "a b@example.org", "a@example.org."])
def test_an_address_is_whole(address):
    answers = whole()
    answers["party"]["contact_email"] = address
    assert only(answers).field == "contact_email"


def test_no_two_activities_have_the_same_order():
    answers = whole()
    chosen = answers["activities"]["activities"]
    chosen[1]["order"] = chosen[0]["order"]
    problem = only(answers)
    assert (problem.field, problem.kind) == ("order", WRONG)
    assert chosen[0]["activity"] in problem.message


@pytest.mark.parametrize(("months", "fits"), [(11, False), (12, True), (18, True), (19, False)])
def test_the_work_takes_twelve_to_eighteen_months(months, fits):
    answers = whole()
    answers["workplan"]["months"] = months
    assert (found(answers) == []) is fits


def test_the_length_follows_the_call():
    answers = whole()
    answers["workplan"]["months"] = 9
    assert found(answers, limits=Limits(min_months=6, max_months=10)) == []


def test_a_line_of_work_does_not_end_before_it_begins():
    answers = whole()
    answers["workplan"]["work"][0] |= {"month_from": 5, "month_to": 4}
    assert only(answers).row == 0


def test_a_line_of_work_lies_within_the_work():
    answers = whole()
    answers["workplan"]["work"][2]["month_to"] = 15
    assert only(answers).row == 2


def test_the_budget_stays_under_the_ceiling():
    answers = whole()
    answers["budget"]["budget"][0]["asked_usd"] = Decimal("28200.01")
    problem = only(answers)
    assert (problem.section, problem.kind) == ("budget", WRONG)
    answers["budget"]["budget"][0]["asked_usd"] = Decimal("28200.00")
    assert found(answers) == []


def test_the_signed_letter_is_attached():
    answers = whole()
    answers["attachments"] = {"attachments": [{"kind": "annex"}, {"kind": "mandate"}]}
    assert only(answers).section == "attachments"


def test_the_declaration_is_made():
    answers = whole()
    answers["declaration"]["declared"] = False
    assert only(answers).field == "declared"


def test_the_state_of_a_section_follows_its_problems():
    answers = whole()
    answers["context"] = {}
    answers["budget"]["budget"][0]["asked_usd"] = Decimal(90000)
    answers["gender"]["gender_actions"] = ""
    states = {state.section.code: state.stitch for state in states_of(SECTIONS, answers, {}, found(answers))}
    assert (states["context"], states["budget"], states["gender"], states["party"]) == (
        "hollow",
        "bad",
        "half",
        "full",
    )


def test_what_the_portal_fills_in_does_not_begin_a_section():
    assert not is_begun(BY_CODE["party"], {"language": "en"}, {})
    assert is_begun(BY_CODE["party"], {"language": "en", "unit": "Arts"}, {})


ANY = st.one_of(st.none(), st.text(max_size=20), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_it_never_raises_and_taking_away_never_repairs(data):
    answers = whole()
    section = data.draw(st.sampled_from([s for s in SECTIONS if s.fields]))
    question = data.draw(st.sampled_from(section.fields))
    answers[section.code][question.name] = None
    fewer = found(answers)
    assert {problem.section for problem in fewer} <= {section.code, "workplan"}
    assert bool(fewer) == question.required


def test_every_question_of_text_has_a_length_below_the_hard_limit():
    for section in SECTIONS:
        for question in [*section.fields, *(column for rows in section.rows for column in rows.columns)]:
            assert not question.is_text or 0 < question.max_length < HARD_LIMIT


def test_sections_are_numbered_from_one_to_fifteen_and_codes_are_unique():
    assert [section.number for section in SECTIONS] == list(range(1, 16))
    assert len(BY_CODE) == 15


def test_a_line_of_the_budget_may_ask_for_nothing():
    answers = whole()
    answers["budget"]["budget"][0]["asked_usd"] = Decimal(0)
    assert found(answers) == []
