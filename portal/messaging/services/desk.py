"""What staff do with a message: read, edit and send a draft, stop, send again."""

import rules
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services import Refused
from portal.activity.services import record

from .. import texts
from ..bell import ring
from ..models import Message

State = Message.State


def _take(message: Message, by: User) -> Message:
    if not rules.has_perm("messaging.handle", by):
        raise PermissionDenied("messaging.handle")
    return Message.objects.select_for_update().get(pk=message.pk)


@transaction.atomic
def edit_draft(*, message: Message, subject: str, body: str, by: User) -> Message:
    """Change the words of a draft. Raises Refused once it is no draft, or carries a secret."""
    row = _take(message, by)
    if row.state != State.DRAFT or row.secret:
        raise Refused(_("Only a draft can be edited."))
    subject, body = texts.one_line(subject), body.replace("\r\n", "\n").strip() + "\n"
    if not subject or not body.strip():
        raise Refused(_("A message needs a subject and a text."))
    old = {"subject": row.subject, "body": row.body}
    row.subject, row.body = subject, body
    row.save(update_fields=["subject", "body"])
    record(actor=by, verb="message.edited", target=row, old=old, new={"subject": subject, "body": body})
    return row


@transaction.atomic
def send_draft(*, message: Message, by: User | None = None) -> Message:
    """Let a draft go. ``by`` None: a service that has its own rule (the release of a letter) lets it go."""
    row = _take(message, by) if by is not None else Message.objects.select_for_update().get(pk=message.pk)
    if row.state != State.DRAFT:
        raise Refused(_("This message is no longer a draft."))
    _queue(row)
    record(actor=by, verb="message.released", target=row)
    return row


@transaction.atomic
def stop(*, message: Message, by: User, reason: str) -> Message:
    """Keep a message from leaving. Raises Refused without a reason or once it is on its way."""
    row = _take(message, by)
    if row.state not in {State.DRAFT, State.QUEUED}:
        raise Refused(_("This message can no longer be stopped."))
    if not reason.strip():
        raise Refused(_("Say why."))
    old = row.state
    row.state, row.state_since, row.sealed = State.STOPPED, timezone.now(), b""
    row.save(update_fields=["state", "state_since", "sealed"])
    record(actor=by, verb="message.stopped", target=row, old={"state": old}, reason=reason)
    return row


@transaction.atomic
def resend(*, message: Message, by: User, reason: str) -> Message:
    """Send again what failed or whose fate is unknown; the Message-ID stays, so a copy is recognised as one.

    Raises Refused without a reason, in any other state, or when the secret it carried is gone.
    """
    row = _take(message, by)
    if row.state not in {State.FAILED, State.UNKNOWN}:
        raise Refused(_("Only a message that failed, or whose fate is unknown, is sent again."))
    if row.secret and not row.sealed:
        raise Refused(_("This message carried a secret that is no longer kept. Ask the person to begin again."))
    if not reason.strip():
        raise Refused(_("Say why."))
    old = row.state
    _queue(row)
    record(actor=by, verb="message.resent", target=row, old={"state": old}, reason=reason)
    return row


def _queue(row: Message) -> None:
    now = timezone.now()
    row.state, row.state_since, row.next_attempt_at, row.attempts, row.error = State.QUEUED, now, now, 0, ""
    row.save(update_fields=["state", "state_since", "next_attempt_at", "attempts", "error"])
    ring(row.pk)
