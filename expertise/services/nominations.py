"""Nominations: a Party, a field office or an institution names a person, who accepts or declines by a button."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts import rules as people
from portal.accounts.models import User
from portal.accounts.places import path_in
from portal.accounts.questions import require
from portal.accounts.services.people import owns_address
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record
from portal.messaging.services import post
from portal.reference.models import Country

from ..closing import why_closed
from ..models import Candidacy, ExpertCall, Nomination
from ..notices_person import call_title
from . import candidacies

VALID_FOR = timedelta(days=60)
REMIND_AFTER = timedelta(days=30)
State, Voice = Nomination.State, Nomination.Voice


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> Nomination | None:
    """The nomination this token opens, whatever became of it; None for an unknown token: one query."""
    return (
        Nomination.objects.filter(token_hash=hash_of(token))
        .select_related("call", "country", "nominated_by", "candidacy")
        .first()
    )


@transaction.atomic
def nominate(
    *,
    call: ExpertCall,
    voice: str,
    name: str,
    email: str,
    reason: str,
    by: User,
    country: Country | None = None,
    institution: str = "",
    language: str = "en",
) -> Nomination:
    """Name a person for an open call; the person receives a private link.

    A focal point speaks for its Party, a field office for a country it covers, an officer for an institution.
    Raises `NotAllowed`, or `Refused`: the call is closed, something is missing, one's own address, or the
    person is nominated in this call already.
    """
    _ask_voice(voice, country, institution, by)
    closed = why_closed(call)
    if closed:
        raise Refused(closed)
    name, email, reason = name.strip(), email.strip().lower(), reason.strip()
    if not name or not reason:
        raise Refused(_("Give the name, and say why this person."))
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(_("Give a whole address, such as name@example.org.")) from None
    if email == by.email or owns_address(by, email):
        raise Refused(_("Nobody nominates themselves: apply in the call instead."))
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    try:
        with transaction.atomic():
            made = Nomination.objects.create(
                call=call,
                voice=voice,
                country=country if voice != Voice.INSTITUTION else None,
                institution=institution.strip()[:200],
                nominated_by=by,
                nominated_at=now,
                name=name[:200],
                email=email,
                language=language if language in User.Language.values else "en",
                reason=reason[:2000],
                token_hash=hash_of(token),
                expires_at=now + VALID_FOR,
            )
    except IntegrityError:
        raise Refused(_("This person has been nominated in this call already.")) from None
    record(actor=by, verb="nomination.sent", target=made, new={"voice": voice, "call": call.slug})
    _post_link("nomination.sent", made, token)
    return made


def _ask_voice(voice: str, country: Country | None, institution: str, by: User) -> None:
    if voice == Voice.INSTITUTION:
        require("expertise.nominate", by)
        if not people.is_officer(by):
            raise NotAllowed(_("Only a programme officer nominates for an institution."))
        if not institution.strip():
            raise Refused(_("Name the institution."))
        return
    if voice not in Voice.values or country is None:
        raise Refused(_("Choose for whom you nominate."))
    speaks = people.is_focal_point(by, country) if voice == Voice.PARTY else people.covers(by, country)
    if not speaks:
        raise NotAllowed(_("You do not speak for this country."))


def _post_link(code: str, nomination: Nomination, token: str) -> None:
    post(
        code=code,
        email=nomination.email,
        language=nomination.language,
        context={
            "receiver": nomination.name,
            "nominator": nomination.nominated_by.name,
            "iso3": nomination.country.iso3 if nomination.country else "",
            "institution": nomination.institution,
            "call": call_title(nomination.call_id, nomination.language),
            "until": nomination.expires_at,
        },
        links={"link": path_in(nomination.language, "expertise:nominated", token)},
        target=nomination,
        key=f"{code}:{nomination.pk}",
        secret=True,
        secret_until=nomination.expires_at,
    )


def _lock_open(nomination: Nomination) -> Nomination:
    locked = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("call", "country", "nominated_by")
        .get(pk=nomination.pk)
    )
    if not locked.is_open:
        raise Refused(_("This nomination is no longer open. Ask who nominated you for a new one."))
    return locked


@transaction.atomic
def accept(*, nomination: Nomination, by: User) -> Candidacy:
    """Accept, and begin the application in the call (or find the draft that is there).

    Who accepts is known by the account they sign in with: it need not have the address that was written to,
    since who holds the link was meant. Raises `Refused` (no longer open, the call is closed), `NotAllowed`
    (the nominator themself, a member).
    """
    locked = _lock_open(nomination)
    if locked.nominated_by_id == by.pk:
        raise NotAllowed(_("Nobody nominates themselves: apply in the call instead."))
    candidacy, _new = candidacies.begin(call=locked.call, by=by)
    locked.state, locked.answered_at, locked.candidacy = State.ACCEPTED, timezone.now(), candidacy
    locked.save(update_fields=["state", "answered_at", "candidacy"])
    nomination.state, nomination.candidacy = locked.state, candidacy
    record(actor=by, verb="nomination.accepted", target=locked)
    _tell_nominator(locked, "nomination.accepted")
    return candidacy


@transaction.atomic
def decline(*, nomination: Nomination, by: User | None = None) -> Nomination:
    """Say no; whoever holds the link may, without an account. Raises `Refused` when it is no longer open."""
    locked = _lock_open(nomination)
    locked.state, locked.answered_at = State.DECLINED, timezone.now()
    locked.save(update_fields=["state", "answered_at"])
    nomination.state = locked.state
    record(actor=by, verb="nomination.declined", target=locked)
    _tell_nominator(locked, "nomination.declined")
    return locked


@transaction.atomic
def revoke(*, nomination: Nomination, by: User) -> Nomination:
    """Take a nomination back: who made it, or an officer. Raises `NotAllowed` or `Refused`."""
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if locked.nominated_by_id != by.pk and not people.is_officer(by):
        raise NotAllowed(_("Only who nominated, or a programme officer, takes a nomination back."))
    if locked.state != State.SENT:
        raise Refused(_("This nomination is no longer open."))
    locked.state, locked.answered_at = State.REVOKED, timezone.now()
    locked.save(update_fields=["state", "answered_at"])
    nomination.state = locked.state
    record(actor=by, verb="nomination.revoked", target=locked)
    return locked


def keep_in_time(at: datetime | None = None) -> int:
    """Remind once after thirty days; expire after sixty, and tell who nominated. Returns how many were touched."""
    now = at or timezone.now()
    touched = 0
    for row in Nomination.objects.filter(state=State.SENT, expires_at__lte=now):
        touched += _expire(row, now)
    for row in Nomination.objects.filter(
        state=State.SENT, reminded_at=None, nominated_at__lte=now - REMIND_AFTER, expires_at__gt=now
    ):
        touched += _remind(row, now)
    return touched


@transaction.atomic
def _expire(row: Nomination, now: datetime) -> int:
    if not Nomination.objects.filter(pk=row.pk, state=State.SENT).update(state=State.EXPIRED, answered_at=now):
        return 0
    locked = Nomination.objects.select_related("nominated_by").get(pk=row.pk)
    record(actor=None, verb="nomination.expired", target=locked)
    _tell_nominator(locked, "nomination.expired")
    return 1


@transaction.atomic
def _remind(row: Nomination, now: datetime) -> int:
    """The link of the first message is not known any more: the reminder has one of its own, which replaces it."""
    token = secrets.token_urlsafe(32)
    changed = Nomination.objects.filter(pk=row.pk, state=State.SENT, reminded_at=None).update(
        reminded_at=now, token_hash=hash_of(token)
    )
    if not changed:
        return 0
    locked = Nomination.objects.select_related("country", "nominated_by").get(pk=row.pk)
    record(actor=None, verb="nomination.reminded", target=locked)
    _post_link("nomination.reminded", locked, token)
    return 1


def _tell_nominator(nomination: Nomination, code: str) -> None:
    user = nomination.nominated_by
    post(
        code=f"{code}_nominator",
        to=user,
        context={"name": nomination.name, "call": call_title(nomination.call_id, user.language)},
        links={"link": path_in(user.language, "expertise:nominations")},
        target=nomination,
        key=f"{code}_nominator:{nomination.pk}",
    )
