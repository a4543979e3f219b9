"""Erasing what is held on an expert. What the record of a mission must keep stays, without a name."""

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.process import move
from portal.activity.services import forget_about as forget_log
from portal.activity.services import record
from portal.collaboration.services import erase_sections
from portal.documents.services import remove_file
from portal.messaging.services import forget_about as forget_messages
from portal.surveys.services import erase_about
from portal.ui.pages import bump_content

from .. import ports, rules, states
from ..models import Candidacy, Curriculum, Expert, Nomination, Referee
from . import membership
from .files import remove_unheld

_UNDER_WAY = (states.DRAFT, states.APPLIED, states.UNDER_REVIEW)


@transaction.atomic
def erase(*, expert: Expert, by: User, at: datetime | None = None) -> list[str]:
    """Erase profiles with their files, ties, availability, applications' words and what referees said.

    The floors above erase or take back first (an open offer, a place on a shortlist). The row stays without
    a name, so that missions done keep their record ("an expert (erased)"). Returns what was done, in words.
    Raises `NotAllowed` for anybody but the person and the head; `Refused` when a floor above says why not.
    """
    locked = _locked(expert)
    require("expertise.erase", by, locked)
    return _erase(locked, by, at or timezone.now())


@transaction.atomic
def erase_past_its_period(*, expert: Expert) -> list[str]:
    """The same by the portal itself, for who is no member and waits for no answer. Raises `Refused` for others."""
    locked = _locked(expert)
    waits = locked.candidacies.filter(state__in=(states.APPLIED, states.UNDER_REVIEW)).exists()
    if locked.state != states.CANDIDATE or locked.erased_at is not None or waits:
        raise Refused(_("Only the data of who is no member and waits for no answer is past its period."))
    return _erase(locked, None, timezone.now())


def _locked(expert: Expert) -> Expert:
    return Expert.objects.select_for_update(of=("self",)).select_related("user").get(pk=expert.pk)


def _erase(locked: Expert, by: User | None, now: datetime) -> list[str]:
    # Words of the log are lost below: what the floors above must know of the person they read before.
    done = list(ports.erase.collect(expert=locked, by=by))
    candidacies = list(locked.candidacies.all())
    for candidacy in candidacies:
        if candidacy.state in _UNDER_WAY:
            move(states.CANDIDACY, record=candidacy, to=states.WITHDRAWN, by=by)
    if by is not None and locked.is_member:
        membership.retire(expert=locked, by=by, reason=_("Erased at the request of the person"))
    erased: list[models.Model] = [locked]
    for candidacy in candidacies:
        erased += erase_candidacy(candidacy)
    _erase_profiles(locked)
    for rows in (locked.ties, locked.availabilities, locked.visibilities):
        rows.all().delete()
    user = locked.user
    Expert.objects.filter(pk=locked.pk).update(
        user=None,
        profile=None,
        name="",
        name_key="",
        residence=None,
        region="",
        gender="",
        time_zone="",
        is_public=False,
        erased_at=now,
    )
    locked.refresh_from_db()
    forget_log(records=erased, label=str(locked))
    forget_messages(records=erased)
    record(actor=by, verb="expert.erased", target=locked)
    if user is not None:
        rules.forget(user)
    bump_content()
    return [_("Profile, applications and files of the Expert Facility"), *done]


def erase_candidacy(candidacy: Candidacy) -> list[models.Model]:
    """The words and the referees of an application; that it was made and decided stays."""
    gone: list[models.Model] = [candidacy]
    for referee in Referee.objects.filter(candidacy=candidacy):
        erase_about(record=referee)
        gone.append(referee)
    for nomination in Nomination.objects.filter(candidacy=candidacy):
        gone.append(nomination)
    forget_messages(records=gone[1:])
    candidacy.named_referees.all().delete()
    candidacy.referees.all().delete()
    Nomination.objects.filter(candidacy=candidacy).update(
        name=_("Somebody (erased)"), email="", reason="", institution=""
    )
    erase_sections(record=candidacy)
    candidacy.checks.update(evidence="")
    if candidacy.letter is not None:
        remove_file(stored_file=candidacy.letter.stored_file)
    Candidacy.objects.filter(pk=candidacy.pk).update(motivation="", feedback="", reason="", profile=None)
    return gone


def _erase_profiles(expert: Expert) -> None:
    stored = [
        row.stored_file for row in Curriculum.objects.filter(profile__expert=expert).select_related("stored_file")
    ]
    for profile in expert.profiles.all():
        erase_sections(record=profile)
    Expert.objects.filter(pk=expert.pk).update(profile=None)
    expert.profiles.all().delete()
    for one in stored:
        remove_unheld(one)
    for attendance in expert.attendances.exclude(certificate=None).select_related("certificate__stored_file"):
        assert attendance.certificate is not None
        remove_file(stored_file=attendance.certificate.stored_file)


def erase_nomination(nomination: Nomination) -> None:
    """Name, address and reason of a nomination go; that somebody was nominated stays. Inside a transaction."""
    if nomination.state == Nomination.State.SENT:
        nomination.state, nomination.answered_at = Nomination.State.EXPIRED, timezone.now()
    nomination.name, nomination.email, nomination.reason = _("Somebody (erased)"), "", ""
    nomination.save(update_fields=["state", "answered_at", "name", "email", "reason"])
    forget_messages(records=[nomination])
    forget_log(records=[nomination], label=nomination.name)
    record(actor=None, verb="nomination.erased", target=nomination)
