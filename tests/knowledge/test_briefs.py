"""The PDF of every public entry: made at publication, and for all others when the worker is idle."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from knowledge import brief, whole
from knowledge.services import briefs, upkeep
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import running
from tests.accounts import factories as people

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(monkeypatch):
    """Papers are a line of text: how they are laid out is tested elsewhere."""
    monkeypatch.setattr("portal.documents.pdf.render", lambda *_given, **_more: b"%PDF-1.7 a brief")
    monkeypatch.setattr("portal.documents.pdf.available", lambda: True)


@pytest.fixture
def entry():
    """A public entry nobody made a brief of: as an import leaves it."""
    entry = make.published()
    Job.objects.all().delete()
    return entry


def page(client, entry, language="en"):
    return client.get(f"/{language}/practices/{entry.slug}/").content.decode()


def test_a_page_offers_no_brief_before_there_is_one_and_one_afterwards(
    client, paper, entry, django_capture_on_commit_callbacks
):
    address = reverse("knowledge:practice_pdf", args=[entry.slug, "en"])
    assert address not in page(client, entry)
    assert client.get(address).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert briefs.make_missing() == 1
    assert address in page(client, entry)
    assert client.get(address)["Content-Type"] == "application/pdf"


def test_a_brief_is_found_whatever_number_the_database_gave_to_the_kind_of_record(client, paper, entry, monkeypatch):
    page(client, entry)  # the question is written as SQL by now
    brief.issue(entry.version, "en")
    other = ContentType.objects.create(app_label="knowledge", model="renumbered")
    IssuedDocument.objects.update(target_type=other)
    monkeypatch.setattr("knowledge.whole.ContentType.objects.get_for_model", lambda _model: other)
    assert whole.at(entry.slug).version.brief_keys


def test_every_language_has_its_brief_and_nothing_is_made_twice(paper, entry):
    make.translated(entry, "fr", title="Un observatoire")
    Job.objects.all().delete()
    assert (briefs.make_missing(), briefs.make_missing()) == (2, 0)
    assert sorted(IssuedDocument.objects.values_list("language", flat=True)) == ["en", "fr"]


def test_a_translation_that_changed_is_made_again_and_the_old_one_is_replaced(paper, entry):
    text = make.translated(entry, "fr", title="Un observatoire")
    Job.objects.all().delete()
    briefs.make_missing()
    make.fill_text(text, people.editor(), title="Un observatoire national")
    Job.objects.all().delete()
    assert [text.language for text in briefs.missing()] == ["fr"]
    briefs.make_missing()
    assert IssuedDocument.objects.filter(language="fr", superseded_by=None).count() == 1


def test_other_work_comes_first(paper, entry):
    Job.objects.create(kind="another", language="en", key="another")
    assert briefs.make_missing() == 0


def test_some_are_made_at_once_the_oldest_first(paper, entry):
    make.published(title="Another")
    Job.objects.all().delete()
    assert briefs.make_missing(at_once=1) == 1
    assert IssuedDocument.objects.get().target == entry.version


def test_one_that_cannot_be_laid_out_holds_up_no_other(paper, entry, monkeypatch):
    other = make.published(title="Another")
    Job.objects.all().delete()
    whole = brief.issue_paper

    def broken(**given):
        if given["target"].pk == entry.version_id:
            raise ValueError("no such sign")
        return whole(**given)

    monkeypatch.setattr(brief, "issue_paper", broken)
    assert briefs.make_missing() == 1
    assert IssuedDocument.objects.get().target == other.version


def test_a_draft_and_a_withdrawn_entry_have_none(paper, entry):
    make.draft(title="A draft")
    upkeep.withdraw(entry=entry, reason="It was wrong.", by=people.editor())
    assert briefs.make_missing() == 0


def test_a_confirmed_entry_has_its_brief_made_again_with_the_new_day(paper, entry):
    briefs.make_missing()
    upkeep.confirm(entry=entry, by=entry.owner)
    entry.refresh_from_db()
    before = brief.issued(entry.version, "en")
    type(entry).objects.filter(pk=entry.pk).update(confirmed_on="2027-01-01")
    running.run(Job.objects.get(kind=brief.BRIEF).pk)
    entry.refresh_from_db()
    after = brief.issued(entry.version, "en")
    assert after.key.endswith("2027-01-01")
    assert before.pk != after.pk


def test_without_the_libraries_of_pdfs_nothing_is_tried(entry, monkeypatch):
    monkeypatch.setattr("portal.documents.pdf.available", lambda: False)
    assert briefs.make_missing() == 0
