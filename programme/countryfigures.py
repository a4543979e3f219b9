"""Every figure of the page of a country as lines of a table, each with its day and its source."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.reference.rows import CountryRow
from portal.ui.ports import about_country, gathered
from roadmaps.state import queries as state
from roadmaps.state.queries_public import missions_in

from . import hub

Line = tuple[str, str, Any, date | None, str]
STATES = {"": "", "hollow": "planned", "half": "under way", "full": "done"}


def lines(country: CountryRow, today: date, language: str) -> Iterator[Line]:
    """(figure, code, value, day, source): stages, roadmap, who took part, applications, missions, practices."""
    for known in state.records().get(country.id, ()):
        yield "stage", known.stage, "", known.on, known.source
    roadmap = hub.roadmap_of(country, today, language)
    if roadmap is not None:
        yield from _roadmap(roadmap, today)
    for request in hub.requests_of(country.id):
        yield "application submitted", request.reference, "", request.submitted.date(), "portal"
    for number, _words, begins, ends in hub.assistances_of(country.id):
        yield "assistance from", number, "", begins, "portal"
        yield "assistance to", number, "", ends, "portal"
    for mission in missions_in(country.id):
        yield "days of an expert's mission", mission.kind, mission.days, mission.starts_on, "portal"
    for part in gathered(about_country, country.iso3, language):
        if part.figure:
            yield part.figure, "", part.total, today, "portal"


def _roadmap(roadmap: hub.RoadmapPart, today: date) -> Iterator[Line]:
    source = f"edition {roadmap.edition.number}, as declared"
    for line in roadmap.lines:
        yield "measures of an activity", line.code, line.measures, today, source
        yield "declared state of an activity", line.code, STATES[line.declared], today, source
        if line.verified:
            yield "verified state of an activity", line.code, STATES[line.verified], line.verified_on, "Secretariat"
    for row, _words in roadmap.outputs:
        for name, number in (("measures", row.planned), ("begun", row.begun), ("done", row.done)):
            yield f"{name} of an output", row.output, number, today, source
        yield "given up of an output", row.output, row.dropped, today, source
    who = roadmap.took_part
    for name in ("members", "women", "ministries"):
        yield "national team", name, getattr(who, name), today, "portal"
    for name in ("consultations", "participants", "women_participants"):
        yield "public consultations", name, getattr(who, name), today, "portal"
