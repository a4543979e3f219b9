"""Profiles age: confirmed once a year by one button, reminded, expired at the end of the term."""

from datetime import date, timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.places import path_in
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.messaging.services import post

from .. import states
from ..models import Expert
from ..months import TERM_WARNING, add_months, nudge_due
from ..notices_person import tell_person
from . import membership

_SALT = "expertise.confirm"
VALID_FOR = timedelta(days=120)


def token_for(expert: Expert) -> str:
    """The secret of the link in the yearly mail. It names the last confirmation: the next one closes it."""
    return signing.dumps([expert.code, str(expert.confirmed_on or "")], salt=_SALT)


def expert_of_token(token: str) -> Expert | None:
    """The member whose link this is, used or not; None for a token that is not ours or too old."""
    try:
        code, _confirmed = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Expert.objects.filter(code=code, erased_at=None).select_related("user", "profile", "residence").first()


def is_fresh(expert: Expert, token: str) -> bool:
    """Whether the link has not been used: nothing was confirmed since it was sent."""
    try:
        _code, confirmed = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return expert.is_member and confirmed == str(expert.confirmed_on or "")


@transaction.atomic
def confirm(*, expert: Expert, by: User | None = None, token: str = "", today: date | None = None) -> Expert:
    """Say that profile and availability are true today: the person, signed in or by the link of the mail.

    Raises `NotAllowed` for anybody else, `Refused` for a link that was used or is too old, and for who is no
    member.
    """
    locked = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    if token:
        if not is_fresh(locked, token):
            raise Refused(_("This link has been used or is too old. Sign in to confirm your profile."))
    else:
        require("expertise.write_profile", by, locked)
    if not locked.is_member:
        raise Refused(_("Only members of the Expert Facility confirm their profile."))
    day = today or timezone.localdate()
    old = {"confirmed_on": locked.confirmed_on}
    locked.confirmed_on = locked.availability_confirmed_on = day
    locked.save(update_fields=["confirmed_on", "availability_confirmed_on"])
    expert.confirmed_on = expert.availability_confirmed_on = day
    record(
        actor=by or locked.user,
        verb="expert.confirmed",
        target=locked,
        old=old,
        new={"confirmed_on": day},
    )
    return locked


def keep_in_time(today: date | None = None) -> int:
    """Reminders of the year, the word before a term ends, and the end of terms. Returns how many were touched.

    Idempotent: each message has a key, each state is looked at again under its lock.
    """
    day = today or timezone.localdate()
    touched = 0
    for expert in Expert.objects.on_roster().filter(term_ends_on__lt=day):
        touched += _expire(expert)
    for expert in Expert.objects.on_roster().select_related("user").exclude(confirmed_on=None):
        months = nudge_due(expert.confirmed_on, day)  # type: ignore[arg-type]
        if months:
            touched += _nudge(expert, months)
    warned = Expert.objects.on_roster().filter(
        renewal_asked_at=None, term_ends_on__gte=day, term_ends_on__lte=add_months(day, TERM_WARNING)
    )
    for expert in warned.select_related("user"):
        touched += 1
        tell_person(
            expert=expert,
            code="expert.term_ends",
            key=f"expert.term_ends:{expert.pk}:{expert.term_ends_on}",
            more={"term_ends": expert.term_ends_on},
        )
    return touched


def _expire(expert: Expert) -> int:
    try:
        membership.expire(expert=expert)
    except Refused:  # renewed, retired or expired in between
        return 0
    return 1


def _nudge(expert: Expert, months: int) -> int:
    user = expert.user
    if user is None or not user.is_active or expert.state not in states.ON_ROSTER:
        return 0
    until = timezone.now() + VALID_FOR
    with transaction.atomic():
        post(
            code="expert.confirm",
            to=user,
            context={"months": months, "confirmed": expert.confirmed_on, "until": until},
            links={"link": path_in(user.language, "expertise:confirm_by_link", token_for(expert))},
            target=expert,
            key=f"expert.confirm:{expert.pk}:{expert.confirmed_on}:{months}",
            secret=True,
            secret_until=until,
        )
    return 1
