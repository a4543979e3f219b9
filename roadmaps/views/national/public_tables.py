"""The tables of a validated roadmap as CSV: measures with their dates and statuses, progress by output, values."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.documents.serving import csv_file
from portal.documents.spreadsheets import Column
from portal.ui.pages import public_page

from ...national.outcome import by_output
from ...national.queries_reporting import values_of
from ...national.whole import read_whole
from .public import declared, validated


@require_safe
@public_page
def measures_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    """The timeline: one line a measure. Raises Http404 without a validated edition."""
    whole = read_whole(validated(iso3))
    columns = [
        Column("activity"), Column("measure"), Column("kind"), Column("title"), Column("lead_institution"),
        Column("from", "date"), Column("to", "date"), Column("declared"), Column("declared_on", "date"),
        Column("verified"), Column("verified_on", "date"),
    ]  # fmt: skip
    lines = (
        (
            taken.item.activity, one.key, one.kind, one.title, one.lead, one.starts_on, one.ends_on, one.declared,
            one.declared_on, one.verified, one.verified_on,
        )
        for taken in whole.items
        for one in (planned.measure for planned in taken.measures)
    )  # fmt: skip
    return csv_file(f"roadmap-{iso3.lower()}-measures", columns, lines)


@require_safe
@public_page
def progress_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    """Progress by output: measures kept, begun, done, given up. Raises Http404 without a validated edition."""
    columns = [
        Column("output", "number"), Column("measures", "number"), Column("begun", "number"),
        Column("done", "number"), Column("given_up", "number"),
    ]  # fmt: skip
    lines = (
        (int(row.output), row.planned, row.begun, row.done, row.dropped)
        for row in by_output(declared(read_whole(validated(iso3))))
    )
    return csv_file(f"roadmap-{iso3.lower()}-progress", columns, lines)


@require_safe
@public_page
def values_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    """The values of the indicators over time. Raises Http404 without a validated edition."""
    edition = validated(iso3)
    planned = read_whole(edition).measures
    known = values_of(edition.roadmap_id, [row["key"] for one in planned for row in one.indicators])
    columns = [
        Column("measure"), Column("indicator"), Column("unit"), Column("baseline", "number"),
        Column("target", "number"), Column("on", "date"), Column("value", "number"), Column("women", "number"),
        Column("men", "number"), Column("source"),
    ]  # fmt: skip
    lines = (
        (
            one.measure.key, row["name"], value.unit, row["baseline"], row["target"], value.on, value.value,
            value.women, value.men, value.source,
        )
        for one in planned
        for row in one.indicators
        for value in known.get(row["key"], ())
    )  # fmt: skip
    return csv_file(f"roadmap-{iso3.lower()}-values", columns, lines)
