"""A message to several experts: prepared as drafts of the outbox, let go or stopped together."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services import Refused
from portal.activity.services import record
from portal.messaging.models import Message
from portal.messaging.services import send_draft, stop

from ..models import Expert, Mailing, MailingText
from ..notices_office import tell_expert

CODE = "expert.mailing"
Texts = Mapping[str, tuple[str, str]]
"""Language → (subject, text)."""


def reachable(experts: Iterable[Expert]) -> list[Expert]:
    """Those with an account that may sign in, nobody twice, by name."""
    found = {one.user_id: one for one in experts if one.user_id and one.user.is_active and one.erased_at is None}
    return sorted(found.values(), key=lambda one: (one.name_key, one.pk))


def refuse_texts(texts: Texts) -> None:
    """Raises `Refused` when a language of the portal has no subject or no text."""
    for code, name in settings.LANGUAGES:
        subject, body = texts.get(code, ("", ""))
        if not subject.strip() or not body.strip():
            raise Refused(_("Write the subject and the text in %(language)s.") % {"language": name})


@transaction.atomic
def prepare(*, code: str, experts: Iterable[Expert], texts: Texts, reason: str, by: Any) -> Mailing:
    """Make one draft for each person, in the person's language.

    ``code`` (eight letters of the form) makes a second press of the button give the first mailing back.
    Raises `NotAllowed`, or `Refused`: nobody to write to, a language missing, no reason for the log.
    """
    require("expertise.manage_calls", by)
    known = Mailing.objects.filter(code=code).first()
    if known is not None:
        return known
    refuse_texts(texts)
    if not reason.strip():
        raise Refused(_("Say why these people are written to; it goes into the log."))
    people = reachable(experts)
    if not people:
        raise Refused(_("None of the chosen experts can be written to."))
    mailing = Mailing.objects.create(code=code, reason=reason.strip()[:300], prepared_by=by, recipients=len(people))
    for language, (subject, body) in texts.items():
        MailingText.objects.create(
            mailing=mailing, language=language, subject=subject.strip()[:150], body=body.strip()[:10000]
        )
    for expert in people:
        subject, body = texts[expert.user.language]
        tell_expert(
            expert=expert,
            code=CODE,
            key=f"{CODE}:{mailing.pk}",
            target=mailing,
            context={"subject": subject.strip(), "body": body.strip()},
            draft=True,
        )
    record(actor=by, verb="mailing.prepared", target=mailing, new={"people": len(people)}, reason=mailing.reason)
    return mailing


def messages_of(mailing: Mailing) -> Any:
    """Its messages in the outbox."""
    kind = ContentType.objects.get_for_model(Mailing)
    return Message.objects.filter(content_type=kind, object_id=mailing.pk)


def _locked(mailing: Mailing, by: Any) -> Mailing:
    require("expertise.manage_calls", by)
    locked = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if locked.state != Mailing.State.DRAFT:
        raise Refused(_("It has been let go or stopped already."))
    return locked


@transaction.atomic
def release(*, mailing: Mailing, by: Any) -> int:
    """Let every draft of a mailing go. Returns how many. Raises `NotAllowed`, or `Refused` the second time."""
    locked = _locked(mailing, by)
    drafts = list(messages_of(locked).filter(state=Message.State.DRAFT))
    for message in drafts:
        send_draft(message=message)
    locked.state, locked.released_by, locked.released_at = Mailing.State.RELEASED, by, timezone.now()
    locked.save(update_fields=["state", "released_by", "released_at"])
    record(actor=by, verb="mailing.released", target=locked, new={"people": len(drafts)})
    return len(drafts)


@transaction.atomic
def call_off(*, mailing: Mailing, by: Any, reason: str) -> int:
    """Stop every draft of a mailing. Returns how many. Raises `NotAllowed`, or `Refused` (gone, no reason)."""
    locked = _locked(mailing, by)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    drafts = list(messages_of(locked).filter(state=Message.State.DRAFT))
    for message in drafts:
        stop(message=message, by=by, reason=reason)
    locked.state = Mailing.State.STOPPED
    locked.save(update_fields=["state"])
    record(actor=by, verb="mailing.stopped", target=locked, new={"people": len(drafts)}, reason=reason)
    return len(drafts)
