"""What the workspace shows, gathered from every floor below by the ports of accounts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone

from applications.models import Call
from portal.accounts import ports, standing
from portal.accounts.models import Membership, Role, User
from portal.accounts.ports import FileRow, Waiting
from portal.accounts.rules import is_staff_member
from portal.activity.models import Entry
from portal.activity.queries import of_parties
from portal.reference.queries import country_names
from portal.ui.dates import NEAR_DAYS

MEMBERS_SHOWN = 30
ENTRIES_SHOWN = 5


@dataclass(slots=True)
class Party:
    """A Party the reader speaks for, with its team."""

    iso3: str
    name: str
    place: Membership
    team: list[Membership] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole page: what waits, what stands with others, the files, the Parties, the last days.

    ``beginning``: the portal is new, and nothing tells the Secretariat yet what to do.
    """

    mine: list[Waiting]
    others: list[Waiting]
    near: int
    files: list[FileRow]
    parties: list[Party]
    roles: list[str]
    recent: list[Entry]
    newcomer: bool
    beginning: bool


def desk(user: User, language: str) -> Desk:
    """Everything the workspace page of this person shows."""
    where = standing.of(user)
    waiting = ports.waiting.collect(user, language)
    mine = sorted((item for item in waiting if item.mine), key=urgency)
    others = sorted((item for item in waiting if not item.mine), key=urgency)
    return Desk(
        mine=mine,
        others=others,
        near=sum(1 for item in mine if is_near(item.due)),
        files=sorted(ports.files.collect(user, language), key=lambda row: moment(row.updated), reverse=True),
        parties=_parties(user, where.parties, language),
        roles=[str(Role.Kind(kind).label) for kind in Role.Kind.values if kind in where.roles],
        recent=list(of_parties(where.parties)[:ENTRIES_SHOWN]) if where.parties else [],
        newcomer=where.is_newcomer,
        beginning=not mine and is_staff_member(user) and not Call.objects.exists(),
    )


def _parties(user: User, countries: Iterable[int], language: str) -> list[Party]:
    """The reader's Parties with their teams: one query, whatever their number."""
    countries = list(countries)
    if not countries:
        return []
    names = country_names(language)
    places = (
        Membership.objects.filter(country_id__in=countries, state=Membership.State.CONFIRMED)
        .select_related("user", "country")
        .order_by("country_id", "-is_focal", "-is_deputy", "-kind", "user__name_key", "id")
    )
    found: dict[int, Party] = {}
    teams: dict[int, list[Membership]] = {}
    for place in places[: MEMBERS_SHOWN * len(countries)]:
        teams.setdefault(place.country_id, []).append(place)
        if place.user_id == user.pk:
            name = names.get(place.country_id, place.country.iso3)
            found[place.country_id] = Party(place.country.iso3, name, place)
    for country, party in found.items():
        party.team = teams[country]
    return sorted(found.values(), key=lambda party: party.name)


def urgency(item: Waiting) -> tuple[datetime, datetime]:
    """What is due first comes first; without a date, what has waited longest."""
    far = datetime.max.replace(tzinfo=UTC)
    return (moment(item.due) if item.due else far, moment(item.since) if item.since else far)


def moment(value: Any) -> datetime:
    """A date or a moment as a moment, to sort by; nothing sorts first."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min, UTC)
    return datetime.min.replace(tzinfo=UTC)


def is_near(due: Any) -> bool:
    """Whether a date lies within the week to come, or has passed."""
    return due is not None and (moment(due) - timezone.now()).days <= NEAR_DAYS
