"""Erasing a whole account: what was held on the person goes, what the record must keep stays without a name."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from .. import ports, standing
from ..models import Invitation, Membership, Role, User
from .memberships import end_membership
from .people import end_sessions
from .refusals import Refused, need
from .roles import end_role

NOWHERE = "erased.invalid"
"""Where mail to somebody erased would go: the domain exists nowhere (RFC 2606)."""
OF_THE_OFFICE = (Role.Kind.OFFICER, Role.Kind.HEAD, Role.Kind.EDITOR, Role.Kind.FIELD_OFFICE)


@transaction.atomic
def erase_person(*, user: User, by: User, reason: str = "") -> list[str]:
    """End roles and places in teams, erase what every room holds, then the account itself. Not to be undone.

    The row stays without name and address, so that acts and signatures keep one author each. Returns what was
    done, in words. Raises PermissionDenied for anybody but the person and the head (who gives the reason), and
    Refused when something stands against it: a role of the office, a team left without focal point, files to
    assess.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    if by.pk != person.pk:
        need("accounts.erase_account", by)
        if not reason.strip():
            raise Refused(_("Say why."))
    if against := why_not(person):
        raise Refused(against)
    words = reason.strip() or _("Erased at the request of the person")
    for place in Membership.objects.filter(user=person, state=Membership.State.CONFIRMED):
        end_membership(membership=place, by=by, reason=words)
    done = list(ports.erase.collect(user=person, by=by))
    for role in Role.objects.filter(user=person, ended_at=None):
        end_role(role=role, by=None, reason=words)
    _erase_words(person)
    _erase_account(person)
    standing.forget(user)
    user.refresh_from_db()
    ports.record(actor=None, verb="person.erased", target=person)
    return [_("Account"), *done]


def why_not(user: User) -> str:
    """What stands against erasing this account, in words; "" when nothing does."""
    if user.erased_at is not None:
        return _("This account has been erased.")
    if user.is_superuser:
        return _("This account keeps the system: it cannot be erased here.")
    if Role.objects.filter(user=user, ended_at=None, kind__in=OF_THE_OFFICE).exists():
        return _("A role in the office must be ended first, by the head of the programme.")
    return ""


def _erase_words(person: User) -> None:
    """Of places and invitations: that they were stays, with the institution."""
    own = [row.email for row in EmailAddress.objects.filter(user=person)]
    places = Membership.objects.filter(user=person)
    places.filter(state=Membership.State.CLAIMED).update(
        state=Membership.State.ENDED, state_since=timezone.now(), ended_at=timezone.now()
    )
    places.update(title="", why="", reason="")
    Role.objects.filter(user=person).update(reason="")
    asked = Invitation.objects.filter(email__in=[*own, person.email])
    asked.filter(accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())
    asked.update(email=f"somebody@{NOWHERE}", title="")


def _erase_account(person: User) -> None:
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.email = f"{get_random_string(16).lower()}@{NOWHERE}"
    person.name, person.time_zone, person.last_login = "", "UTC", None
    person.is_active, person.erased_at = False, timezone.now()
    person.set_unusable_password()
    person.save()
    end_sessions(user=person)
