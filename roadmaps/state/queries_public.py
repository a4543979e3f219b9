"""What the public pages of countries and activities read of roadmaps, assistances and missions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from portal.ui.pages import shelf

from ..models import AttendanceCount, Measure, Mission, TeamMember
from ..selection import states
from .queries import InForce, in_force

FINISHED = (states.UNDER_WAY, states.REPORTED, states.EVALUATED)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure of a validated edition, as everybody may read it: both statuses side by side."""

    edition: int
    key: str
    activity: str
    kind: str
    title: str
    lead: str
    starts_on: date | None
    ends_on: date | None
    declared: str
    verified: str
    verified_on: date | None

    @property
    def kind_words(self) -> str:
        return str(Measure.Kind(self.kind).label) if self.kind else ""

    @property
    def declared_words(self) -> str:
        return str(Measure.Status(self.declared).label)

    @property
    def verified_words(self) -> str:
        return str(Measure.Status(self.verified).label) if self.verified else ""


_COLUMNS = (
    "edition_id", "key", "item__activity", "kind", "title", "lead", "starts_on", "ends_on", "declared", "verified",
    "verified_on",
)  # fmt: skip


def _measures(where: Q) -> list[MeasureRow]:
    rows = Measure.objects.filter(where).order_by("item__activity", "edition_id", "position", "pk")
    return [MeasureRow(*row) for row in rows.values_list(*_COLUMNS)]


def measures_of(edition: int) -> list[MeasureRow]:
    """The measures of a validated edition, by activity: one query when public content has changed, then none."""
    return shelf.get(("roadmaps.measures", edition), lambda: _measures(Q(edition=edition)))


def measures_on(activity: str, day: date) -> list[tuple[int, InForce, MeasureRow]]:
    """(country, its edition in force, measure) on one activity in every validated roadmap: one query."""
    force = in_force(day)
    country = {edition.pk: (key, edition) for key, edition in force.items()}

    def read() -> list[MeasureRow]:
        return _measures(Q(item__activity=activity, edition__in=list(country)))

    return [(*country[row.edition], row) for row in shelf.get(("roadmaps.measures_on", activity, day), read)]


@dataclass(frozen=True, slots=True)
class TookPart:
    """Who took part, in counts: never names."""

    members: int
    women: int
    ministries: int
    consultations: int
    participants: int
    women_participants: int

    @property
    def share(self) -> int | None:
        """Hundredths of women among participants; None without any."""
        return round(100 * self.women_participants / self.participants) if self.participants else None


def took_part(roadmap: int, day: date) -> TookPart:
    """The national team of a day and the public consultations: two queries when public content has changed."""
    return shelf.get(("roadmaps.took_part", roadmap, day), lambda: _took_part(roadmap, day))


def _took_part(roadmap: int, day: date) -> TookPart:
    team = TeamMember.objects.filter(Q(until=None) | Q(until__gte=day), roadmap=roadmap).aggregate(
        members=Count("pk"),
        women=Count("pk", filter=Q(gender="woman")),
        ministries=Count("ministry", filter=~Q(ministry=""), distinct=True),
    )
    counts = AttendanceCount.objects.filter(
        consultation__roadmap=roadmap, consultation__is_public=True, consultation__is_cancelled=False
    )
    came = counts.aggregate(
        meetings=Count("consultation", distinct=True), women=Sum("women"), men=Sum("men"), other=Sum("undeclared")
    )
    women, men, other = (came[name] or 0 for name in ("women", "men", "other"))
    return TookPart(team["members"], team["women"], team["ministries"], came["meetings"], women + men + other, women)


@dataclass(frozen=True, slots=True)
class MissionRow:
    """A mission as everybody may know of it: what kind of work, when, how many days, on site or remote; no names."""

    kind: str
    state: str
    starts_on: date
    ends_on: date
    days: int
    on_site: bool

    @property
    def kind_words(self) -> str:
        return str(Mission.Kind(self.kind).label)

    @property
    def state_words(self) -> Any:
        return states.MISSION[self.state].person


def missions_in(country: int) -> list[MissionRow]:
    """The missions under way or finished in a country, the latest first.

    Those of all countries are read at once when public content has changed.
    """
    return shelf.get("roadmaps.missions", _missions).get(country, [])


def _missions() -> dict[int, list[MissionRow]]:
    found: dict[int, list[MissionRow]] = {}
    rows: Iterable[Any] = (
        Mission.objects.filter(assistance__isnull=False, state__in=FINISHED)
        .order_by("-starts_on", "-pk")
        .values_list("assistance__country_id", "kind", "state", "starts_on", "ends_on", "days", "place")
    )
    for country, *row, place in rows:
        found.setdefault(country, []).append(MissionRow(*row, on_site=bool(place)))
    return found
