"""Letting go in time: drafts nobody writes in, people who were not admitted, nominations that came to nothing.

How long each is kept is data (the list ``retention`` of the vocabulary, to be adopted by the Secretariat;
DESIGN, "Privacy"). Who can still write again is told a month before.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.activity.process import move
from portal.activity.services import forget_about as forget_log
from portal.collaboration.queries import sections_of
from portal.reference.queries import retention

from .. import states
from ..models import Candidacy, Curriculum, Expert, Nomination
from ..months import add_months
from ..notices_person import tell_person
from . import erasure

WARNED_BEFORE = timedelta(days=30)
_SENT = (states.APPLIED, states.UNDER_REVIEW)
_CLOSED = (Nomination.State.DECLINED, Nomination.State.EXPIRED, Nomination.State.REVOKED)


def forget_in_time(today: date | None = None) -> int:
    """Erase what is past its period, warn of what soon will be. Safe to repeat. Returns how many were erased."""
    day = today or timezone.localdate()
    return _people(day) + _drafts_of_members(day) + _nominations(day)


def edge(code: str, day: date) -> datetime | None:
    """What was last touched before this is past its period; None when nothing is said about it."""
    kept = retention(code)
    if not kept:
        return None
    first = add_months(day, -kept.get("months", 0)) - timedelta(days=kept.get("days", 0))
    return datetime.combine(first, time(), tzinfo=timezone.get_current_timezone())


def touched_at(expert: Expert) -> datetime:
    """When somebody who is no member last wrote here, or was last answered."""
    known = [expert.created_at, expert.state_changed_at]
    records: list[Candidacy | object] = list(expert.candidacies.all())
    known += [at for row in expert.candidacies.all() for at in (row.created_at, row.state_changed_at)]
    if expert.profile is not None:
        records.append(expert.profile)
    for row in records:
        known += [section.saved_at for section in sections_of(row).values() if section.saved_at]  # type: ignore[arg-type]
    known.append(Curriculum.objects.filter(profile__expert=expert).aggregate(at=Max("added_at"))["at"])
    return max(at for at in known if at is not None)


def _people(day: date) -> int:
    """People who are no members: with a draft at most, or not admitted."""
    erased = 0
    waiting = Candidacy.objects.filter(state__in=_SENT).values("expert")
    for expert in (
        Expert.objects.filter(state=states.CANDIDATE, erased_at=None)
        .exclude(pk__in=waiting)
        .select_related("user", "profile")
        .order_by("pk")
    ):
        declined = expert.candidacies.filter(state=states.DECLINED).exists()
        past = edge("declined_expert" if declined else "draft", day)
        if past is None or expert.created_at >= past + WARNED_BEFORE:
            continue
        last = touched_at(expert)
        if last < past:
            erasure.erase_past_its_period(expert=expert)
            erased += 1
        elif last < past + WARNED_BEFORE:
            tell_person(
                expert=expert,
                code="expert.data_expires",
                key=f"expert.data_expires:{expert.pk}:{last:%Y-%m-%d}",
                more={"when": day + (last - past) + timedelta(days=1)},
            )
    return erased


def _drafts_of_members(day: date) -> int:
    """Drafts of who is or was a member: the words of the application go, the profile stays."""
    past = edge("draft", day)
    if past is None:
        return 0
    erased = 0
    drafts = Candidacy.objects.filter(state=states.DRAFT, state_changed_at__lt=past, expert__erased_at=None)
    for draft in drafts.exclude(expert__state=states.CANDIDATE).order_by("pk"):
        if any(section.saved_at and section.saved_at >= past for section in sections_of(draft).values()):
            continue
        with transaction.atomic():
            move(states.CANDIDACY, record=draft, to=states.WITHDRAWN, by=None)
            gone = erasure.erase_candidacy(draft)
            forget_log(records=gone, label=_("An application (erased)"))
        erased += 1
    return erased


def _nominations(day: date) -> int:
    """Who was nominated and never came: name, address and reason go; that somebody was nominated stays."""
    past = edge("nomination", day)
    if past is None:
        return 0
    erased = 0
    for row in _over(past):
        with transaction.atomic():
            erasure.erase_nomination(row)
        erased += 1
    return erased


def _over(edge: datetime) -> QuerySet[Nomination]:
    past = Q(answered_at__lt=edge) | Q(answered_at=None, expires_at__lt=edge)
    return Nomination.objects.filter(past, state__in=_CLOSED, candidacy=None).exclude(email="").order_by("pk")
