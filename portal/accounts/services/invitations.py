"""Invitations to the team of a Party. The link only opens a page; the act is a button there."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.reference.models import Country

from .. import ports, standing
from ..models import Invitation, Membership, User
from ..places import path_in, workspace_of
from .people import owns_address
from .refusals import Refused, need

State, Kind = Membership.State, Membership.Kind


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_invitation(token: str) -> Invitation | None:
    """The invitation this token opens, whatever became of it; None for an unknown token."""
    return Invitation.objects.select_related("country", "invited_by").filter(token_hash=_hash(token)).first()


@transaction.atomic
def invite(
    *,
    country: Country,
    email: str,
    kind: str,
    institution: str,
    by: User,
    title: str = "",
    language: str = "en",
    as_focal: bool = False,
) -> Invitation:
    """Invite somebody to a Party's team. The message carries the link and keeps no body.

    A focal point or deputy invites to their own Party, the Secretariat to any; only the Secretariat
    invites a focal point. An open invitation of the same address to the same Party is replaced.
    """
    need("accounts.invite", by, country)
    if country.party is False:
        raise Refused(_("Only Parties to the 2005 Convention have a team here."))
    if kind not in Kind.values:
        raise Refused(_("Say whether the person writes the file or signs it."))
    as_focal = as_focal and kind == Kind.WRITER and standing.has_role(by, "officer", "head")
    email = email.strip().lower()
    if Membership.objects.filter(user__email=email, country=country, state=State.CONFIRMED).exists():
        raise Refused(_("This person is already in the team."))
    now = timezone.now()
    Invitation.objects.filter(country=country, email=email, accepted_at=None, revoked_at=None).update(
        revoked_at=now, revoked_by=by
    )
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        country=country,
        email=email,
        kind=kind,
        as_focal=as_focal,
        institution=institution.strip(),
        title=title.strip(),
        language=language,
        token_hash=_hash(token),
        invited_by=by,
    )
    ports.record(actor=by, verb="invitation.sent", target=invitation, new={"email": email, "kind": kind})
    ports.notify(
        code="invitation",
        email=email,
        language=language,
        context={
            "iso3": country.iso3,
            "inviter": by.name,
            "signatory": kind == Kind.SIGNATORY,
            "expires": invitation.expires_at,
        },
        links={"link": path_in(language, "accounts:invitation", token)},
        target=invitation,
        secret=True,
        secret_until=invitation.expires_at,
    )
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Membership:
    """Join the team. Raises Refused when it is no longer open, or was sent to another address."""
    row = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("country", "invited_by")
        .get(pk=invitation.pk)
    )
    if not row.is_open:
        raise Refused(_("This invitation is no longer valid. Ask for a new one."))
    if row.invited_by_id == by.pk:
        raise Refused(_("Nobody invites themselves: ask a colleague."))
    if not _still_answers(row):
        raise Refused(_("This invitation is no longer valid. Ask for a new one."))
    if not owns_address(by, row.email):
        raise Refused(
            _("This invitation was sent to another address. Sign in with that address, or ask for a new one.")
        )
    place = (
        Membership.objects.select_for_update()
        .filter(user=by, country=row.country, state__in=[State.CLAIMED, State.CONFIRMED])
        .first()
    )
    if place is not None and place.state == State.CONFIRMED:
        raise Refused(_("You are already in this team."))
    now = timezone.now()
    place = place or Membership(user=by, country=row.country)
    place.kind, place.institution, place.title = row.kind, row.institution, row.title or place.title
    place.state, place.state_since, place.is_focal = State.CONFIRMED, now, row.as_focal
    place.decided_by, place.decided_at = row.invited_by, now
    place.save()
    row.accepted_at, row.accepted_by = now, by
    row.save(update_fields=["accepted_at", "accepted_by"])
    standing.forget(by)
    ports.record(actor=by, verb="invitation.accepted", target=place, new={"kind": place.kind})
    if row.invited_by is not None:
        ports.notify(
            code="invitation.accepted",
            to=row.invited_by,
            context={"name": by.name, "iso3": row.country.iso3, "signatory": place.kind == Kind.SIGNATORY},
            links={"link": workspace_of(row.invited_by)},
            target=place,
            key=f"invitation.accepted:{row.pk}",
        )
    return place


def _still_answers(row: Invitation) -> bool:
    """Whether who invited is still of the team or of the Secretariat: one who was removed brings nobody in."""
    inviter = row.invited_by
    if inviter is None or not inviter.is_active:
        return False
    place = standing.of(inviter)
    return row.country_id in place.parties or not place.roles.isdisjoint({"officer", "head"})


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """The link opens nothing any more. Raises Refused when it has been used, revoked, or has expired."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not row.is_open:
        raise Refused(_("This invitation is no longer open."))
    need("accounts.revoke_invitation", by, row)
    row.revoked_at, row.revoked_by = timezone.now(), by
    row.save(update_fields=["revoked_at", "revoked_by"])
    ports.record(actor=by, verb="invitation.revoked", target=row, old={"email": row.email})
    return row
