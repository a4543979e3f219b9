"""A person's account."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from .. import ports, standing
from ..models import User
from ..models.user import new_sign_in_key
from .refusals import Refused, need


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    password: str | None = None,
    language: str = "en",
    time_zone: str = "UTC",
    superuser: bool = False,
    by: User | None = None,
    log: bool = True,
) -> User:
    """A person whose address is taken as verified (demonstration, command line, staff). Logs person.created.

    Raises Refused when the address is taken.
    """
    if User.objects.filter(email=email.strip().lower()).exists():
        raise Refused(_("There is already an account with this address."))
    make = User.objects.create_superuser if superuser else User.objects.create_user
    user = make(email, password, name=name, language=language, time_zone=time_zone)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if log:
        ports.record(actor=by, verb="person.created", target=user, new={"name": name, "superuser": superuser})
    return user


@transaction.atomic
def update_person(*, user: User, name: str, language: str, time_zone: str) -> User:
    """Change what a person says of themselves. Raises Refused for a time zone nobody knows."""
    if time_zone not in available_timezones():
        raise Refused(_("Choose a time zone of the list."))
    person = User.objects.select_for_update().get(pk=user.pk)
    new = {"name": name.strip(), "language": language, "time_zone": time_zone}
    old = {field: getattr(person, field) for field in new}
    if not new["name"]:
        raise Refused(_("Give your name."))
    changed = {field for field in new if old[field] != new[field]}
    if not changed:
        return person
    for field in changed:
        setattr(person, field, new[field])
    person.save(update_fields=list(changed))
    ports.record(
        actor=person,
        verb="person.changed",
        target=person,
        old={field: old[field] for field in changed},
        new={field: new[field] for field in changed},
    )
    return person


@transaction.atomic
def end_sessions(*, user: User) -> str:
    """Every open session of this person is refused from now on. Returns the new key."""
    key = new_sign_in_key()
    User.objects.filter(pk=user.pk).update(sign_in_key=key)
    user.sign_in_key = key
    return key


@transaction.atomic
def sign_out_everywhere(*, user: User, by: User | None = None) -> None:
    """The person (or staff, after a loss) ends all sessions. The caller keeps its own with
    ``update_session_auth_hash`` where that is wished."""
    end_sessions(user=user)
    ports.record(actor=by or user, verb="person.signed_out_everywhere", target=user)


def owns_address(user: Any, email: str) -> bool:
    """Whether this address is one of the person's own, and verified."""
    return EmailAddress.objects.filter(user_id=user.pk, email__iexact=email.strip(), verified=True).exists()


@transaction.atomic
def block_person(*, user: User, by: User, reason: str) -> None:
    """The person can no longer sign in; open sessions end. Raises Refused for oneself or without a reason."""
    need("accounts.grant_roles", by)
    if user.pk == by.pk:
        raise Refused(_("Nobody blocks their own account."))
    _set_active(user, by, False, "person.blocked", reason)
    end_sessions(user=user)


@transaction.atomic
def unblock_person(*, user: User, by: User, reason: str) -> None:
    """The person can sign in again."""
    need("accounts.grant_roles", by)
    _set_active(user, by, True, "person.unblocked", reason)


def _set_active(user: User, by: User, active: bool, verb: str, reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why."))
    User.objects.filter(pk=user.pk).update(is_active=active)
    user.is_active = active
    standing.forget(user)
    ports.record(actor=by, verb=verb, target=user, old={"active": not active}, new={"active": active}, reason=reason)
