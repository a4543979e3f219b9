"""A message leaves: marked before it is handed to the mail server, never twice."""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..bell import ring
from ..models import Message
from ..sealing import unseal

log = logging.getLogger(__name__)
State = Message.State

# After the first attempt: 1, 5, 30 minutes, 2 and 12 hours; then it has failed.
BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
# A row still "handing over" after this was left by a crash: nobody knows whether the server took it.
HANDOVER_LIMIT = timedelta(minutes=10)
SWEEP_BATCH = 200


def deliver(message_pk: int) -> str:
    """Hand one message to the mail server. Safe to call at any time and by several workers.

    Returns the state it is left in, or "not due" when another worker has it, it is not due, or is gone.
    """
    if not _claim(message_pk):
        return "not due"
    message = Message.objects.get(pk=message_pk)
    body = unseal(message.sealed) if message.secret else message.body
    if body is None:
        return _settle(message, State.FAILED, "the text of this message is no longer kept")
    mail = EmailMessage(
        subject=message.subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.email],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    try:
        for attachment in message.attachments.select_related("stored_file"):
            with attachment.stored_file.open() as stored:
                mail.attach(attachment.name, stored.read(), attachment.stored_file.content_type)
        connection = get_connection()
        connection.open()
    except Exception as error:  # nothing has left yet: try again later
        return _again(message, error)
    try:
        mail.connection = connection
        mail.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        return _again(message, error) if _may_pass(error) else _settle(message, State.FAILED, _words(error))
    except Exception as error:  # broken off in the middle: the server may have taken it
        log.exception("message %s broke off while being handed over", message.pk)
        return _settle(message, State.UNKNOWN, _words(error))
    finally:
        _close(connection)
    return _settle(message, State.SENT, "")


def sweep() -> int:
    """Ring again for what is due, and put the traces of crashes before staff. Returns how many were touched."""
    now = timezone.now()
    lost = Message.objects.filter(state=State.HANDING_OVER, state_since__lt=now - HANDOVER_LIMIT).update(
        state=State.UNKNOWN, state_since=now, error="the worker stopped while handing this message over"
    )
    Message.objects.filter(secret=True, secret_until__lt=now).exclude(state__in=[State.HANDING_OVER]).exclude(
        sealed=b""
    ).update(sealed=b"")
    Message.objects.filter(secret=True, secret_until__lt=now, state=State.QUEUED).update(
        state=State.FAILED, state_since=now, error="the secret expired before the message could leave"
    )
    due = Message.objects.filter(state=State.QUEUED, next_attempt_at__lte=now - timedelta(seconds=20))
    waiting = list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:SWEEP_BATCH])
    for pk in waiting:
        ring(pk)
    return lost + len(waiting)


def _claim(message_pk: int) -> bool:
    """Mark it before SMTP; one caller only gets a yes."""
    now = timezone.now()
    return bool(
        Message.objects.filter(pk=message_pk, state=State.QUEUED, next_attempt_at__lte=now).update(
            state=State.HANDING_OVER, state_since=now, attempts=F("attempts") + 1
        )
    )


def _settle(message: Message, state: str, error: str) -> str:
    """Leave it in this state, if it is still ours; what is over keeps no secret."""
    values = {"state": state, "state_since": timezone.now(), "error": error[:500]}
    if state in {State.SENT, State.FAILED}:
        values["sealed"] = b""
    with transaction.atomic():
        Message.objects.filter(pk=message.pk, state=State.HANDING_OVER).update(**values)
    return state


def _again(message: Message, error: Exception) -> str:
    if message.attempts > len(BACKOFF):
        return _settle(message, State.FAILED, _words(error))
    now = timezone.now()
    Message.objects.filter(pk=message.pk, state=State.HANDING_OVER).update(
        state=State.QUEUED,
        state_since=now,
        next_attempt_at=now + BACKOFF[message.attempts - 1],
        error=_words(error)[:500],
    )
    log.warning("message %s waits for attempt %s: %s", message.pk, message.attempts + 1, _words(error))
    return State.QUEUED


def _may_pass(error: Exception) -> bool:
    """A 4xx answer is for now; a 5xx is for good."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code < 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code < 500


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]
    except Exception:  # the message is settled; a connection that will not close is the server's affair
        log.debug("the mail connection did not close", exc_info=True)
