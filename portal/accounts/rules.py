"""Who may, one small predicate a question. Asked by name: ``rules.test_rule``, ``rules.has_perm``.

A superuser keeps the system; that gives entry to the office and the care of people, and no part in
what is decided about a country (DESIGN, "Permissions").
"""

from typing import Any

import rules
from rules.predicates import Predicate, predicate

from portal.reference.models import Country

from . import standing
from .models import Invitation, Membership, Role


@predicate
def is_superuser(user: Any) -> bool:
    return bool(getattr(user, "is_superuser", False) and user.is_active)


def _role(kind: str, name: str) -> Predicate:
    return predicate(lambda user: standing.has_role(user, kind), name=name)


is_officer = _role(Role.Kind.OFFICER, "is_officer")
is_head = _role(Role.Kind.HEAD, "is_head")
is_editor = _role(Role.Kind.EDITOR, "is_editor")
is_field_office = _role(Role.Kind.FIELD_OFFICE, "is_field_office")
is_assessor = _role(Role.Kind.ASSESSOR, "is_assessor")
is_expert = _role(Role.Kind.EXPERT, "is_expert")
is_secretariat = is_officer | is_head
is_staff_member = is_superuser | is_officer | is_head
needs_second_factor = is_staff_member | is_editor | is_field_office
may_enter_office = is_staff_member | is_editor | is_field_office


def country_of(thing: Any) -> int | None:
    """The country's id a record belongs to: a Country, its id, or anything with ``country_id``."""
    if thing is None or isinstance(thing, int):
        return thing
    return thing.pk if isinstance(thing, Country) else getattr(thing, "country_id", None)


@predicate
def is_focal_point(user: Any, thing: Any = None) -> bool:
    """A confirmed writer: of any Party, or of the Party of this record."""
    return _within(standing.of(user).writer_of, thing)


@predicate
def is_signatory(user: Any, thing: Any = None) -> bool:
    """A confirmed signatory: of any Party, or of the Party of this record."""
    return _within(standing.of(user).signatory_of, thing)


@predicate
def is_of_party(user: Any, thing: Any = None) -> bool:
    """A confirmed member of a Party's team."""
    return _within(standing.of(user).parties, thing)


@predicate
def manages_team(user: Any, thing: Any = None) -> bool:
    """Focal point or deputy: invites, revokes, hands over."""
    return _within(standing.of(user).team_of, thing)


@predicate
def covers(user: Any, thing: Any = None) -> bool:
    """A field office that covers the country of this record."""
    return _within(standing.of(user).field_countries, thing)


@predicate
def is_open_place(user: Any, place: Any = None) -> bool:
    return isinstance(place, Membership) and place.state == Membership.State.CONFIRMED


@predicate
def is_open_invitation(user: Any, invitation: Any = None) -> bool:
    return isinstance(invitation, Invitation) and invitation.is_open


@predicate
def is_own(user: Any, thing: Any = None) -> bool:
    return getattr(thing, "user_id", None) == getattr(user, "pk", None) is not None


def _within(countries: frozenset[int], thing: Any) -> bool:
    return bool(countries) if thing is None else country_of(thing) in countries


for _name, _predicate in {
    "is_superuser": is_superuser,
    "is_officer": is_officer,
    "is_head": is_head,
    "is_editor": is_editor,
    "is_field_office": is_field_office,
    "is_assessor": is_assessor,
    "is_expert": is_expert,
    "is_secretariat": is_secretariat,
    "is_staff_member": is_staff_member,
    "is_focal_point": is_focal_point,
    "is_signatory": is_signatory,
    "is_of_party": is_of_party,
    "manages_team": manages_team,
    "covers": covers,
}.items():
    rules.add_rule(_name, _predicate)

rules.add_rule("needs_second_factor", needs_second_factor)
rules.add_perm("accounts.enter_office", may_enter_office)
rules.add_perm("accounts.see_people", is_staff_member)
rules.add_perm("accounts.decide_claims", is_secretariat)
rules.add_perm("accounts.grant_roles", is_superuser | is_head)
rules.add_perm("accounts.erase_account", is_head)
rules.add_perm("accounts.see_team", is_of_party | is_staff_member)
rules.add_perm("accounts.manage_team", manages_team)
rules.add_perm("accounts.invite", manages_team | is_secretariat)
rules.add_perm("accounts.revoke_invitation", (manages_team | is_secretariat) & is_open_invitation)
rules.add_perm("accounts.end_membership", (manages_team | is_secretariat | is_own) & is_open_place)
