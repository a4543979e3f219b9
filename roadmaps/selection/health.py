"""The health of the roster: what it covers, whom it lacks, who is never called or has too much.

Figures are counted from the members read here, and each opens down to them: the same `Wanted` that narrows the
list of members stands behind every figure. Aims: ``expertise.aims`` (CE/13/7.IGC/INF.4, para. 12).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, F, QuerySet, Value
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from expertise import aims as facility
from expertise import ports, states
from expertise.choices import Gender, Level, Skill
from expertise.models import Expert, KnownActivity, KnownField, SpokenLanguage
from expertise.points import FRESH_DAYS, MOST_MISSIONS
from portal.reference.languages import language_name
from portal.reference.queries import roadmap, term_map

from ..models import Assistance, Need

ENDING_DAYS = 180
MARKS: Mapping[str, Any] = {
    "never_called": gettext_lazy("Never called"),
    "overloaded": gettext_lazy("Overloaded"),
    "unconfirmed": gettext_lazy("Profile not confirmed within a year"),
    "term_ending": gettext_lazy("Term ends within six months"),
    "on_leave": gettext_lazy("On leave"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the roster, with what the figures count: activities practised, languages worked in, fields."""

    id: int
    code: str
    name: str
    state: str
    region: str
    gender: str
    confirmed_on: date | None
    term_ends_on: date | None
    activities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    missions_now: int = 0
    called: int = 0
    considered: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows the members; the address of a figure is made of it."""

    activity: str = ""
    language: str = ""
    region: str = ""
    gender: str = ""
    field: str = ""
    mark: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        given = {name: query.get(name, "")[:40] for name in cls.__slots__}
        return cls(**{**given, "mark": given["mark"] if given["mark"] in MARKS else ""})

    def keeps(self, member: Member) -> bool:
        """Whether a member is among those counted."""
        return (
            (not self.activity or self.activity in member.activities)
            and (not self.language or self.language in member.languages)
            and (not self.region or self.region == member.region)
            and (not self.gender or self.gender == (member.gender or "unknown"))
            and (not self.field or self.field in member.fields)
            and (not self.mark or self.mark in member.marks)
        )

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def also(self, **values: str) -> "Wanted":
        return replace(self, **values)


def members(today: date | None = None) -> list[Member]:
    """Every member, on leave or not, by name: two queries, and those of load and track record."""
    today = today or timezone.localdate()
    people = list(
        Expert.objects.on_roster()
        .order_by("name_key", "pk")
        .values_list(
            "pk", "code", "name", "state", "region", "gender", "confirmed_on", "term_ends_on", "profile_id"
        )
    )  # fmt: skip
    rows = _rows([row[8] for row in people])
    keys = [row[0] for row in people]
    load, track = ports.load(keys), ports.track_record(keys)
    found = []
    for *columns, profile in people:
        key = columns[0]
        own, record = load.get(key, ports.Load()), track.get(key, ports.TrackRecord())
        member = Member(
            *columns,
            activities=frozenset(rows.get(("activity", profile), ())),
            languages=frozenset(rows.get(("language", profile), ())),
            fields=frozenset(rows.get(("field", profile), ())),
            missions_now=own.missions,
            called=record.called,
            considered=record.considered,
        )
        found.append(replace(member, marks=_marks(member, today)))
    return found


def _rows(profiles: Sequence[int | None]) -> dict[tuple[str, int], list[str]]:
    """(kind, profile) → codes: activities practised at least, languages worked in well, fields."""
    well = [str(skill.value) for skill in Skill if skill >= Skill.GOOD]
    practised = [str(level.value) for level in Level if level >= Level.PRACTISED]

    def part(kind: str, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
        chosen = rows.order_by()
        return chosen.values_list(Value(kind, output_field=CharField()), F("profile_id"), F(column))

    found: dict[tuple[str, int], list[str]] = {}
    known = set(profiles)
    for kind, profile, code in part("activity", KnownActivity.objects.filter(level__in=practised), "activity").union(
        part("language", SpokenLanguage.objects.filter(working__in=well), "language"),
        part("field", KnownField.objects.all(), "field"),
        all=True,
    ):
        if profile in known:
            found.setdefault((kind, profile), []).append(code)
    return found


def _marks(member: Member, today: date) -> frozenset[str]:
    holds = {
        "never_called": member.called == 0,
        "overloaded": member.missions_now >= MOST_MISSIONS,
        "unconfirmed": member.confirmed_on is None or member.confirmed_on < today - timedelta(days=FRESH_DAYS),
        "term_ending": member.term_ends_on is not None and member.term_ends_on <= today + timedelta(days=ENDING_DAYS),
        "on_leave": member.state == states.ON_LEAVE,
    }
    return frozenset(code for code, held in holds.items() if held)


# --- Figures ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the members behind it, and the aim if there is one. ``share`` is of those who declare it."""

    label: str
    number: int
    wanted: Wanted
    aim: int | None = None
    share: int | None = None
    source: str = ""

    @property
    def short(self) -> int:
        """How many are missing; percentage points for a share."""
        reached = self.number if self.share is None else self.share
        return max((self.aim or 0) - reached, 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """What the roster lacks, how much, and how many open needs ask for it."""

    kind: str
    code: str
    label: str
    number: int
    aim: int
    needs: tuple[str, ...]
    wanted: Wanted
    percent: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.code}"


@dataclass
class Health:
    """The whole page: members by what is counted."""

    members: list[Member]
    total: Figure
    regions: list[Figure] = field(default_factory=list)
    genders: list[Figure] = field(default_factory=list)
    fields: list[Figure] = field(default_factory=list)
    languages: list[Figure] = field(default_factory=list)
    marks: list[Figure] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    narrowed: Wanted = field(default_factory=Wanted)
    matrix: list[tuple[str, list[Figure]]] = field(default_factory=list)


def read(language: str, *, spoken: str = "") -> Health:
    """The health of the roster now; ``spoken`` narrows the matrix to the members who work in a language."""
    people = members()
    wanted = facility.aims(language)
    by_kind = {kind: {aim.of: aim for aim in wanted if aim.kind == kind} for kind in ("region", "gender", "field")}
    total = next((aim for aim in wanted if aim.kind == "total"), None)
    health = Health(
        people,
        Figure(
            _("Members"),
            len(people),
            Wanted(),
            total.at_least if total else None,
            source=total.source if total else "",
        ),
        narrowed=Wanted(language=spoken),
    )
    regions = Counter(member.region for member in people)
    for code, term in term_map("region", language).items():
        health.regions.append(_figure(term.text, regions[code], Wanted(region=code), by_kind["region"].get(code)))
    health.genders = _genders(people, by_kind["gender"])
    fields = Counter(code for member in people for code in member.fields)
    for code, term in term_map("expertise_field", language).items():
        health.fields.append(_figure(term.text, fields[code], Wanted(field=code), by_kind["field"].get(code)))
    languages = Counter(code for member in people for code in member.languages)
    health.languages = [
        Figure(language_name(code, language), number, Wanted(language=code))
        for code, number in sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    marks = Counter(mark for member in people for mark in member.marks)
    health.marks = [Figure(str(label), marks[code], Wanted(mark=code)) for code, label in MARKS.items()]
    health.matrix = _matrix(people, health.narrowed, language)
    health.gaps = gaps(people, language)
    return health


def _figure(label: str, number: int, wanted: Wanted, aim: facility.Aim | None) -> Figure:
    return Figure(label, number, wanted, aim.at_least if aim else None, source=aim.source if aim else "")


def _genders(people: Iterable[Member], wanted: Mapping[str, facility.Aim]) -> list[Figure]:
    genders = Counter(member.gender for member in people)
    found = []
    for code, label in (*Gender.choices, ("", _("Not said"))):
        aim = wanted.get(code)
        share = facility.share_of(code, genders) if aim is not None else None
        found.append(
            Figure(
                str(label),
                genders[code],
                Wanted(gender=code or "unknown"),
                aim.percent if aim else None,
                share,
                aim.source if aim else "",
            )
        )
    return found


def _matrix(people: Iterable[Member], narrowed: Wanted, language: str) -> list[tuple[str, list[Figure]]]:
    """A row a region and one for all, a column an activity."""
    counts: Counter[tuple[str, str]] = Counter()
    for member in people:
        if narrowed.keeps(member):
            for code in member.activities:
                counts[member.region, code] += 1
                counts["", code] += 1
    names = {code: term.text for code, term in term_map("region", language).items()}
    codes = activity_codes(language)
    return [
        (label, [Figure(code, counts[region, code], narrowed.also(region=region, activity=code)) for code in codes])
        for region, label in (*names.items(), ("", _("All regions")))
    ]


def activity_codes(language: str) -> list[str]:
    """The 20 activities in order."""
    return [activity.code for output in roadmap(language) for activity in output.activities]


# --- Gaps ---------------------------------------------------------------------------------------
def gaps(people: Sequence[Member], language: str) -> list[Gap]:
    """What there is less of than aimed at, those that open needs ask for first: one query."""
    asked = _asked()
    found: list[Gap] = []
    each = {aim.of: aim.at_least or 0 for aim in facility.aims(language) if aim.kind == "each"}
    activities = Counter(code for member in people for code in member.activities)
    spoken = Counter(code for member in people for code in member.languages)
    fields = Counter(code for member in people for code in member.fields)
    regions = Counter(member.region for member in people)
    genders = Counter(member.gender for member in people)

    def add(kind: str, code: str, label: str, number: int, aim: int, percent: bool = False) -> None:
        if number < aim:
            wanted = Wanted(**{kind: code})
            found.append(Gap(kind, code, label, number, aim, tuple(asked.get((kind, code), ())), wanted, percent))

    for code, term in term_map("activity", language).items():
        add("activity", code, f"{code} {term.text}", activities[code], each.get("activity", 0))
    for kind, code in sorted(asked):
        if kind == "language":
            add("language", code, language_name(code, language), spoken[code], each.get("language", 0))
    for aim in facility.aims(language):
        if aim.kind == "field":
            add("field", aim.of, aim.label, fields[aim.of], aim.at_least or 0)
        elif aim.kind == "region":
            add("region", aim.of, aim.label, regions[aim.of], aim.at_least or 0)
        elif aim.kind == "gender":
            add("gender", aim.of, aim.label, facility.share_of(aim.of, genders), aim.percent or 0, percent=True)
    return sorted(found, key=lambda gap: (-len(gap.needs), list(_KINDS).index(gap.kind), gap.code))


_KINDS: Mapping[str, Any] = {
    "activity": gettext_lazy("Activity"),
    "language": gettext_lazy("Working language"),
    "field": gettext_lazy("Field"),
    "region": gettext_lazy("Region"),
    "gender": gettext_lazy("Gender"),
}


def kind_name(kind: str) -> str:
    """The name of a kind of gap."""
    return str(_KINDS[kind])


def _asked() -> dict[tuple[str, str], list[str]]:
    """(kind, code) → the codes of the open needs that ask for it."""
    found: dict[tuple[str, str], list[str]] = {}
    rows = Need.objects.filter(state=Need.State.OPEN, assistance__state=Assistance.State.OPEN).order_by("pk")
    for code, activities, languages, fields, region in rows.values_list(
        "code", "activities", "languages", "fields", "assistance__country__region"
    ):
        for kind, codes in (("activity", activities), ("language", languages), ("field", fields), ("region", region)):
            for each in codes.split():
                found.setdefault((kind, each), []).append(code)
    return found
