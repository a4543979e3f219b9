"""Two versions of an entry side by side."""

import pytest
from django.urls import reverse

from knowledge.comparing import differences, two_of
from knowledge.models import Attachment
from knowledge.services import versions, writing
from tests.accounts import factories as people
from tests.documents.factories import stored_file

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def revised():
    """A published entry with a next version that differs in words, ties, a partner, a file and a language."""
    entry = make.published()
    version = versions.begin_revision(entry=entry, by=entry.owner)
    entry.refresh_from_db()
    make.fill_facts(
        entry, entry.owner,
        ties={"activities": ["2.4", "1.1"], "themes": ["T2"]},
        means={"partners": [{"name": "Statistics office", "kind": "academia"}]},
    )  # fmt: skip
    make.fill_text(make.original(entry), entry.owner, results="Four yearly reports.")
    Attachment.objects.create(version=version, title="The questionnaire", stored_file=stored_file())
    text = writing.add_language(entry=entry, language="fr", by=entry.owner)
    make.fill_text(text, entry.owner, title="Un observatoire")
    return entry


def found(entry, **asked):
    _all, old, new = two_of(entry, asked)
    return differences(entry.kind, old, new)


def pieces(changes):
    """Question → its pieces in each section (each language) that has it."""
    told = {}
    for section in changes.sections:
        for answer in section.answers:
            told.setdefault(answer.label, []).append([(piece.kind, piece.text) for piece in answer.pieces])
    return told


def test_words_are_compared_word_by_word_and_ties_one_by_one(revised):
    said = pieces(found(revised))
    assert [("out", "Three"), ("in", "Four"), ("same", " yearly reports.")] in said["Results"]
    assert [[kind for kind, _text in one] for one in said["Activities of the Open Roadmap"]] == [["same", "in"]]
    assert [[kind for kind, _text in one] for one in said["Priority themes"]] == [["out", "in"]]


def test_rows_files_and_languages_are_told(revised):
    changes = found(revised)
    means = next(section for section in changes.sections if section.title == "Cost, partners, links")
    assert [(title, [row.kind for row in rows]) for title, rows in means.rows] == [("Partners", ["in"])]
    assert means.files_in == ["The questionnaire"]
    assert [code for code, _name in changes.languages_in] == ["fr"]


def test_nothing_differs_between_a_version_and_its_copy():
    entry = make.published()
    versions.begin_revision(entry=entry, by=entry.owner)
    assert found(entry).none


def test_any_two_versions_are_compared_the_older_one_first(revised):
    make.publish(revised)
    versions.begin_revision(entry=revised, by=revised.owner)
    _all, old, new = two_of(revised, {"old": "3", "new": "1"})
    assert (old.number, new.number) == (1, 3)


@pytest.mark.parametrize("asked", [{"old": "9"}, {"old": "x"}, {"old": "1", "new": "1"}])
def test_a_version_there_is_not_is_not_compared(revised, asked):
    assert two_of(revised, asked) is None


def test_the_owner_and_the_editor_each_have_the_page(client, revised):
    for person, name in ((revised.owner, "knowledge:entry_changes"), (people.editor(), "admin:knowledge_changes")):
        client.force_login(person)
        page = client.get(reverse(name, args=[revised.code])).content.decode()
        assert "<del>Three</del><ins>Four</ins> yearly reports." in page
        assert '<ins lang="fr">Français</ins>' in page


def test_the_comparison_costs_the_same_queries_whatever_it_holds(revised, django_assert_num_queries):
    found(revised)
    with django_assert_num_queries(16):
        found(revised)
    text = writing.add_language(entry=revised, language="es", by=revised.owner)
    make.fill_text(text, revised.owner, title="Un observatorio")
    with django_assert_num_queries(16):
        found(revised)
