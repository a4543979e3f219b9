"""The Parties and the twenty activities of the Open Roadmap: as a table of stitches, by activity, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.documents.serving import csv_file
from portal.documents.spreadsheets import Column
from portal.reference.languages import page_language
from portal.ui.pages import public_page
from portal.ui.stitches import CODES

from ...state import tables
from ...state.play import stage_words
from .common import Question, kept, page, question, refused


def _shown(found: Question) -> list[tables.PartyRow]:
    """Those with a validated roadmap; all that match when every Party is asked for."""
    return [row for row in found.rows if row.taken or found.asked.everyone]


@require_safe
@public_page
def matrix_page(request: HttpRequest) -> HttpResponse:
    """What the validated roadmaps take from the Open Roadmap, and how far each activity is."""
    found = question(request)
    shown = _shown(found)
    return page(
        request,
        "matrix.html",
        _("Roadmaps and the twenty activities"),
        found,
        {
            "matrix": kept(found, "matrix", lambda: tables.matrix_of(shown)) if shown else "",
            "by_activity": kept(
                found,
                "by_activity",
                lambda: tables.activity_table(shown, found.asked, page_language(), reverse("roadmaps:matrix")),
            ),
            "shown": len(shown),
            "without": len(found.rows) - len(shown),
            "all_query": _everyone(found),
        },
    )


def _everyone(found: Question) -> str:
    query = found.asked.query()
    return f"{query}&all=1" if query else "?all=1"


@require_safe
@public_page
def matrix_csv(request: HttpRequest) -> HttpResponse:
    """One line a Party and activity: where it stands, its measures, those begun and done."""
    found = question(request)
    if found.asked.wrong:
        return refused(found)
    columns = [
        Column("iso3"), Column("name"), Column("as_of", "date"), Column("stage"), Column("stage_name"),
        Column("activity"), Column("state"), Column("measures", "number"), Column("begun", "number"),
        Column("done", "number"),
    ]  # fmt: skip
    states = {"thread": "not in the roadmap", "hollow": "planned", "half": "under way", "full": "done"}
    lines = (
        (
            row.country.iso3, row.country.name, found.day, row.standing.stage, stage_words(row.standing.stage), code,
            states[row.taken[code].state if code in row.taken else "thread"],
            *((one.measures, one.begun, one.done) if (one := row.taken.get(code)) else (0, 0, 0)),
        )
        for row in _shown(found)
        for code in CODES
    )  # fmt: skip
    return csv_file("roadmap-matrix", columns, lines)


@require_safe
@public_page
def activities_csv(request: HttpRequest) -> HttpResponse:
    """The twenty activities as a file: Parties that take each up, measures, begun, done."""
    found = question(request)
    if found.asked.wrong:
        return refused(found)
    columns = [
        Column("as_of", "date"), Column("activity"), Column("parties", "number"), Column("measures", "number"),
        Column("begun", "number"), Column("done", "number"),
    ]  # fmt: skip
    lines = (
        (found.day, one.code, one.parties, one.measures, one.begun, one.done)
        for one in tables.activity_sums(_shown(found))
    )
    return csv_file("roadmaps-by-activity", columns, lines)
