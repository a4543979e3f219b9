"""Where a person stands: roles and Parties, read in two queries and kept on the person for the request."""

from dataclasses import dataclass
from typing import Any

from portal.prepared import Prepared

from .models import Membership, Role

_KEPT = "_standing"
_ROLES = Prepared(lambda user: Role.objects.filter(user_id=user, ended_at=None).values_list("kind", "countries"))
_PLACES = Prepared(
    lambda user: Membership.objects.filter(user_id=user, state__in=["claimed", "confirmed"]).values_list(
        "country_id", "state", "kind", "is_focal", "is_deputy"
    )
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from a person's open roles and confirmed memberships. Countries are their ids.

    ``parties`` are those the person is a confirmed member of; ``team_of`` those whose team the person
    manages (focal point or deputy); ``field_countries`` those a field office covers.
    """

    roles: frozenset[str] = frozenset()
    parties: frozenset[int] = frozenset()
    writer_of: frozenset[int] = frozenset()
    signatory_of: frozenset[int] = frozenset()
    team_of: frozenset[int] = frozenset()
    claimed: frozenset[int] = frozenset()
    field_countries: frozenset[int] = frozenset()

    @property
    def is_newcomer(self) -> bool:
        """No role and no Party yet."""
        return not self.roles and not self.parties


NOBODY = Standing()


def of(user: Any) -> Standing:
    """The standing of this person (an anonymous or blocked one has none). A superuser gets no role by that."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOBODY
    kept: Standing | None = getattr(user, _KEPT, None)
    if kept is None:
        kept = _read(user.pk)
        setattr(user, _KEPT, kept)
    return kept


def forget(user: Any) -> None:
    """Read it anew next time: a service has just changed it."""
    if hasattr(user, _KEPT):
        delattr(user, _KEPT)


def has_role(user: Any, *kinds: str) -> bool:
    """Whether the person holds one of these roles now."""
    return not of(user).roles.isdisjoint(kinds)


def _read(user_id: int) -> Standing:
    roles: set[str] = set()
    field: set[int] = set()
    for kind, country in _ROLES(user_id):
        roles.add(kind)
        if kind == Role.Kind.FIELD_OFFICE and country is not None:
            field.add(country)
    sets: dict[str, set[int]] = {
        "claimed": set(),
        "parties": set(),
        "writer": set(),
        "signatory": set(),
        "team": set(),
    }
    for country, state, kind, focal, deputy in _PLACES(user_id):
        if state == Membership.State.CLAIMED:
            sets["claimed"].add(country)
            continue
        sets["parties"].add(country)
        sets[kind].add(country)
        if focal or deputy:
            sets["team"].add(country)
    return Standing(
        roles=frozenset(roles),
        parties=frozenset(sets["parties"]),
        writer_of=frozenset(sets["writer"]),
        signatory_of=frozenset(sets["signatory"]),
        team_of=frozenset(sets["team"]),
        claimed=frozenset(sets["claimed"]),
        field_countries=frozenset(field),
    )
