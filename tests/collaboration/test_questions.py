"""Several boxes, years, and the rules an app adds: read, kept, asked, shown and compared."""

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.collaboration import checking, completeness, parsing, reading
from portal.collaboration.choices import codes_of
from portal.collaboration.forms import raw as texts
from portal.collaboration.forms import section_form
from portal.collaboration.forms.telling import said
from portal.collaboration.questions import Field, Rows, Section, following

LANGUAGES = Field(
    "languages",
    "Working languages",
    "Choose at least one language",
    type="checkboxes",
    choices=(("en", "English"), ("fr", "French"), ("sw", "Kiswahili")),
)
SINCE = Field("since", "At work since", "Give the year", type="year", maximum=2030)
SKILLS = Section(1, "skills", "profile", "Skills", "What you do.", fields=(LANGUAGES, SINCE))
ENDING = Section(2, "ending", "profile", "Ending", "The end.")


def posted(text: str) -> QueryDict:
    return QueryDict(text)


def parse(text: str):
    return parsing.parse_section(SKILLS, posted(text), lambda rows: [], codes_of)


def problems(given, unparsed=None, special=None):
    return completeness.of_section(SKILLS, given, unparsed or {}, checking.say, special)


def test_the_boxes_ticked_are_one_text_in_the_order_of_the_list():
    parsed = parse("languages=sw&languages=en&since=2004")
    assert parsed.values == {"languages": "en sw", "since": 2004}
    assert parsed.unparsed == {}


def test_no_box_ticked_is_no_answer():
    assert parse("").values == {"languages": "", "since": None}
    assert [problem.message for problem in problems({"languages": "", "since": 2004})] == [
        "Choose at least one language"
    ]


def test_a_box_that_is_not_in_the_list_is_kept_as_typed_and_told():
    parsed = parse("languages=en&languages=xx")
    assert parsed.values["languages"] == ""
    assert parsed.unparsed == {"languages": "en xx"}
    (problem,) = problems({"languages": "", "since": 2004}, parsed.unparsed)
    assert (problem.kind, problem.message) == ("wrong", "Working languages: choose from the list")


@given(st.lists(st.sampled_from(["en", "fr", "sw"])))
def test_what_is_ticked_comes_back_ticked(codes):
    data = QueryDict(mutable=True)
    data.setlist("languages", codes)
    stored = parsing.parse_section(SKILLS, data, lambda rows: [], codes_of).values
    again = texts.flatten(SKILLS, texts.from_stored(SKILLS, stored, {}))
    assert [code for name, code in again if name == "languages"] == [
        code for code in ("en", "fr", "sw") if code in codes
    ]


@pytest.mark.parametrize(("typed", "year"), [("2004", 2004), ("1900", 1900), ("2030", 2030)])
def test_a_year_is_read(typed, year):
    assert parse(f"since={typed}").values["since"] == year


@pytest.mark.parametrize("typed", ["1899", "2031", "04", "about 2004"])
def test_a_year_out_of_bounds_is_kept_and_told_with_its_bounds(typed):
    parsed = parse(f"since={typed}")
    assert parsed.unparsed == {"since": typed}
    (problem,) = problems({"languages": "en", "since": None}, parsed.unparsed)
    assert problem.message == "At work since: give a year from 1900 to 2030"


def test_the_boxes_stand_in_a_group_and_an_error_leads_to_the_first():
    raw = texts.from_stored(SKILLS, {"languages": "fr sw", "since": 2004}, {})
    wrong = completeness.Problem("skills", "languages", "Choose at least one language")
    page = section_form.build(SKILLS, raw, [wrong])
    bound = page.form["languages"]
    assert bound.value() == ["fr", "sw"]
    assert page.errors == [("id_languages_0", "Choose at least one language")]
    assert page.form["since"].value() == "2004"


def test_answers_are_read_in_words():
    (read,) = reading.read_sections([SKILLS], {"skills": {"languages": "en sw", "since": 2004}})
    assert [answer.text for answer in read.answers] == ["English, Kiswahili", "2004"]


def test_a_conflict_says_the_words_of_the_boxes():
    assert said(LANGUAGES, "fr sw") == "French, Kiswahili"


@pytest.mark.parametrize(
    ("question", "typed", "en", "fr"),
    [
        (Field("on", "From", "", type="date"), "2027-03-01", "1 March 2027", "1er mars 2027"),
        (Field("cost", "Cost", "", type="money"), "120000", "120\u202f000", "120\u202f000"),
        (Field("share", "Share", "", type="decimal"), "12,5", "12.5", "12,5"),
        (Field("law", "A law?", "", type="checkbox"), "1", "Yes", "Oui"),
        (Field("law", "A law?", "", type="checkbox"), "", "No", "Non"),
        (Field("on", "From", "", type="date"), "next spring", "next spring", "next spring"),
    ],
)
def test_a_conflict_shows_each_value_as_the_pages_show_it(question, typed, en, fr):
    assert said(question, typed) == en
    with translation.override("fr"):
        assert said(question, typed) == fr


def test_a_column_of_several_boxes_is_refused_at_once():
    with pytest.raises(ValueError):
        Rows("needs", "Needs", "Need", "Add", columns=(LANGUAGES,))


def test_an_app_adds_a_rule_to_a_section():
    def rule(given, say):
        return [completeness.Problem("skills", "since", say("early", {"year": given["since"]}), "wrong")]

    say = checking.speaker({"early": "%(year)s is early"})
    found = completeness.problems([SKILLS], {"skills": {"languages": "en", "since": 1950}}, {}, say, {"skills": rule})
    assert [problem.message for problem in found] == ["1950 is early"]


def test_sections_follow_one_another_to_the_last():
    assert following((SKILLS, ENDING), SKILLS) is ENDING
    assert following((SKILLS, ENDING), ENDING) is None


def test_a_check_page_carries_problems_and_where_to_change():
    read = reading.read_sections([SKILLS], {"skills": {}})
    found = problems({})
    (section,) = reading.to_check(read, found, {"skills": "/there/"})
    assert section.change == "/there/"
    assert section.problems == (
        ("id_languages_0", "Choose at least one language"),
        ("id_since", "Give the year"),
    )
