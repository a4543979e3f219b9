"""What the pages of a country and of an activity gather from the floors below: only what is public."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from applications.queries_register import Line, lines
from expertise.roster import roster
from portal.reference import queries as reference
from portal.reference.rows import CountryRow
from portal.ui.pages import shelf
from portal.ui.ports import about_activity, gathered
from roadmaps.models import Assistance
from roadmaps.national import stages
from roadmaps.national.outcome import OutputProgress, by_activity, by_output, in_words
from roadmaps.state import queries as state
from roadmaps.state import queries_public as public
from roadmaps.state.play import source_words, stage_words, stitch_of
from roadmaps.state.standing import Known, Standing, standing


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity of a roadmap: its words, its measures, where it stands as declared and as verified."""

    code: str
    text: str
    measures: int
    declared: str
    verified: str
    """What the verified ones of its measures amount to; "" without any."""
    checked: int
    """How many of its measures were verified."""
    verified_on: date | None


@dataclass(frozen=True, slots=True)
class RoadmapPart:
    """The validated roadmap of a country."""

    edition: state.InForce
    states: dict[str, str]
    lines: list[ActivityLine]
    counts: dict[str, int]
    outputs: list[tuple[OutputProgress, str]]
    """How the measures of each output go, with its words."""
    took_part: public.TookPart


@dataclass(frozen=True, slots=True)
class StagePart:
    """Where a country stands: the line of stages with their days, and what it told otherwise."""

    line: list[tuple[str, str, str]]
    now: Standing
    words: str
    stitch: str
    source: str
    told: str
    told_source: str


def stage_of(country: CountryRow, today: date, day_words: Any) -> StagePart | None:
    """The stage of a Party; None while nothing is known. ``day_words`` writes a day."""
    records = state.records().get(country.id, ())
    now = standing(records, today)
    if now.shown is None:
        return None
    return StagePart(
        line=_line(records, now, day_words),
        now=now,
        words=stage_words(now.stage),
        stitch=stitch_of(now.stage),
        source=source_words(now.shown),
        told=stage_words(now.told.stage) if now.told else "",
        told_source=source_words(now.told) if now.told else "",
    )


def _line(records: tuple[Known, ...], now: Standing, day_words: Any) -> list[tuple[str, str, str]]:
    """The stages in order, each with the day it was first reached by the source that is shown."""
    assert now.shown is not None
    reached: dict[str, str] = {}
    for record in records:
        if (record.source == "portal") == (now.shown.source == "portal"):
            reached.setdefault(record.stage, day_words(record.on))
    place = stages.BY_CODE[now.stage].number
    return [
        (
            str(one.words),
            "full" if one.number < place else "half" if one.number == place else "hollow",
            reached.get(one.code, "") if one.number <= place else "",
        )
        for one in stages.STAGES
        if one.number
    ]


def roadmap_of(country: CountryRow, today: date, language: str) -> RoadmapPart | None:
    """What its validated roadmap holds, activity by activity; None without one."""
    edition = state.in_force(today).get(country.id)
    if edition is None:
        return None
    taken = state.taken(today, today).get(country.id, {})
    measures = public.measures_of(edition.pk)
    verified = by_activity((), ((row.activity, row.verified) for row in measures if row.verified))
    words = reference.term_map("activity", language)
    lines = [
        ActivityLine(
            code=code,
            text=words[code].text if code in words else code,
            measures=one.measures,
            declared=one.state,
            verified=verified.get(code, ""),
            checked=sum(row.activity == code and bool(row.verified) for row in measures),
            verified_on=max(
                (row.verified_on for row in measures if row.activity == code and row.verified_on), default=None
            ),
        )
        for code, one in sorted(taken.items())
    ]
    states = {code: one.state for code, one in taken.items()}
    counts = {name: sum(value == name for value in states.values()) for name in ("full", "half", "hollow")}
    outputs = by_output((row.activity, row.declared) for row in measures)
    return RoadmapPart(
        edition=edition,
        states=states,
        lines=lines,
        counts=counts,
        outputs=in_words(outputs, reference.term_map("output", language)),
        took_part=public.took_part(edition.roadmap, today),
    )


def requests_of(country: int) -> list[Line]:
    """The applications of a country that are in the register of requests, the latest first."""
    return shelf.get("programme.requests", _requests).get(country, [])


def _requests() -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in lines():
        found.setdefault(line.country, []).append(line)
    return found


def assistances_of(country: int) -> list[tuple[str, Any, date, date]]:
    """(reference, state in words, from, to) of the assistances of a country, the latest first; read at once."""
    return shelf.get("programme.assistances", _assistances).get(country, [])


def _assistances() -> dict[int, list[tuple[str, Any, date, date]]]:
    found: dict[int, list[tuple[str, Any, date, date]]] = {}
    rows = Assistance.objects.order_by("-starts_on")
    for country, number, code, begins, ends in rows.values_list(
        "country_id", "reference", "state", "starts_on", "ends_on"
    ):
        found.setdefault(country, []).append((number, Assistance.State(code).label, begins, ends))
    return found


@dataclass(frozen=True, slots=True)
class Doing:
    """One measure on an activity, with its country."""

    country: CountryRow
    edition: int
    is_public: bool
    language: str
    """The language the measure is written in."""
    row: public.MeasureRow


def doing(activity: str, language: str) -> list[Doing]:
    """The measures on an activity in every validated roadmap, by country in the order of the language."""
    today = timezone.now().date()
    found: dict[int, list[tuple[state.InForce, public.MeasureRow]]] = {}
    for country, edition, row in public.measures_on(activity, today):
        found.setdefault(country, []).append((edition, row))
    return [
        Doing(country, edition.number, edition.public, edition.language, row)
        for country in reference.country_rows(language)
        for edition, row in found.get(country.id, ())
    ]


def experts_on(activity: str, language: str) -> tuple[int, Any]:
    """How many members of the public roster know an activity, and the list items of the first five."""
    members = roster(language)
    numbers = [number for number, person in enumerate(members.people) if activity in person.codes.get("activity", ())]
    return len(numbers), members.rows(numbers[:5])


def figures_on(activity: str, language: str) -> list[tuple[str, int]]:
    """(figure, number) of the page of an activity: measures, countries, experts, what other floors count."""
    measures = doing(activity, language)
    experts, _first = experts_on(activity, language)
    return [
        ("measures of validated roadmaps", len(measures)),
        ("countries with such measures", len({one.country.id for one in measures})),
        ("members of the Expert Facility who know it", experts),
        *((part.figure, part.total) for part in gathered(about_activity, activity, language) if part.figure),
    ]


def counted(lines: RoadmapPart) -> str:
    """ "9 of 20 activities of the Open Roadmap. 3 done, 4 under way, 2 planned." """
    words = _(
        "%(taken)s of 20 activities of the Open Roadmap. %(done)s done, %(half)s under way, %(planned)s planned."
    )
    return words % {
        "taken": len(lines.lines),
        "done": lines.counts["full"],
        "half": lines.counts["half"],
        "planned": lines.counts["hollow"],
    }
