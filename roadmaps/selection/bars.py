"""What bars an expert from a need (DOMAIN, "Expert Facility"): every nationality, residence, a declared tie,
a tie or a Party's team of the same person, a part in assessing the same file, and not being an active member.

Bars are named, never hidden, and no override lifts them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import CharField as Text
from django.db.models import F, QuerySet, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.models import Assessment, Tie
from expertise import states
from expertise.facts import Person, Roster
from expertise.matching import Bar
from expertise.models import DeclaredTie
from portal.accounts.models import Membership
from portal.reference.queries import country_names

from ..models import Need

_TEAM = (Membership.State.CLAIMED, Membership.State.CONFIRMED)
_MEMBERSHIP = {states.ON_LEAVE: "on_leave", states.EXPIRED: "expired", states.RETIRED: "retired"}
Found = Mapping[str, Mapping[int, tuple[Bar, ...]]]


def of_needs(needs: Sequence[Need], roster: Roster, codes: Mapping[int, str]) -> Found:
    """Need code → expert → bars; ``codes`` gives the three letters of each country's id. One query.

    The needs come with their assistance (``select_related``).
    """
    countries = {need.country_id for need in needs}
    files = {need.assistance.application_id for need in needs} - {None}
    tied = _tied(countries, files)
    bound = {who for kind, who in tied if kind == "declared"}
    bound_users = {who for kind, who in tied if kind != "declared"}
    found: dict[str, dict[int, tuple[Bar, ...]]] = {}
    for need in needs:
        country = codes.get(need.country_id, "")
        # Most people have nothing to do with the country: looked at in one go.
        found[need.code] = {
            person.id: bars
            for person in roster.people.values()
            if (
                person.state != states.ACTIVE
                or person.erased
                or person.id in roster.nationalities
                or person.residence_id == need.country_id
                or person.id in bound
                or person.user_id in bound_users
            )
            and (bars := _bars(need, person, roster, country, tied))
        }
    return found


def _bars(
    need: Need, person: Person, roster: Roster, country: str, tied: Mapping[tuple[str, int], set[int]]
) -> tuple[Bar, ...]:
    place, file = str(need.country_id), need.assistance.application_id
    bars: list[Bar] = []
    if person.erased:
        bars.append(("erased", ""))
    if person.state != states.ACTIVE:
        bars.append((_MEMBERSHIP.get(person.state, "not_member"), ""))
    if country and country in roster.nationalities.get(person.id, ()):
        bars.append(("nationality", place))
    if person.residence_id == need.country_id:
        bars.append(("residence", place))
    if need.country_id in tied.get(("declared", person.id), ()):
        bars.append(("declared", place))
    if person.user_id is not None:
        if need.country_id in tied.get(("tie", person.user_id), ()):
            bars.append(("tie", place))
        if need.country_id in tied.get(("team", person.user_id), ()):
            bars.append(("team", place))
        if file is not None and file in tied.get(("assessed", person.user_id), ()):
            bars.append(("assessed", ""))
    return tuple(bars)


def _tied(countries: Collection[int], files: Collection[int]) -> dict[tuple[str, int], set[int]]:
    """(kind, expert or account) → countries, or files assessed: only those at hand."""

    def part(kind: str, rows: QuerySet[Any], who: str, what: str) -> QuerySet[Any]:
        return rows.order_by().values_list(Value(kind, output_field=Text()), F(who), F(what))

    rows = part(
        "declared", DeclaredTie.objects.filter(country__in=countries, ended_at=None), "expert_id", "country_id"
    ).union(
        part("tie", Tie.objects.filter(country__in=countries), "person_id", "country_id"),
        part("team", Membership.objects.filter(country__in=countries, state__in=_TEAM), "user_id", "country_id"),
        part("assessed", Assessment.objects.filter(application__in=files), "assessor_id", "application_id"),
        all=True,
    )
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for kind, who, what in rows:
        found[kind, who].add(what)
    return found


def words(bar: Bar) -> str:
    """A bar in the reader's language."""
    code, country = bar
    names = country_names(get_language() or "en")
    place = {"country": names.get(int(country), "") if country else ""}
    texts = {
        "nationality": _("national of %(country)s"),
        "residence": _("lives in %(country)s"),
        "declared": _("declared a tie to %(country)s"),
        "tie": _("tie to %(country)s noted by the Secretariat"),
        "team": _("member of the team of %(country)s, or says so"),
        "assessed": _("named as an assessor of the application behind this need"),
        "on_leave": _("on leave"),
        "expired": _("term over"),
        "retired": _("retired"),
        "not_member": _("not a member of the Expert Facility"),
        "erased": _("profile erased"),
    }
    return texts[code] % place


def meanings() -> list[str]:
    """Every bar as the page of the method tells it."""
    return [
        _("a nationality of the country, every one that is held"),
        _("residence in the country"),
        _("a tie to the country that the expert declared or that the Secretariat noted"),
        _("a place in the team of the country, confirmed or only claimed"),
        _("a part in assessing the application behind the need"),
        _("being on leave, or not a member of the Expert Facility any more"),
    ]
