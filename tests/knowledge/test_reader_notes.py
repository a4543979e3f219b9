"""What readers send about an entry: read by the editors, passed on to the owner, answered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Entry, ReaderNote
from knowledge.services import notes, upkeep, versions
from knowledge.waiting import for_editors, for_owners
from portal.accounts.services.refusals import Refused
from portal.messaging.models import Message
from tests.accounts import factories as people

from . import factories as make

pytestmark = pytest.mark.django_db


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def test_a_message_of_a_reader_is_handled_once_with_words():
    entry, editor = make.published(), people.editor()
    note = notes.send(entry=entry, kind="correction", text="The year.", name="", email="", language="en")
    with pytest.raises(Refused):
        notes.handle(note=note, accept=True, answer=" ", by=editor)
    client = browser(editor)
    client.post(reverse("admin:knowledge_note", args=[note.code]), {"act": "accept", "answer": "Corrected."})
    assert ReaderNote.objects.get().state == "accepted"
    with pytest.raises(Refused):
        notes.handle(note=note, accept=False, answer="Again", by=editor)


def test_a_question_that_is_taken_up_goes_to_the_owner_with_the_address_of_the_reader():
    entry, editor = make.published(), people.editor()
    asked = {"kind": "question", "text": "Who paid?", "name": "Ana", "email": "ana@example.org", "language": "en"}
    note = notes.send(entry=entry, **asked)
    notes.handle(note=note, accept=True, answer="Passed on.", by=editor)
    message = Message.objects.get(code="entry.question")
    assert message.to == entry.owner
    assert "Who paid?" in message.body
    assert "ana@example[.]org" in message.body


def test_a_question_stays_open_when_its_owner_is_gone():
    entry, editor = make.published(), people.editor()
    note = notes.send(entry=entry, kind="question", text="Who paid?", name="", email="a@example.org", language="en")
    entry.owner.is_active = False
    entry.owner.save(update_fields=["is_active"])
    type(entry).objects.filter(pk=entry.pk).update(proposer="expert")
    note.refresh_from_db()
    with pytest.raises(Refused):
        notes.handle(note=note, accept=True, answer="Passed on.", by=editor)
    assert ReaderNote.objects.get().state == "open"


@pytest.fixture
def corrected():
    """A public entry with a correction of a reader that the editors passed on."""
    entry = make.published()
    sent = {"kind": "correction", "text": "The law is of 2019.", "name": "Ana", "email": "ana@example.org"}
    note = notes.send(entry=entry, language="fr", **sent)
    return notes.handle(note=note, accept=True, answer="Vous avez raison.", by=people.editor())


def test_a_correction_that_holds_goes_to_the_owner_without_the_address_of_the_reader(corrected):
    message = Message.objects.get(code="entry.correction")
    assert message.to == corrected.entry.owner
    assert "The law is of 2019." in message.body
    assert "ana@" not in message.body
    assert "Ana" not in message.body


def test_a_reader_who_gave_an_address_is_answered_in_the_language_of_the_page(corrected):
    message = Message.objects.get(code="entry.note_answered")
    assert (message.email, message.language, message.to) == ("ana@example.org", "fr", None)
    assert "Vous avez raison." in message.body


def test_a_reader_without_an_address_is_not_answered():
    entry = make.published()
    note = notes.send(entry=entry, kind="correction", text="The year.", name="", email="", language="en")
    notes.handle(note=note, accept=False, answer="It is right as it is.", by=people.editor())
    assert not Message.objects.filter(code__in=["entry.note_answered", "entry.correction"]).exists()


def test_a_correction_waits_for_the_owner_until_the_next_version_is_published(corrected):
    entry, owner = corrected.entry, corrected.entry.owner
    assert "Correct “" in next(for_owners(owner, "en")).title
    said = browser(owner).get(reverse("knowledge:entry", args=[entry.code])).content.decode()
    assert "The law is of 2019." in said
    versions.begin_revision(entry=entry, by=owner)
    make.publish(Entry.objects.get(pk=entry.pk))
    assert not list(for_owners(owner, "en"))


def test_a_correction_waits_until_the_owner_confirms_that_the_entry_holds(corrected):
    entry = corrected.entry
    before = timezone.now() - timedelta(days=9)
    entry.versions.update(frozen_at=before)
    Entry.objects.filter(pk=entry.pk).update(confirmed_on=before.date())
    assert list(for_owners(entry.owner, "en"))
    upkeep.confirm(entry=entry, by=entry.owner)
    assert not list(for_owners(entry.owner, "en"))


def test_messages_of_readers_wait_for_the_editors():
    entry, editor = make.published(), people.editor()
    note = notes.send(entry=entry, kind="correction", text="The year.", name="", email="", language="en")
    assert "Answer 1 message of a reader" in [item.title for item in for_editors(editor, "en")]
    notes.handle(note=note, accept=False, answer="It is right.", by=editor)
    assert not list(for_editors(editor, "en"))


def test_every_message_of_a_reader_is_reached_by_the_pages_of_the_list():
    entry = make.published()
    ReaderNote.objects.bulk_create(ReaderNote(entry=entry, kind="correction", text="The year.") for _ in range(51))
    said = browser(people.editor()).get(reverse("admin:knowledge_notes")).content.decode()
    assert '<a href="?p=2&amp;state=open">' in said


def test_a_year_later_neither_the_note_nor_the_outbox_knows_the_reader(loaded):
    entry = make.published()
    asked = {"kind": "question", "text": "Who paid?", "name": "Ana", "email": "ana@example.org", "language": "en"}
    notes.handle(note=notes.send(entry=entry, **asked), accept=True, answer="Passed on.", by=people.editor())
    assert Message.objects.filter(body__contains="Ana").count() == 2
    upkeep.forget_old_notes(timezone.now() + timedelta(days=400))
    assert not ReaderNote.objects.exists()
    assert not Message.objects.filter(body__contains="Ana").exists()
    assert not Message.objects.filter(email="ana@example.org").exists()
