"""Membership of the Expert Facility: admitted, on leave and back, retired, renewed, its term over."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Role, User
from portal.accounts.questions import require
from portal.accounts.services import end_role, grant_role
from portal.accounts.services.refusals import Refused
from portal.activity.process import move
from portal.activity.services import record
from portal.ui.pages import bump_content

from .. import states
from ..models import Candidacy, Expert
from ..months import add_months, may_ask_renewal
from ..notices_person import tell_officers, tell_person

TERM_YEARS = 4


@transaction.atomic
def admit(*, candidacy: Candidacy, by: User, at: datetime | None = None) -> Expert:
    """Make the person of an admitted candidacy a member for the term its call sets.

    Called by the decision, in its transaction, which writes the letter. The profile the person keeps open
    is the member's profile from now on; the copy that was vetted stays with the candidacy. Raises
    `NotAllowed` (not the head, or the head themself) or `Refused`.
    """
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=candidacy.expert_id)
    if expert.erased_at is not None:
        raise Refused(_("This profile has been erased."))
    if expert.is_member:
        raise Refused(_("This person is a member already: renew the term instead."))
    today = timezone.localdate(at) if at is not None else timezone.localdate()
    also = {
        "admitted_on": expert.admitted_on or today,
        "term_ends_on": add_months(today, 12 * candidacy.call.term_years),
        "confirmed_on": today,
        "availability_confirmed_on": expert.availability_confirmed_on,
        "renewal_asked_at": None,
        "profile_id": expert.profiles.filter(frozen_at=None).values_list("pk", flat=True).first(),
    }
    reason = str(candidacy.call) if expert.state != states.CANDIDATE else ""
    move(states.EXPERT, record=expert, to=states.ACTIVE, by=by, at=at, reason=reason, also=also)
    _give_role(expert)
    return expert


@transaction.atomic
def go_on_leave(*, expert: Expert, by: User, reason: str = "") -> Expert:
    """Not proposed for missions until the person is back. Raises `NotAllowed` or `Refused`."""
    return move(states.EXPERT, record=expert, to=states.ON_LEAVE, by=by, reason=reason)


@transaction.atomic
def come_back(*, expert: Expert, by: User) -> Expert:
    """Active again. Raises `NotAllowed` or `Refused`."""
    return move(states.EXPERT, record=expert, to=states.ACTIVE, by=by)


@transaction.atomic
def retire(*, expert: Expert, by: User, reason: str) -> Expert:
    """Leave the Expert Facility. Raises `NotAllowed`, or `Refused` without a reason."""
    move(states.EXPERT, record=expert, to=states.RETIRED, by=by, reason=reason, also={"is_public": False})
    _take_role(expert)
    tell_person(
        expert=expert,
        code="expert.retired",
        key=f"expert.retired:{expert.pk}:{timezone.localdate()}",
        more={"reason": reason.strip()},
    )
    bump_content()
    return expert


@transaction.atomic
def ask_renewal(*, expert: Expert, by: User, today: date | None = None) -> None:
    """The person asks for another term; the officers are told. Harmless when it is asked already.

    Raises `NotAllowed`, or `Refused` before the last half-year of the term.
    """
    locked = Expert.objects.select_for_update(of=("self",)).select_related("user").get(pk=expert.pk)
    require("expertise.write_profile", by, locked)
    if locked.renewal_asked_at is not None:
        return
    if locked.state not in (*states.ON_ROSTER, states.EXPIRED) or not may_ask_renewal(
        locked.term_ends_on, today or timezone.localdate()
    ):
        raise Refused(_("A renewal can be asked for in the last six months of a term, and after it."))
    locked.renewal_asked_at = expert.renewal_asked_at = timezone.now()
    locked.save(update_fields=["renewal_asked_at"])
    record(actor=by, verb="expert.renewal_asked", target=locked)
    tell_officers(
        code="expert.renewal_asked",
        key=f"expert.renewal_asked:{locked.pk}:{locked.term_ends_on}",
        target=locked,
        context={"name": locked.name, "term_ends": locked.term_ends_on},
    )


@transaction.atomic
def renew(*, expert: Expert, by: User, reason: str, years: int = TERM_YEARS, today: date | None = None) -> Expert:
    """Another term, from the end of the present one, or from today when that is over.

    Raises `NotAllowed` (nobody renews themself), or `Refused` without a reason.
    """
    day = today or timezone.localdate()
    locked = Expert.objects.select_for_update(of=("self",)).select_related("user").get(pk=expert.pk)
    require("expertise.renew", by, locked)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    begins = locked.term_ends_on if locked.is_member and locked.term_ends_on else day
    also = {"term_ends_on": add_months(max(begins, day), 12 * years), "renewal_asked_at": None}
    if locked.is_member:
        old = {"term_ends_on": locked.term_ends_on}
        Expert.objects.filter(pk=locked.pk).update(**also)
        record(actor=by, verb="expert.renewed", target=locked, old=old, new=also, reason=reason.strip())
    else:
        move(states.EXPERT, record=locked, to=states.ACTIVE, by=by, reason=reason, also=also)
        _give_role(locked)
    for name, value in also.items():
        setattr(expert, name, value)
    expert.state = locked.state
    tell_person(
        expert=locked,
        code="expert.renewed",
        key=f"expert.renewed:{locked.pk}:{also['term_ends_on']}",
        more={"term_ends": also["term_ends_on"]},
    )
    return expert


@transaction.atomic
def expire(*, expert: Expert) -> Expert:
    """The term is over; the portal itself says so. Raises `Refused` for who is no member."""
    move(states.EXPERT, record=expert, to=states.EXPIRED, by=None, also={"is_public": False})
    _take_role(expert)
    tell_person(expert=expert, code="expert.expired", key=f"expert.expired:{expert.pk}:{expert.term_ends_on}")
    bump_content()
    return expert


def _give_role(expert: Expert) -> None:
    """The role opens the pages of experts; it follows the membership and is nobody's to grant by hand."""
    user = expert.user
    if user is not None and not Role.objects.filter(user=user, kind=Role.Kind.EXPERT, ended_at=None).exists():
        grant_role(user=user, kind=Role.Kind.EXPERT, by=None, reason=_("Member of the Expert Facility"))


def _take_role(expert: Expert) -> None:
    role = Role.objects.filter(user=expert.user_id, kind=Role.Kind.EXPERT, ended_at=None).first()
    if expert.user_id is not None and role is not None:
        end_role(role=role, by=None, reason=_("No longer a member of the Expert Facility"))
