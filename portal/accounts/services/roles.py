"""Roles are granted and ended, never edited."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import ports, standing
from ..models import Role, User
from .people import end_sessions
from .refusals import Refused, need


@transaction.atomic
def grant_role(*, user: User, kind: str, by: User | None, countries: Iterable[Any] = (), reason: str = "") -> Role:
    """Give a role. ``by`` None is the system itself (demonstration, command line).

    Raises PermissionDenied when ``by`` may not grant; Refused for an unknown kind, a role already held,
    one's own promotion, or a field office without countries.
    """
    if by is not None:
        need("accounts.grant_roles", by)
        if by.pk == user.pk:
            raise Refused(_("Nobody grants a role to themselves: ask another head of programme."))
    if kind not in Role.Kind.values:
        raise Refused(_("There is no such role."))
    countries = list(countries)
    if kind == Role.Kind.FIELD_OFFICE and not countries:
        raise Refused(_("Say which countries the field office covers."))
    User.objects.select_for_update().get(pk=user.pk)
    if Role.objects.filter(user=user, kind=kind, ended_at=None).exists():
        raise Refused(_("This person holds this role already."))
    role = Role.objects.create(user=user, kind=kind, granted_by=by, reason=reason)
    if kind == Role.Kind.FIELD_OFFICE:
        role.countries.set(countries)
    standing.forget(user)
    new = {"role": kind}
    if countries:
        new["countries"] = ", ".join(sorted(country.iso3 for country in countries))
    ports.record(actor=by, verb="role.granted", target=user, new=new, reason=reason)
    return role


@transaction.atomic
def end_role(*, role: Role, by: User | None, reason: str) -> Role:
    """Take a role back; the person's sessions end at once. Raises Refused without a reason or when it has ended."""
    if by is not None:
        need("accounts.grant_roles", by)
    if not reason.strip():
        raise Refused(_("Say why the role ends."))
    role = Role.objects.select_for_update(of=("self",)).select_related("user").get(pk=role.pk)
    if role.ended_at is not None:
        raise Refused(_("This role has already ended."))
    role.ended_at, role.ended_by = timezone.now(), by
    role.save(update_fields=["ended_at", "ended_by"])
    end_sessions(user=role.user)
    standing.forget(role.user)
    ports.record(actor=by, verb="role.ended", target=role.user, old={"role": role.kind}, reason=reason)
    return role
