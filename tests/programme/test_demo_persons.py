"""The experts of the demonstration, as written: enough of them, balanced, concrete, never copied from one another."""

import csv
import re
from collections import Counter
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
import yaml

from expertise.choices import Audience, Evidence, Gender, Level, Part
from portal.reference import vocabulary
from portal.reference.files import DATA
from portal.reference.languages import language_names
from programme.demo import facility, selections
from programme.demo.persons import all_candidates, all_experts
from programme.demo.stories import texts

EXPERTS, CANDIDATES = all_experts(), all_candidates()
PEOPLE = [*EXPERTS, *CANDIDATES]
SENT = [person for person in PEOPLE if "sent" in person.history]
with (DATA / "countries.csv").open(encoding="utf-8") as file:
    REGIONS = {row["iso3"]: row["unesco_region"] for row in csv.DictReader(file)}
CODES = {}
for term in vocabulary.read():
    CODES.setdefault(term.list, set()).add(term.code)

each = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
each_sent = pytest.mark.parametrize("person", SENT, ids=lambda person: person.key)


def sentences(*told) -> set[str]:
    """Sentence by sentence, without case and punctuation."""
    written = [text for part in told for text in texts(part) if len(text.split()) > 3]
    parts = [part for text in written for part in re.split(r"[.!?]\s+|\n", text)]
    normal = (" ".join(re.findall(r"\w+", part.casefold())) for part in parts)
    return {sentence for sentence in normal if len(sentence.split()) >= 6}


def test_there_are_forty_eight_and_five_who_are_not_admitted():
    assert len(EXPERTS) == 48
    assert sorted(person.told["state"] for person in CANDIDATES) == [
        "applied", "declined", "draft", "under_review", "withdrawn",
    ]  # fmt: skip


def test_the_regions_that_were_under_represented_are_well_present():
    regions = Counter(REGIONS[person.told["residence"]] for person in EXPERTS)
    assert len(regions) == 5
    assert min(regions.values()) >= 7
    assert regions["africa"] + regions["arab_states"] + regions["asia_pacific"] >= 30


def test_about_half_are_women_and_some_say_nothing():
    genders = Counter(person.told.get("gender", "") for person in EXPERTS)
    assert 22 <= genders[Gender.WOMAN] <= 27
    assert genders[Gender.OTHER] >= 1
    assert genders[""] >= 2


def test_half_of_them_write_in_french():
    assert Counter(person.language for person in EXPERTS) == {"fr": 24, "en": 24}


def test_every_activity_is_known_by_some_of_them():
    known = Counter(row["activity"] for person in EXPERTS for row in person.told["activities"])
    assert set(known) == CODES["activity"]
    assert min(known.values()) >= 3


def test_the_six_languages_of_the_united_nations_are_worked_in():
    worked = {code for person in EXPERTS for code, skill in person.told["languages"].items() if skill % 10 >= 2}
    assert {"ar", "en", "es", "fr", "ru", "zh"} <= worked


def test_no_two_have_the_same_name_or_headline():
    for what in (lambda person: person.name, lambda person: person.told["headline"]):
        assert len({what(person) for person in PEOPLE}) == len(PEOPLE)


def test_no_sentence_stands_in_two_of_them():
    told = [sentences(person.told) for person in PEOPLE]
    told.append(sentences(yaml.safe_load(facility.STORY.read_text(encoding="utf-8"))))
    told.append(sentences(selections.story()))
    seen = Counter(sentence for one in told for sentence in one)
    assert [sentence for sentence, times in seen.items() if times > 1] == []


@each
def test_it_is_marked_as_an_illustration(person):
    assert person.get("illustration") is True


@each_sent
def test_a_biography_has_80_to_150_words_and_a_headline_one_line(person):
    assert 80 <= len(person.told["biography"].split()) <= 150
    assert len(person.told["headline"]) <= 140


@each_sent
def test_it_says_enough_of_everything(person):
    told = person.told
    assert 2 <= len(told["activities"]) <= 6
    assert 1 <= len(told["posts"]) <= 4
    assert 1 <= len(told["studies"]) <= 2
    assert 1 <= len(told["publications"]) <= 3
    assert told["motivation"].strip()


@pytest.mark.parametrize("person", EXPERTS, ids=lambda person: person.key)
def test_a_member_has_three_activities_at_least_two_posts_and_a_country_known(person):
    assert len(person.told["activities"]) >= 3
    assert len(person.told["posts"]) >= 2
    assert person.told["countries"]


@each
def test_each_activity_has_a_level_and_concrete_evidence(person):
    rows = person.told["activities"]
    assert len({row["activity"] for row in rows}) == len(rows)
    for row in rows:
        assert row["level"] in Level.values
        assert row["kind"] in Evidence.values
        assert len(row["evidence"].split()) >= 5


@each
def test_every_code_is_one_of_its_list(person):
    told = person.told
    assert {row["activity"] for row in told["activities"]} <= CODES["activity"]
    for kind, name in (("expertise_field", "fields"), ("theme", "themes"), ("cultural_domain", "domains")):
        assert set(told[name]) <= CODES[kind]
    lands = [*told["nationalities"], told["residence"], *(row["country"] for row in told["posts"])]
    assert {*lands, *(row["country"] for row in told.get("countries", []))} <= set(REGIONS)
    assert told["time_zone"] in available_timezones()
    assert set(told["languages"]) <= set(language_names("en"))
    readers = told.get("readers") or {}
    assert set(readers) <= set(Part.values)
    assert set(readers.values()) <= set(Audience.values)


@each
def test_english_or_french_is_a_working_language(person):
    skills = person.told["languages"]
    assert max(skills.get("en", 0) % 10, skills.get("fr", 0) % 10) >= 2
    assert all(re.fullmatch("[0-3]{3}", str(skill)) for skill in skills.values())


@each
def test_periods_of_availability_share_no_day(person):
    rows = sorted(person.told.get("availability") or [], key=lambda row: row["from"])
    assert all(row["from"] <= row["to"] for row in rows)
    assert all(earlier["to"] < later["from"] for earlier, later in pairwise(rows))


def test_nobody_is_asked_to_work_for_their_own_country():
    told = selections.story()
    people = {person.key: person for person in EXPERTS}
    asked = {key for need in told["needs"] for one in need.get("shortlists") or [] for key in one["experts"]}
    for key in asked:
        own = {*people[key].told["nationalities"], people[key].told["residence"]}
        assert told["assistance"]["iso3"] not in own
