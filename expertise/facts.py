"""What the matching reads of the experts: value tuples, in three queries of its own and two of the floor above.

Nothing is kept between two readings. Only rows that can matter to the needs at hand are read: their
activities, themes, fields and languages, the countries of their regions, the dates they touch.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from portal.reference.queries import country_rows
from portal.reference.rows import CountryRow

from . import aims, ports, states, zones
from .models import (
    Availability,
    Expert,
    KnownActivity,
    KnownCountry,
    KnownField,
    KnownTheme,
    Nationality,
    SpokenLanguage,
)
from .points import TOP_LEVEL, Balance, ExpertFacts, NeedFacts
from .workdays import WHOLE

Row = tuple[str, int, str, str, str, str]
_NOTHING = Value("", output_field=CharField())


class Person(NamedTuple):
    """What bars and lists need to know beside the facts."""

    id: int
    code: str
    name: str
    state: str
    user_id: int | None
    profile_id: int | None
    residence_id: int | None
    region: str
    gender: str
    time_zone: str
    confirmed_on: date | None
    modes: str | None
    erased: bool = False


@dataclass
class Roster:
    """Everything read for some needs. ``nationalities`` holds only those of the countries of the needs."""

    facts: list[ExpertFacts]
    people: dict[int, Person]
    nationalities: Mapping[int, frozenset[str]] = field(default_factory=dict)
    balance: Balance = field(default_factory=Balance)


_PERSON = ("pk", "code", "name", "state", "user_id", "profile_id", "residence_id", "region", "gender", "time_zone",
           "confirmed_on", "profile__modes")  # fmt: skip


def read(needs: Sequence[NeedFacts], *, experts: Collection[int] | None = None) -> Roster:
    """The facts of everybody who is or was a member, or of the given experts, whatever their state."""
    people = _people(experts)
    by_profile = {person.profile_id: person.id for person in people.values() if person.profile_id is not None}
    countries = country_rows("en")
    by_id = {row.id: row for row in countries}
    region_of = {row.iso3: row.region for row in countries}
    said = _Said()
    said.take(_rows(needs, countries, by_profile if experts is not None else None, experts), by_profile, region_of)
    load, track = ports.load(people), ports.track_record(people)
    on = min((need.starts_on for need in needs), default=date.min)
    themes, fields = said.sets["theme"], said.sets["field"]
    known, known_regions = said.sets["known"], said.sets["known_region"]
    facts = []
    for person in people.values():
        key = person.id
        own, record = load.get(key), track.get(key)
        activities = said.activities.get(key, _NO_ROWS)
        facts.append(
            ExpertFacts(
                id=key,
                code=person.code,
                activities=_with_missions(activities, record.activities) if record else activities,
                themes=themes.get(key, _NONE),
                fields=fields.get(key, _NONE),
                languages=said.languages.get(key, _NO_ROWS),
                known=known.get(key, _NONE),
                known_regions=known_regions.get(key, _NONE),
                region=person.region,
                gender=person.gender,
                modes=_modes(person.modes or ""),
                offsets=_offsets(person, by_id.get(person.residence_id or 0), on),
                periods=tuple(said.periods.get(key, ())),
                taken=_taken(own) if own else _NO_ROWS,
                missions_now=own.missions if own else 0,
                missions_evaluated=record.missions if record else 0,
                mean_mark=record.mean_mark if record else None,
                called=record.called if record else 0,
                confirmed_on=person.confirmed_on,
            )
        )
    if experts is None:
        members = [(each.region, each.gender) for each in people.values() if each.state in states.ON_ROSTER]
    else:
        members = aims.members_now()
    return Roster(facts, people, said.nationalities(), aims.balance(members))


def _people(experts: Collection[int] | None) -> dict[int, Person]:
    rows = Expert.objects.order_by()
    if experts is None:
        rows = rows.filter(erased_at__isnull=True).exclude(state=states.CANDIDATE)
        return {row[0]: Person(*row) for row in rows.values_list(*_PERSON)}
    rows = rows.filter(pk__in=experts).annotate(erased=Q(erased_at__isnull=False))
    return {row[0]: Person(*row) for row in rows.values_list(*_PERSON, "erased")}


def _rows(
    needs: Sequence[NeedFacts],
    countries: Iterable[CountryRow],
    profiles: Collection[int] | None,
    experts: Collection[int] | None,
) -> Iterable[Row]:
    """One query: (kind, profile or expert, four texts)."""

    def codes(of: str) -> set[str]:
        return {code for need in needs for code in getattr(need, of)}

    own = {need.country for need in needs}
    regions = {need.region for need in needs}
    near = {row.iso3 for row in countries if row.region in regions} | own
    since = min((need.starts_on for need in needs), default=date.max)
    until = max((need.ends_on for need in needs), default=date.min)

    def part(rows: QuerySet[Any], kind: str, owner: str, *columns: str) -> QuerySet[Any]:
        chosen = profiles if owner == "profile_id" else experts
        if chosen is not None:
            rows = rows.filter(**{f"{owner}__in": chosen})
        texts = [Cast(F(column), CharField()) for column in columns]
        texts += [_NOTHING] * (4 - len(columns))
        return rows.order_by().values_list(Value(kind, output_field=CharField()), F(owner), *texts)

    profile = "profile_id"
    first, *others = (
        part(KnownActivity.objects.filter(activity__in=codes("activities")), "activity", profile, "activity",
             "level", "evidence_kind"),
        part(KnownTheme.objects.filter(theme__in=codes("themes")), "theme", profile, "theme"),
        part(KnownField.objects.filter(field__in=codes("fields")), "field", profile, "field"),
        part(SpokenLanguage.objects.filter(language__in=codes("languages")), "language", profile, "language",
             "reading", "speaking", "working"),
        part(KnownCountry.objects.filter(country__in=near), "known", profile, "country"),
        part(Nationality.objects.filter(country__in=own), "nationality", profile, "country"),
        part(Availability.objects.filter(starts_on__lte=until, ends_on__gte=since), "period", "expert_id",
             "starts_on", "ends_on", "days_per_month"),
    )  # fmt: skip
    return first.union(*others, all=True)


class _Said:
    """The rows of profiles, gathered by expert."""

    def __init__(self) -> None:
        self.activities: dict[int, dict[str, tuple[int, frozenset[str]]]] = {}
        self.languages: dict[int, dict[str, tuple[int, int, int]]] = {}
        self.periods: dict[int, list[tuple[int, int, int]]] = {}
        self.sets: dict[str, dict[int, set[str]]] = {
            kind: {} for kind in ("theme", "field", "known", "known_region", "nationality")
        }

    def take(self, rows: Iterable[Row], by_profile: Mapping[int, int], region_of: Mapping[str, str]) -> None:
        """Put each row where it belongs; rows of a version that is frozen or gone are left out."""
        activities, languages, periods = self.activities, self.languages, self.periods
        for kind, owner, one, two, three, four in rows:
            if kind == "period":
                span = (date.fromisoformat(one).toordinal(), date.fromisoformat(two).toordinal(), int(three))
                periods.setdefault(owner, []).append(span)
                continue
            expert = by_profile.get(owner)
            if expert is None:
                continue
            if kind == "activity":
                known = activities.setdefault(expert, {})
                level, evidence = known.get(one, (0, _NONE))
                known[one] = (max(level, _level(two)), evidence | {three} if three else evidence)
            elif kind == "language":
                languages.setdefault(expert, {})[one] = (_level(two), _level(three), _level(four))
            else:
                self.sets[kind].setdefault(expert, set()).add(one)
                if kind == "known":
                    self.sets["known_region"].setdefault(expert, set()).add(region_of.get(one, ""))

    def nationalities(self) -> dict[int, frozenset[str]]:
        return {key: frozenset(codes) for key, codes in self.sets["nationality"].items()}


_NO_ROWS: Mapping[Any, Any] = {}
_NONE: frozenset[str] = frozenset()


def _level(text: str) -> int:
    """A level as typed; anything else is none."""
    return min(int(text), TOP_LEVEL) if text.isdecimal() else 0


def _with_missions(
    known: Mapping[str, tuple[int, frozenset[str]]], served: Collection[str]
) -> Mapping[str, tuple[int, frozenset[str]]]:
    """A mission evaluated here is evidence of its activities, even of those the profile does not name."""
    if not served:
        return known
    found = dict(known)
    for code in served:
        level, evidence = found.get(code, (1, frozenset()))
        found[code] = (level, evidence | {"mission"})
    return found


@lru_cache(maxsize=16)
def _modes(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


def _taken(load: ports.Load) -> dict[int, int]:
    """Days by month as the matching counts them."""
    return {first.toordinal(): int(WHOLE * days) for first, days in load.days_by_month.items()}


def _offsets(person: Person, residence: CountryRow | None, on: date) -> tuple[int, ...]:
    """The zone the expert names, else those of the country of residence."""
    own = zones.of_zone(person.time_zone, on) if person.time_zone else None
    if own is not None:
        return (own,)
    return zones.of_country(residence.iso2, on) if residence is not None else ()
