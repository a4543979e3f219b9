"""Drafts of Parties that nobody writes in are let go, after their people were told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application, Attachment, Version
from applications.services import retention
from portal.activity.models import Entry
from portal.collaboration.models import Comment, Section
from portal.collaboration.services import write_comment
from portal.documents.models import StoredFile
from portal.messaging.models import Message
from portal.reference import cache
from portal.reference.models import Term
from tests.accounts import factories as people

from .factories import complete_application, open_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
LONG_AGO = timezone.now() - timedelta(days=365 * 4)
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def period(db):
    term = Term.objects.create(list="retention", code="party_draft", data={"months": 36})
    cache.clear()
    return term


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


@pytest.fixture
def draft(focal):
    made = complete_application(people.country("UGA"), open_call(), by=focal, real_file=True)
    touched(made, LONG_AGO)
    return made


def touched(draft, at):
    """As if nobody had done anything since."""
    Application.objects.filter(pk=draft.pk).update(created_at=at, state_changed_at=at)
    Section.objects.update(saved_at=at)
    Attachment.objects.update(added_at=at)


def told_days_ago(days):
    Message.objects.filter(code=retention.CODE).update(made_at=timezone.now() - timedelta(days=days))


def test_the_people_of_the_party_are_told_first_and_once(draft, focal):
    assert [retention.forget_in_time() for _each in range(2)] == [0, 0]
    (message,) = Message.objects.filter(code=retention.CODE)
    assert message.to == focal
    assert Application.objects.filter(pk=draft.pk).exists()


def test_a_month_after_they_were_told_it_goes_with_answers_files_and_comments(draft, focal):
    write_comment(record=draft, place="context", text="x", by=focal)
    Comment.objects.update(at=LONG_AGO)
    retention.forget_in_time()
    told_days_ago(29)
    assert retention.forget_in_time() == 0
    told_days_ago(31)
    assert retention.forget_in_time() == 1
    assert not Application.objects.filter(pk=draft.pk).exists()
    assert not Version.objects.exists()
    assert not Comment.objects.exists()
    assert not Section.objects.exists()
    assert not StoredFile.objects.filter(removed_at=None).exists()
    assert Entry.objects.get(verb="application.draft_let_go").actor is None
    assert retention.forget_in_time() == 0


def test_a_word_saved_after_the_warning_keeps_it(draft):
    retention.forget_in_time()
    told_days_ago(31)
    Section.objects.create(record=draft.versions.get(), code="vision", saved_at=timezone.now())
    assert retention.forget_in_time() == 0
    assert Application.objects.filter(pk=draft.pk).exists()


def test_a_comment_keeps_it_too(draft, focal):
    write_comment(record=draft, place="context", text="Let us go on.", by=focal)
    assert retention.forget_in_time() == 0
    assert not Message.objects.filter(code=retention.CODE).exists()


def test_without_anybody_to_tell_it_goes_at_the_end_of_its_period(draft, focal):
    focal.memberships.all().delete()
    assert retention.forget_in_time() == 1


@pytest.mark.parametrize("state", ["submitted", "withdrawn"])
def test_what_was_sent_or_closed_stays(draft, state):
    Application.objects.filter(pk=draft.pk).update(state=state)
    assert retention.forget_in_time() == 0
    assert not Message.objects.filter(code=retention.CODE).exists()


def test_nothing_goes_where_the_secretariat_has_set_no_period(draft, period):
    period.delete()
    cache.clear()
    assert retention.forget_in_time() == 0
    assert not Message.objects.filter(code=retention.CODE).exists()
