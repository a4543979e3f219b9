"""What an entry is adapted from, and for whom: written, read both ways, taken away, brought in."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from knowledge.adapted import sources_of
from knowledge.checking import missing_of, parts_of
from knowledge.importing.judging import Judge
from knowledge.importing.standing import standing
from knowledge.open_data.reading import records
from knowledge.open_data.table import NAMES, row
from knowledge.services import upkeep, versions
from knowledge.services.guards import open_version
from knowledge.shown import show
from knowledge.whole import at
from tests.accounts import factories as people
from tests.knowledge import factories as make

pytestmark = pytest.mark.django_db
FOR = [{"country": "ZWE", "language": "sn"}, {"country": "", "language": "fr"}]


def adapted(source, **origin):
    """A published guide adapted from an entry."""
    people.country("ZWE")
    given = {"adapted_entry": source.code if source else "", "adapted_for": FOR, **origin}
    return make.published("resource", title="A guide for Zimbabwe", facts={"origin": given})


def page(entry, language="en"):
    return Client().get(f"/{language}/practices/{entry.slug}/")


def test_the_page_of_an_adaptation_leads_to_its_source_and_the_source_back():
    source = make.published("resource", title="A guide")
    entry = adapted(source)
    said = page(entry).content.decode()
    assert 'id="adapted-from"' in said
    assert f"/en/practices/{source.slug}/" in said
    assert "Zimbabwe (Shona), French" in said
    assert "(Shona), Français" in page(entry, "fr").content.decode()
    back = page(source).content.decode()
    assert 'id="adaptations"' in back
    assert f"/en/practices/{entry.slug}/" in back


def test_a_draft_adaptation_and_a_withdrawn_source_are_not_shown():
    source = make.published("resource", title="A guide")
    make.draft("resource", facts={"origin": {"adapted_entry": source.code, "adapted_for": []}})
    assert 'id="adaptations"' not in page(source).content.decode()
    entry = adapted(source)
    upkeep.withdraw(entry=source, reason="Wrong.", by=source.owner)
    assert 'id="adapted-from"' not in page(entry).content.decode()
    assert next(records([entry.pk]))["adapted_from"] == ""


def test_only_the_published_version_says_what_it_is_adapted_from():
    source, entry = make.published("resource", title="A guide"), make.published("resource", title="Another guide")
    versions.begin_revision(entry=entry, by=entry.owner)
    make.fill_facts(entry, entry.owner, origin={"adapted_entry": source.code})
    assert 'id="adaptations"' not in page(source).content.decode()


@pytest.mark.parametrize("typed", ["{code}", "/fr/practices/{slug}/?q=a", "https://example.org/en/practices/{slug}/"])
def test_a_source_is_named_by_its_code_or_its_address(typed):
    source = make.published("resource", title="A guide")
    entry = make.draft("resource")
    named = typed.format(code=source.code.lower(), slug=source.slug)
    make.fill_facts(entry, entry.owner, origin={"adapted_entry": named})
    assert open_version(entry).adapted_from == source


def test_what_names_no_published_entry_stays_as_it_was_typed_and_holds_the_proposal_up():
    entry = make.draft("resource")
    for typed in ("no such entry", entry.code, make.draft("resource", title="A draft").code):
        make.fill_facts(entry, entry.owner, origin={"adapted_entry": typed})
        assert open_version(entry).adapted_from is None
        [words] = missing_of(parts_of(open_version(entry)))
        assert "another published entry" in words
        client = Client()
        client.force_login(entry.owner)
        assert typed in client.get(reverse("knowledge:entry_section", args=[entry.code, "origin"])).content.decode()


def test_another_work_has_a_name_and_a_whole_address():
    entry = make.draft("resource")
    make.fill_facts(entry, entry.owner, origin={"adapted_url": "example"})
    problems = [words.message for part in parts_of(open_version(entry)) for words in part.problems]
    assert problems == [
        "Give the whole address of the work, beginning with https://",
        "Name the work this address leads to",
    ]


def test_another_work_is_shown_with_its_address_on_the_page_and_in_the_linked_data():
    entry = adapted(None, adapted_work="Guide of 2019, CC BY", adapted_url="https://example.org/guide")
    said = page(entry).content.decode()
    assert '<a href="https://example.org/guide" rel="noopener nofollow"><bdi>Guide of 2019, CC BY</bdi></a>' in said
    data = json.loads(Client().get(f"/en/practices/{entry.slug}/entry.jsonld").content)
    assert data["isBasedOn"] == [
        {"@type": "CreativeWork", "name": "Guide of 2019, CC BY", "url": "https://example.org/guide"}
    ]


def test_the_brief_names_the_source_in_its_language():
    source = make.published("resource", title="A guide")
    entry = adapted(source)
    [(title, url, language)] = sources_of(show(at(entry.slug), "fr"))
    assert (title, url.endswith(f"/practices/{source.slug}/"), language) == ("A guide", True, "en")


def test_the_next_version_keeps_what_it_is_adapted_from():
    source = make.published("resource", title="A guide")
    entry = adapted(source, adapted_work="A film", adapted_url="https://example.org/film")
    version = versions.begin_revision(entry=entry, by=entry.owner)
    assert (version.adapted_from, version.adapted_work, version.adapted_url) == (
        source, "A film", "https://example.org/film",
    )  # fmt: skip
    assert list(version.adapted_for.values("country", "language")) == FOR


def test_the_data_say_it_and_it_can_be_brought_in_again():
    source = make.published("resource", title="A guide")
    entry = adapted(source, adapted_work="A film", adapted_url="https://example.org/film")
    record = next(records([entry.pk]))
    assert (record["adapted_from"], record["adapted_for"]) == (source.slug, FOR)
    cells = dict(zip(NAMES, row(record, "en"), strict=True))
    assert cells["adapted_for"] == "ZWE (sn); (fr)"
    judged = Judge().read(standing([entry.code])[entry.code][1])
    assert judged.errors == []
    assert judged.parsed["origin"].values == {
        "adapted_entry": source.code, "adapted_work": "A film", "adapted_url": "https://example.org/film",
    }  # fmt: skip
    assert judged.rows("adapted_for") == FOR


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"adapted_from": "no-such-entry"}, "adapted_from: "),
        ({"adapted_for": "Zimbabwe"}, "adapted_for: "),
        ({"adapted_for": "ZWE (shona)"}, "adapted_for: "),
    ],
)
def test_a_row_that_names_no_entry_country_or_language_is_put_aside(cells, words):
    entry = make.published("resource")
    judged = Judge().read(cells, standing([entry.code])[entry.code][1])
    assert [error for error in judged.errors if error.startswith(words)]
