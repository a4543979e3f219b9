"""The state of play: the map of the world by stage, its figures, the table beside it, and its file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.documents.serving import csv_file
from portal.documents.spreadsheets import Column
from portal.reference.languages import page_language
from portal.reference.ports import country_page
from portal.reference.queries import country_row, term_map
from portal.reference.rows import CountryRow
from portal.ui.pages import public_page

from ...state import queries, tables
from ...state.citing import citation
from ...state.play import PartyRow, source_words, stage_words, stitch_of
from ...state.standing import Known, standing
from .common import kept, page, question, refused


@require_safe
@public_page
def state_page(request: HttpRequest) -> HttpResponse:
    """Where the Parties stand: map, figures, list; narrowed by region, group, stage and year."""
    found = question(request)
    known = [row for row in found.rows if row.standing.shown]
    unknown = [row for row in found.rows if not row.standing.shown]
    return page(
        request,
        "listing.html",
        _("State of play of national roadmaps"),
        found,
        {
            "map": kept(found, "map", lambda: tables.drawing(found.rows)),
            "key": tables.key(found.rows),
            "figures": kept(
                found,
                "figures",
                lambda: tables.figures(found.rows, found.asked, page_language(), reverse("roadmaps:state")),
            ),
            "rows": kept(found, "rows", lambda: tables.party_rows(known, page_language())) if known else "",
            "unknown": tables.names(unknown) if unknown else "",
            "unknown_count": len(unknown),
        },
    )


COLUMNS = (
    Column("iso3"), Column("name"), Column("region"), Column("developing", "yesno"), Column("ldc", "yesno"),
    Column("sids", "yesno"), Column("as_of", "date"), Column("stage"), Column("stage_name"), Column("since", "date"),
    Column("source"), Column("told_stage"), Column("told_on", "date"), Column("told_source"), Column("activities"),
)  # fmt: skip


@require_safe
@public_page
def state_csv(request: HttpRequest) -> HttpResponse:
    """The same Parties as a file, each stage with its date and its source."""
    found = question(request)
    if found.asked.wrong:
        return refused(found)
    regions = term_map("region", page_language())

    def line(row: PartyRow) -> tuple[object, ...]:
        country, shown, told = row.country, row.standing.shown, row.standing.told
        region = str(regions[country.region]) if country.region in regions else country.region
        return (
            country.iso3, country.name, region, country.developing, country.ldc, country.sids, found.day,
            row.standing.stage, stage_words(row.standing.stage),
            shown.on if shown else None, shown.source if shown else "",
            told.stage if told else "", told.on if told else None, told.source if told else "",
            " ".join(sorted(row.taken)),
        )  # fmt: skip

    return csv_file("state-of-play", COLUMNS, map(line, found.rows))


@require_safe
@public_page
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The figures as a file: one line a stage and group or region."""
    found = question(request)
    if found.asked.wrong:
        return refused(found)
    heads = [Column("as_of", "date"), Column("among"), Column("code"), Column("stage"), Column("parties", "number")]
    lines = (
        (found.day, one.name or "all", one.code, stage, number)
        for one in tables.columns(found.rows, page_language())
        for stage, number in one.counts.items()
    )
    return csv_file("parties-by-stage", heads, lines)


@require_safe
@public_page
def stages_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    """The dated records of a Party as a file; 404 without any."""
    row, known = _recorded(iso3)
    columns = [
        Column("iso3"), Column("name"), Column("on", "date"), Column("stage"), Column("stage_name"), Column("source"),
    ]  # fmt: skip
    lines = ((row.iso3, row.name, one.on, one.stage, stage_words(one.stage), one.source) for one in known)
    return csv_file(f"stages-{row.iso3.lower()}", columns, lines)


def _recorded(iso3: str) -> tuple[CountryRow, tuple[Known, ...]]:
    """A country with its dated records, oldest first. Raises Http404 without any."""
    row = country_row(iso3, page_language())
    known = queries.records().get(row.id, ()) if row is not None else ()
    if row is None or not known:
        raise Http404
    return row, known


@require_safe
@public_page
def stages_page(request: HttpRequest, iso3: str) -> HttpResponseBase:
    """What the stage of a Party is known from: its dated records with their source; 404 without any."""
    row, known = _recorded(iso3)
    if iso3 != row.iso3.lower():
        return redirect("roadmaps:stages", iso3=row.iso3.lower(), permanent=True)
    today = timezone.now().date()
    now = standing(known, today)
    title = _("%(name)s: stages of the national roadmap") % {"name": row.name}
    force = queries.in_force(today).get(row.id)
    return render(
        request,
        "roadmaps/state/stages.html",
        {
            "country": row,
            "page_title": title,
            "now": now,
            "now_words": stage_words(now.stage),
            "told_words": stage_words(now.told.stage) if now.told else "",
            "told_source": source_words(now.told) if now.told else "",
            "rows": [
                (one.on, stitch_of(one.stage), stage_words(one.stage), source_words(one)) for one in reversed(known)
            ],
            "editions": queries.editions().get(row.id, ()),
            "public": bool(force and force.public),
            "hub": country_page(row.iso3),
            "citation": citation(title, request.path, today),
        },
    )
