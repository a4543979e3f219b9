"""The outbox: sent once, after commit, in the receiver's language; nothing lost when the server is down."""

import smtplib
from datetime import timedelta

import pytest
from celery import current_app
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from portal.accounts.services import Refused
from portal.activity.models import Entry
from portal.documents.services import store_bytes
from portal.messaging import services
from portal.messaging.models import Message
from portal.messaging.sealing import unseal
from portal.messaging.services.delivery import BACKOFF, HANDOVER_LIMIT
from tests.accounts import factories as make

pytestmark = pytest.mark.django_db


def post(**fields):
    values = {"code": "claim.refused", "context": {"iso3": "UGA", "reason": "None"}, "links": {"link": "/"}, **fields}
    if "to" not in values and "email" not in values:
        values["email"] = "a@example.org"
    return services.post(**values)


def state(message):
    return Message.objects.values_list("state", flat=True).get(pk=message.pk)


class Server(EmailBackend):
    """A mail server that fails as it is told to, at `open` or at `send`."""

    fails_open: Exception | None = None
    fails_send: Exception | None = None

    def open(self):
        if Server.fails_open:
            raise Server.fails_open
        return True

    def send_messages(self, messages):
        if Server.fails_send:
            raise Server.fails_send
        return super().send_messages(messages)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = f"{Server.__module__}.Server"
    Server.fails_open = Server.fails_send = None
    return Server


def test_nothing_leaves_before_the_transaction_has_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = post()
        assert (state(message), mail.outbox) == ("queued", [])
    assert state(message) == "sent"
    assert len(mail.outbox) == 1


def test_nothing_leaves_when_the_transaction_is_rolled_back(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValueError), transaction.atomic():
        post()
        raise ValueError
    assert mail.outbox == []
    assert not Message.objects.exists()


def test_a_message_is_in_the_language_of_its_receiver():
    reader = make.newcomer(language="fr", name="Élodie")
    message = post(to=reader, language="en")
    assert (message.language, message.email) == ("fr", reader.email)
    assert message.body.startswith("Élodie,")
    assert "Le Secrétariat" in message.body


@pytest.mark.parametrize(("asked", "given"), [("fr", "fr"), ("de", "en"), ("fr-CA", "fr")])
def test_an_address_without_an_account_gets_the_language_asked_for(asked, given):
    assert post(language=asked).language == given


def test_the_same_key_gives_the_same_message():
    first = post(key="one")
    assert post(key="one").pk == first.pk
    assert post(key="two").pk != first.pk


def test_a_message_is_handed_over_once():
    message = post()
    assert services.deliver(message.pk) == "sent"
    assert services.deliver(message.pk) == "not due"
    assert len(mail.outbox) == 1


def test_two_workers_do_not_send_the_same_message():
    message = post()
    Message.objects.filter(pk=message.pk).update(state="handing_over")
    assert services.deliver(message.pk) == "not due"
    assert mail.outbox == []


def test_a_message_that_is_gone_is_no_error():
    assert services.deliver(404) == "not due"


def test_the_message_id_is_fixed_for_the_row(server):
    message = post()
    server.fails_open = ConnectionRefusedError()
    services.deliver(message.pk)
    server.fails_open = None
    Message.objects.update(next_attempt_at=timezone.now())
    services.deliver(message.pk)
    assert mail.outbox[0].extra_headers["Message-ID"] == message.message_id


def test_a_server_that_is_down_loses_nothing(server):
    message = post()
    server.fails_open = ConnectionRefusedError("down")
    for attempt, wait in enumerate(BACKOFF, start=1):
        before = timezone.now()
        assert services.deliver(message.pk) == "queued"
        row = Message.objects.get(pk=message.pk)
        assert row.attempts == attempt
        assert wait - timedelta(seconds=5) <= row.next_attempt_at - before <= wait + timedelta(seconds=5)
        assert services.deliver(message.pk) == "not due"
        Message.objects.update(next_attempt_at=timezone.now())
    server.fails_open = None
    assert services.deliver(message.pk) == "sent"


def test_after_the_last_attempt_it_has_failed_and_staff_can_send_it_again(server, django_capture_on_commit_callbacks):
    message = post()
    server.fails_open = ConnectionRefusedError("down")
    for _attempt in range(len(BACKOFF) + 1):
        services.deliver(message.pk)
        Message.objects.update(next_attempt_at=timezone.now())
    row = Message.objects.get(pk=message.pk)
    assert (row.state, row.attempts) == ("failed", 6)
    assert "down" in row.error
    server.fails_open = None
    with django_capture_on_commit_callbacks(execute=True):
        services.resend(message=row, by=make.officer(), reason="The server is back")
    assert state(message) == "sent"


def test_a_refusal_for_now_is_tried_again_and_one_for_good_is_not(server):
    later, never = post(), post()
    server.fails_send = smtplib.SMTPResponseException(451, b"busy")
    assert services.deliver(later.pk) == "queued"
    server.fails_send = smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such mailbox")})
    assert services.deliver(never.pk) == "failed"
    server.fails_send = smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"greylisted")})
    Message.objects.update(next_attempt_at=timezone.now())
    assert services.deliver(later.pk) == "queued"


def test_a_connection_that_breaks_in_the_middle_is_not_repeated_by_itself(server):
    message = post()
    server.fails_send = smtplib.SMTPServerDisconnected("gone")
    assert services.deliver(message.pk) == "unknown"
    services.sweep()
    assert state(message) == "unknown"
    assert mail.outbox == []


def test_a_crash_while_handing_over_is_put_before_staff_and_not_resent():
    message, fresh = post(), post()
    Message.objects.filter(pk=message.pk).update(
        state="handing_over", state_since=timezone.now() - HANDOVER_LIMIT - timedelta(seconds=1)
    )
    Message.objects.filter(pk=fresh.pk).update(state="handing_over", state_since=timezone.now())
    services.sweep()
    assert (state(message), state(fresh)) == ("unknown", "handing_over")
    assert mail.outbox == []


def test_the_sweep_rings_for_what_the_queue_has_lost(django_capture_on_commit_callbacks):
    message = post()
    Message.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        services.sweep()
    assert state(message) == "sent"


def test_a_silent_queue_does_not_break_the_page(monkeypatch, django_capture_on_commit_callbacks):
    def broken(*_args):
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app.tasks["messaging.deliver"], "delay", broken)
    with django_capture_on_commit_callbacks(execute=True):
        message = post()
    assert state(message) == "queued"


def test_a_secret_is_never_readable_and_gone_once_sent():
    message = post(code="account.login_code", context={"code": "SESAME"}, secret=True)
    row = Message.objects.get(pk=message.pk)
    assert row.body == ""
    assert b"SESAME" not in bytes(row.sealed)
    assert "SESAME" in unseal(row.sealed)
    assert "SESAME" not in f"{row} {row.subject} {row.subject_for_staff}"
    services.deliver(message.pk)
    assert "SESAME" in mail.outbox[0].body
    assert bytes(Message.objects.get(pk=message.pk).sealed) == b""


def test_the_database_refuses_a_secret_with_a_body():
    from django.db import IntegrityError

    message = post(secret=True)
    with pytest.raises(IntegrityError):
        Message.objects.filter(pk=message.pk).update(body="the code is 1234")


def test_an_expired_secret_does_not_leave_any_more():
    message = post(secret=True, secret_until=timezone.now() - timedelta(seconds=1))
    services.sweep()
    row = Message.objects.get(pk=message.pk)
    assert (row.state, bytes(row.sealed)) == ("failed", b"")
    with pytest.raises(Refused, match="no longer kept"):
        services.resend(message=row, by=make.officer(), reason="Asked by telephone")


def test_a_secret_whose_key_has_changed_fails_plainly(settings):
    message = post(secret=True)
    settings.SECRET_KEY = "another"
    assert services.deliver(message.pk) == "failed"


def test_a_draft_waits_is_edited_and_let_go(django_capture_on_commit_callbacks):
    officer = make.officer()
    with django_capture_on_commit_callbacks(execute=True):
        message = post(draft=True)
    services.sweep()
    assert (state(message), mail.outbox) == ("draft", [])
    services.edit_draft(message=message, subject="New\nBcc: x", body="Words.", by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        services.send_draft(message=message, by=officer)
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("New Bcc: x", "Words.\n")
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["message.edited", "message.released"]


def test_only_a_draft_without_a_secret_is_edited():
    officer = make.officer()
    for message in (post(), post(draft=True, secret=True)):
        with pytest.raises(Refused, match="Only a draft"):
            services.edit_draft(message=message, subject="x", body="y", by=officer)
    with pytest.raises(Refused, match="subject and a text"):
        services.edit_draft(message=post(draft=True), subject=" ", body="y", by=officer)


def test_a_stopped_message_does_not_leave(django_capture_on_commit_callbacks):
    officer, message = make.officer(), post()
    with pytest.raises(Refused, match="Say why"):
        services.stop(message=message, by=officer, reason="")
    services.stop(message=message, by=officer, reason="Wrong person")
    assert services.deliver(message.pk) == "not due"
    with pytest.raises(Refused, match="no longer be stopped"):
        services.stop(message=message, by=officer, reason="Again")
    with pytest.raises(Refused, match="no longer a draft"):
        services.send_draft(message=message, by=officer)


def test_what_was_sent_is_not_sent_again():
    message = post()
    services.deliver(message.pk)
    with pytest.raises(Refused, match="Only a message that failed"):
        services.resend(message=message, by=make.officer(), reason="Please")


def test_what_is_unknown_is_resent_with_a_reason_under_the_same_id():
    message = post()
    Message.objects.update(state="unknown")
    with pytest.raises(Refused, match="Say why"):
        services.resend(message=message, by=make.officer(), reason=" ")
    services.resend(message=message, by=make.officer(), reason="The receiver has nothing")
    services.deliver(message.pk)
    assert mail.outbox[0].extra_headers["Message-ID"] == message.message_id


@pytest.mark.parametrize("maker", ["newcomer", "focal_point", "assessor", "editor", "field_office"])
def test_only_the_secretariat_handles_messages(maker):
    message, person = post(draft=True), getattr(make, maker)()
    for act in (
        lambda: services.send_draft(message=message, by=person),
        lambda: services.stop(message=message, by=person, reason="x"),
        lambda: services.edit_draft(message=message, subject="x", body="y", by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_message_needs_somebody():
    with pytest.raises(ValueError, match="person or an address"):
        post(email="")


def test_two_messages_in_one_transaction_both_leave(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post(), post(email="b@example.org")
    assert sorted(message.to[0] for message in mail.outbox) == ["a@example.org", "b@example.org"]


def test_a_private_file_goes_with_the_message():
    stored = store_bytes(
        data=b"%PDF-1.4 letter", name="letter.pdf", content_type="application/pdf", purpose="test", owner=None
    )
    message = post(attachments=[stored])
    services.deliver(message.pk)
    assert mail.outbox[0].attachments == [("letter.pdf", b"%PDF-1.4 letter", "application/pdf")]


def test_a_file_that_is_gone_keeps_the_message_waiting_and_says_why():
    stored = store_bytes(
        data=b"%PDF-1.4 letter", name="letter.pdf", content_type="application/pdf", purpose="test", owner=None
    )
    message = post(attachments=[stored])
    stored.file.storage.delete(stored.file.name)
    assert services.deliver(message.pk) == "queued"
    assert "FileNotFoundError" in Message.objects.get(pk=message.pk).error


@pytest.mark.parametrize(("task", "queue"), [("messaging.deliver", "mails"), ("messaging.sweep", "mails"),
                                             ("documents.run", "work"), ("search.check", "work")])  # fmt: skip
def test_no_message_waits_behind_a_document(task, queue):
    assert current_app.amqp.router.route({}, task)["queue"].name == queue
