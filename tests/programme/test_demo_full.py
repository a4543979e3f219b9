"""The full stage of the demonstration: twelve applications, each lived through its services."""

from collections import Counter
from io import StringIO
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from applications import states
from applications.models import Application, Call, Decision
from portal.activity.models import Entry
from portal.messaging.models import Message


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for this file, and rolled back after it. Jobs wait in their rows: nobody rings."""
    folder = tmp_path_factory.mktemp("demo")
    options = {"PORTAL_DEMO": True, "PORTAL_DEMO_PASSWORD": "a-long-demo-password", "DATA_DIR": folder,
               "MEDIA_ROOT": folder / "media"}  # fmt: skip
    with (
        django_db_blocker.unblock(),
        override_settings(**options),
        mock.patch("celery.app.task.Task.apply_async"),
        transaction.atomic(),
    ):
        call_command("demo", stage="full", stdout=StringIO(), stderr=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def full(loaded, db):
    """The loaded demonstration; what a test changes is taken back."""


def by_state():
    return Counter(Application.objects.values_list("state", flat=True))


def test_the_full_stage_has_one_application_at_every_state(full):
    assert by_state() == dict.fromkeys(states.STATES, 1)
    assert Application.objects.filter(reference__isnull=False).count() == 11
    assert Decision.objects.filter(released_at__isnull=False).count() == 3


def test_every_date_of_the_full_stage_lies_in_the_past(full):
    latest = Application.objects.order_by("-state_changed_at").first()
    assert latest.state_changed_at <= timezone.now()


def test_the_log_and_the_mails_stand_at_the_dates_of_the_stories(full):
    today = timezone.now().date()
    told = Entry.objects.filter(verb="application.submitted").values_list("at", flat=True)
    assert len(told) == 11
    assert not [at for at in told if at.date() == today]
    assert Message.objects.filter(code="application.received", made_at__date__lt=today).count() == 22


def test_the_running_call_is_open_whatever_the_day(full):
    call = Call.objects.get()
    assert call.state == Call.State.PUBLISHED
    assert call.rounds.filter(cut_off__gt=timezone.now()).count() == 1


def test_no_mail_of_the_stories_is_sent_again(full):
    assert Message.objects.exists()
    assert not Message.objects.filter(state__in=["queued", "handing_over"]).exists()
