"""Referees: asked by a private link when a candidacy is sent, reminded once, read by the Secretariat only."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.messaging.services import post
from portal.surveys import services as surveys
from portal.surveys.models import Link

from .. import states
from ..models import Candidacy, Referee
from ..notices_person import call_title

PURPOSE = "expertise.reference"
VALID_FOR = timedelta(days=60)
REMIND_AFTER = timedelta(days=14)
_OPEN = (states.APPLIED, states.UNDER_REVIEW)


@transaction.atomic
def ask_all(*, candidacy: Candidacy, by: User) -> list[Referee]:
    """Write to every referee named in the draft. The caller has checked that the draft is complete."""
    asked = []
    for place, row in enumerate(candidacy.named_referees.all()):
        referee = Referee.objects.create(
            candidacy=candidacy,
            name=row.name[:200],
            email=row.email.strip().lower(),
            relation=row.relation[:300],
            language=row.language or candidacy.language,
            position=place,
        )
        _ask(referee, candidacy, by)
        asked.append(referee)
    return asked


def _ask(referee: Referee, candidacy: Candidacy, by: User | None) -> None:
    link, path = surveys.create_link(
        record=referee,
        purpose=PURPOSE,
        name=referee.name,
        email=referee.email,
        by=by,
        language=referee.language,
        valid_for=VALID_FOR,
    )
    referee.link, referee.asked_at = link.pk, link.created_at
    referee.save(update_fields=["link", "asked_at"])
    _post("referee.asked", referee, candidacy, link, path, f"referee.asked:{link.pk}")


def _post(code: str, referee: Referee, candidacy: Candidacy, link: Link, path: str, key: str) -> None:
    post(
        code=code,
        email=referee.email,
        language=referee.language,
        context={
            "receiver": referee.name,
            "name": candidacy.expert.name,
            "call": call_title(candidacy.call_id, referee.language),
            "until": link.expires_at,
        },
        links={"link": path},
        target=referee,
        key=key,
        secret=True,
        secret_until=link.expires_at,
    )


def why_not_now(link: Link) -> str:
    """Why a referee does not answer now: the candidacy is withdrawn or decided. For ``portal.surveys``."""
    referee = link.record
    if not isinstance(referee, Referee) or referee.candidacy.state not in _OPEN:
        return _("This application is no longer under way: your answer is no longer needed. Thank you.")
    return ""


def answered(link: Link, given: Mapping[str, Any]) -> None:
    """Note that a referee has answered; what was said stays with the link. Called by ``portal.surveys``."""
    referee = link.record
    if not isinstance(referee, Referee):
        raise Refused(_("This application is no longer under way: your answer is no longer needed. Thank you."))
    referee.answered_at = timezone.now()
    referee.save(update_fields=["answered_at"])
    record(actor=None, verb="candidacy.referee_answered", target=referee.candidacy)


@transaction.atomic
def remind(*, referee: Referee, by: User | None) -> None:
    """A fresh link for a referee who has not answered. ``by`` None is the portal itself.

    Raises `NotAllowed` for who does not vet the candidacy; `Refused` when it is answered or no longer open.
    """
    locked = Referee.objects.select_for_update(of=("self",)).select_related("candidacy__expert").get(pk=referee.pk)
    candidacy = locked.candidacy
    if by is not None:
        require("expertise.vet", by, candidacy)
    if candidacy.state not in _OPEN:
        raise Refused(_("This application is no longer under way."))
    link = Link.objects.filter(pk=locked.link or 0).first()
    if link is None:
        raise Refused(_("This referee has not been asked."))
    link, path = surveys.renew(link=link, by=by, valid_for=VALID_FOR)
    _post("referee.reminded", locked, candidacy, link, path, f"referee.reminded:{link.pk}:{link.reminded_at}")


def remind_due(at: datetime | None = None) -> int:
    """Remind, once, every referee who has not answered for two weeks. Returns how many were."""
    now = at or timezone.now()
    waiting = Referee.objects.filter(
        answered_at=None, asked_at__lte=now - REMIND_AFTER, candidacy__state__in=_OPEN, link__isnull=False
    )
    links = Link.objects.filter(
        pk__in=waiting.values("link"), reminded_at=None, answered_at=None, revoked_at=None, expires_at__gt=now
    ).values_list("pk", flat=True)
    count = 0
    for referee in Referee.objects.filter(link__in=list(links)):
        try:
            remind(referee=referee, by=None)
        except Refused:
            continue
        count += 1
    return count


@transaction.atomic
def take_back(*, candidacy: Candidacy, by: User | None) -> None:
    """Close the links nobody has answered."""
    keys = candidacy.referees.filter(answered_at=None).values_list("link", flat=True)
    for link in Link.objects.filter(pk__in=[key for key in keys if key], answered_at=None, revoked_at=None):
        surveys.revoke(link=link, by=by)
