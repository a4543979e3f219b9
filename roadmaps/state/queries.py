"""What the state of play reads: light rows in few queries, kept until public content changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from portal.ui.pages import shelf

from ..models import Edition, Item, Measure, MeasureProgress, StageRecord
from ..national.outcome import BEGUN, DONE, DROPPED, by_activity
from .standing import Known, end_of


@dataclass(frozen=True, slots=True)
class InForce:
    """A validated edition as the state of play knows it; ``public`` when the roadmap's page shows this edition."""

    pk: int
    roadmap: int
    number: int
    validated_on: date
    public: bool
    language: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One activity in the roadmap of a Party: its stitch and its measures (those given up are not counted)."""

    state: str
    measures: int
    begun: int
    done: int


def records() -> dict[int, tuple[Known, ...]]:
    """Every dated record of a stage by country, oldest first: one query."""
    return shelf.get("roadmaps.records", _records)


def _records() -> dict[int, tuple[Known, ...]]:
    found: dict[int, list[Known]] = {}
    rows = StageRecord.objects.order_by("on", "pk").values_list("country_id", "stage", "on", "source")
    for country, stage, on, source in rows:
        found.setdefault(country, []).append(Known(stage, on, source))
    return {country: tuple(known) for country, known in found.items()}


def editions() -> dict[int, tuple[InForce, ...]]:
    """The validated editions of each country, oldest first: one query."""
    return shelf.get("roadmaps.editions", _editions)


def _editions() -> dict[int, tuple[InForce, ...]]:
    found: dict[int, list[InForce]] = {}
    rows = (
        Edition.objects.filter(frozen_at__isnull=False)
        .order_by("validated_on", "roadmap_id", "number")
        .values_list(
            "roadmap__country_id", "pk", "roadmap_id", "number", "validated_on",
            "roadmap__is_current", "roadmap__edition_id", "language",
        )
    )  # fmt: skip
    for country, pk, roadmap, number, on, current, last, language in rows:
        shown = current and last == pk
        found.setdefault(country, []).append(InForce(pk, roadmap, number, on, shown, language))
    return {country: tuple(those) for country, those in found.items()}


def in_force(day: date) -> dict[int, InForce]:
    """The edition in force in each country at the end of ``day``: the last one validated until then."""
    found = {}
    for country, those in editions().items():
        until = [one for one in those if one.validated_on <= day]
        if until:
            found[country] = until[-1]
    return found


def taken(day: date, today: date) -> dict[int, dict[str, Taken]]:
    """Country → activity → what its roadmap in force at the end of ``day`` does there.

    Statuses are those declared today, or those known by then (`_then`): one query, or two.
    """
    return shelf.get(("roadmaps.taken", day, today), lambda: _by_country(day, today))


def _by_country(day: date, today: date) -> dict[int, dict[str, Taken]]:
    force = in_force(day)
    keys = [edition.pk for edition in force.values()]
    rows = _now(keys) if day >= today else _then(keys, day)
    own: dict[int, dict[str, list[tuple[str, int]]]] = {}
    for edition, activity, status, number in rows:
        kept = own.setdefault(edition, {}).setdefault(activity, [])
        if status and status != DROPPED:
            kept.append((status, number))
    return {country: _counted(own.get(edition.pk, {})) for country, edition in force.items()}


def _counted(activities: dict[str, list[tuple[str, int]]]) -> dict[str, Taken]:
    stitches = by_activity(activities, ((code, status) for code, rows in activities.items() for status, _n in rows))
    return {
        code: Taken(
            state=stitches[code],
            measures=sum(number for _status, number in rows),
            begun=sum(number for status, number in rows if status in BEGUN),
            done=sum(number for status, number in rows if status == DONE),
        )
        for code, rows in activities.items()
    }


Rows = Iterable[tuple[int, str, str | None, int]]


def _now(editions: list[int]) -> Rows:
    """(edition, activity, status, how many measures), activities without a measure among them: one query."""
    rows = Item.objects.filter(edition__in=editions).order_by()
    return rows.values_list("edition_id", "activity", "measures__declared").annotate(number=Count("measures"))


def _then(editions: list[int], day: date) -> Rows:
    """The same at the end of a day that has passed (`_status`): two queries."""
    reported = _until(_reported(), day)
    rows = Item.objects.filter(edition__in=editions).order_by()
    found: list[tuple[int, str, str | None, int]] = []
    for edition, roadmap, activity, key, declared, on in rows.values_list(
        "edition_id",
        "edition__roadmap_id",
        "activity",
        "measures__key",
        "measures__declared",
        "measures__declared_on",
    ):
        if key is None:
            found.append((edition, activity, None, 0))
            continue
        found.append((edition, activity, _status(reported.get((roadmap, key)), declared, on, day, date.max), 1))
    return found


@dataclass(frozen=True, slots=True)
class Sums:
    """Measures of validated roadmaps at the end of a year."""

    measures: int = 0
    begun: int = 0
    done: int = 0


def sums_by_year(years: Iterable[int], today: date) -> dict[int, dict[int, Sums]]:
    """Year → country → its measures at the end of that year: three queries whatever the number of years."""
    return shelf.get(("roadmaps.sums", tuple(years), today), lambda: _sums(years, today))


def _sums(years: Iterable[int], today: date) -> dict[int, dict[int, Sums]]:
    found = {}
    rows = _statuses([edition.pk for those in editions().values() for edition in those])
    told = _reported()
    for year in years:
        day = end_of(year, today)
        reported = _until(told, day)
        country = {edition.pk: (key, edition.roadmap) for key, edition in in_force(day).items()}
        own: dict[int, list[str]] = {key: [] for key, _roadmap in country.values()}
        for edition, measure, declared, on in rows:
            if edition in country:
                key, roadmap = country[edition]
                own[key].append(_status(reported.get((roadmap, measure)), declared, on, day, today))
        found[year] = {
            key: Sums(
                sum(status != DROPPED for status in statuses),
                sum(status in BEGUN for status in statuses),
                statuses.count(DONE),
            )
            for key, statuses in own.items()
        }
    return found


def _statuses(editions: list[int]) -> list[tuple[int, str, str, date | None]]:
    rows = Measure.objects.filter(edition__in=editions).order_by()
    return list(rows.values_list("edition_id", "key", "declared", "declared_on"))


def _reported() -> list[tuple[date, int, str, str]]:
    """(day sent, roadmap, key of the measure, status) of every report that was sent, in the order of time."""
    told = MeasureProgress.objects.filter(report__sent_at__isnull=False).order_by("report__sent_at")
    rows = told.values_list("report__sent_at", "report__roadmap_id", "measure__key", "status")
    return [(sent.date(), roadmap, key, status) for sent, roadmap, key, status in rows]


def _until(told: Iterable[tuple[date, int, str, str]], day: date) -> dict[tuple[int, str], str]:
    return {(roadmap, key): status for sent, roadmap, key, status in told if sent <= day}


def _status(reported: str | None, declared: str, on: date | None, day: date, today: date) -> str:
    """What is known of a measure at the end of a day: today what is declared; before, the last report sent until
    then, else the status declared until then; a measure nothing was said of is planned."""
    if day >= today:
        return declared
    return reported or (declared if on is None or on <= day else str(Measure.Status.PLANNED))


def first_year(today: date) -> int:
    """The year of the first record there is."""
    years = [known[0].on.year for known in records().values()]
    return min(years, default=today.year)
