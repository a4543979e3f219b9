"""A person's place in the team of a Party: claimed, confirmed or refused, ended, handed over."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.reference.models import Country

from .. import ports, standing
from ..models import Membership, User
from ..places import workspace_of
from ..queries import officers_to_tell
from .people import end_sessions
from .refusals import Refused, need

State, Kind = Membership.State, Membership.Kind


@transaction.atomic
def claim_party(
    *, user: User, country: Country, kind: str, institution: str, title: str = "", why: str = ""
) -> Membership:
    """Say that one speaks for a Party; the Secretariat will confirm or refuse. Tells the officers.

    Raises Refused when the country is not a Party, or the person has a place there already.
    """
    if country.party is False:
        raise Refused(_("Only Parties to the 2005 Convention have a team here."))
    if kind not in Kind.values:
        raise Refused(_("Say whether you write the file or sign it."))
    if not institution.strip():
        raise Refused(_("Give your institution."))
    User.objects.select_for_update().get(pk=user.pk)
    if Membership.objects.filter(user=user, country=country, state__in=[State.CLAIMED, State.CONFIRMED]).exists():
        raise Refused(_("You have already asked to speak for this Party."))
    place = Membership.objects.create(
        user=user, country=country, kind=kind, institution=institution.strip(), title=title.strip(), why=why.strip()
    )
    standing.forget(user)
    ports.record(actor=user, verb="membership.claimed", target=place, new={"kind": kind, "institution": institution})
    for officer in officers_to_tell():
        ports.notify(
            code="claim.received",
            to=officer,
            context={"name": user.name, "iso3": country.iso3, "institution": place.institution, "title": place.title},
            links={"link": reverse("admin:accounts_membership_change", args=[place.pk])},
            target=place,
            key=f"claim.received:{place.pk}:{officer.pk}",
        )
    return place


@transaction.atomic
def confirm_claim(*, membership: Membership, by: User) -> Membership:
    """The Secretariat accepts a claim; a writer becomes a focal point. Tells the person.

    Raises PermissionDenied for who may not decide, Refused when it is decided already or one's own.
    """
    place = _undecided(membership, by)
    place.state, place.is_focal = State.CONFIRMED, place.kind == Kind.WRITER
    return _decided(place, by, "membership.confirmed", "claim.confirmed", "")


@transaction.atomic
def refuse_claim(*, membership: Membership, by: User, reason: str) -> Membership:
    """The Secretariat declines a claim and says why, in words the person will read."""
    if not reason.strip():
        raise Refused(_("Say why: the person will read it."))
    place = _undecided(membership, by)
    place.state, place.reason = State.REFUSED, reason.strip()
    return _decided(place, by, "membership.refused", "claim.refused", place.reason)


def _undecided(membership: Membership, by: User) -> Membership:
    need("accounts.decide_claims", by)
    place = Membership.objects.select_for_update(of=("self",)).select_related("user", "country").get(pk=membership.pk)
    if place.state != State.CLAIMED:
        raise Refused(_("This claim has already been decided."))
    if place.user_id == by.pk:
        raise Refused(_("Nobody decides on their own claim."))
    return place


def _decided(place: Membership, by: User, verb: str, message: str, reason: str) -> Membership:
    place.decided_by, place.decided_at = by, timezone.now()
    place.state_since = place.decided_at
    place.save()
    standing.forget(place.user)
    ports.record(
        actor=by, verb=verb, target=place, old={"state": State.CLAIMED}, new={"state": place.state}, reason=reason
    )
    ports.notify(
        code=message,
        to=place.user,
        context={"name": place.user.name, "iso3": place.country.iso3, "reason": reason},
        links={"link": workspace_of(place.user)},
        target=place,
        key=f"{message}:{place.pk}",
    )
    return place


@transaction.atomic
def make_deputy(*, membership: Membership, by: User) -> Membership:
    """A writer may stand in for the focal point: invite, revoke, hand over."""
    return _set_deputy(membership, by, True, "membership.deputy_made")


@transaction.atomic
def unmake_deputy(*, membership: Membership, by: User) -> Membership:
    """The deputy is a writer again."""
    return _set_deputy(membership, by, False, "membership.deputy_ended")


def _set_deputy(membership: Membership, by: User, deputy: bool, verb: str) -> Membership:
    place = _confirmed(membership)
    need("accounts.manage_team", by, place)
    if place.kind != Kind.WRITER or place.is_focal:
        raise Refused(_("Only a writer who is not the focal point can be a deputy."))
    if place.is_deputy != deputy:
        place.is_deputy = deputy
        place.save(update_fields=["is_deputy"])
        standing.forget(place.user)
        ports.record(actor=by, verb=verb, target=place, old={"deputy": not deputy}, new={"deputy": deputy})
    return place


@transaction.atomic
def hand_over(*, giver: Membership, receiver: Membership, by: User, reason: str, leave: bool = False) -> Membership:
    """Pass the part of focal point to a colleague of the same team; returns the receiver's place.

    With ``leave`` the giver's own place ends. Told to both. Raises PermissionDenied for who manages
    neither the team nor the Secretariat's claims, Refused when the two do not fit.
    """
    if not reason.strip():
        raise Refused(_("Say why the part passes on."))
    first, second = _confirmed(giver), _confirmed(receiver)
    need("accounts.invite", by, first)
    if first.country_id != second.country_id or first.pk == second.pk:
        raise Refused(_("Choose a colleague of the same team."))
    if not first.is_focal:
        raise Refused(_("Only the focal point’s part can be handed over."))
    if second.kind != Kind.WRITER:
        raise Refused(_("A signatory cannot also write: choose a colleague who writes."))
    first.is_focal = False
    first.save(update_fields=["is_focal"])
    second.is_focal, second.is_deputy = True, False
    second.save(update_fields=["is_focal", "is_deputy"])
    standing.forget(first.user)
    standing.forget(second.user)
    ports.record(
        actor=by,
        verb="membership.handed_over",
        target=second,
        old={"focal point": first.user.name},
        new={"focal point": second.user.name},
        reason=reason,
    )
    for place in (first, second):
        ports.notify(
            code="handover",
            to=place.user,
            context={
                "iso3": first.country.iso3,
                "giver": first.user.name,
                "receiver_name": second.user.name,
                "reason": reason,
                "received": place is second,
            },
            links={"link": workspace_of(place.user)},
            target=second,
        )
    if leave:
        _end(first, by, reason)
    return second


@transaction.atomic
def end_membership(*, membership: Membership, by: User, reason: str) -> Membership:
    """A person leaves the team or is removed from it; all their sessions end at once.

    Raises PermissionDenied for a stranger to the team, Refused without a reason or when nobody would
    be left to lead a team that still has members.
    """
    if not reason.strip():
        raise Refused(_("Say why."))
    place = _confirmed(membership)
    need("accounts.end_membership", by, place)
    if place.is_focal and not standing.has_role(by, "officer", "head"):
        others = Membership.objects.filter(country_id=place.country_id, state=State.CONFIRMED).exclude(pk=place.pk)
        if others.exists() and not others.filter(is_focal=True).exists():
            raise Refused(_("Hand over the part of focal point first: the team would be without one."))
    return _end(place, by, reason)


def _end(place: Membership, by: Any, reason: str) -> Membership:
    place.state, place.ended_at, place.ended_by, place.reason = State.ENDED, timezone.now(), by, reason.strip()
    place.state_since, place.is_focal, place.is_deputy = place.ended_at, False, False
    place.save()
    end_sessions(user=place.user)
    standing.forget(place.user)
    ports.record(
        actor=by,
        verb="membership.ended",
        target=place,
        old={"state": State.CONFIRMED},
        new={"state": State.ENDED},
        reason=reason,
    )
    if by is None or by.pk != place.user_id:
        ports.notify(
            code="membership.ended",
            to=place.user,
            context={"iso3": place.country.iso3, "reason": place.reason},
            target=place,
        )
    return place


def _confirmed(membership: Membership) -> Membership:
    place = Membership.objects.select_for_update(of=("self",)).select_related("user", "country").get(pk=membership.pk)
    if place.state != State.CONFIRMED:
        raise Refused(_("This person is no longer in the team."))
    return place
