"""Two to four countries side by side, at an address that can be shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.documents.serving import csv_file
from portal.documents.spreadsheets import Column
from portal.reference.languages import page_language
from portal.reference.ports import country_page
from portal.reference.queries import roadmap
from portal.ui.fields import summary
from portal.ui.pages import public_page
from portal.ui.stitches import CODES

from ...state import play, queries
from ...state.asked import Asked
from ...state.citing import citation
from ...state.play import PartyRow, source_words, stage_words, stitch_of

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Chosen:
    """The countries asked for, in the order of the address, and what was wrong about it, in sentences."""

    rows: list[PartyRow]
    wrong: list[str]
    everyone: list[PartyRow]

    @property
    def query(self) -> str:
        return _query(self.rows)


def _query(rows: Sequence[PartyRow]) -> str:
    return "?" + urlencode([("country", row.country.iso3.lower()) for row in rows]) if rows else ""


def _chosen(request: HttpRequest) -> Chosen:
    everyone = play.everyone(Asked(), page_language(), timezone.now().date())
    known = {row.country.iso3: row for row in everyone}
    asked = list(dict.fromkeys(code.upper() for code in request.GET.getlist("country") if code))
    wrong = [
        _("“%(code)s” is not the three-letter code of a Party: choose it from the list.") % {"code": code[:20]}
        for code in asked
        if code not in known
    ]
    rows = [known[code] for code in asked if code in known]
    if len(rows) > MOST:
        wrong.append(_("Four countries fit side by side: the first four of the address are shown."))
        rows = rows[:MOST]
    return Chosen(rows, wrong, everyone)


@require_safe
@public_page
def compare_page(request: HttpRequest) -> HttpResponse:
    """Stage, activities and measures of two to four countries; 400 for codes that are none, told in words."""
    found = _chosen(request)
    enough = len(found.rows) >= FEWEST
    today = timezone.now().date()
    title = _("Compare roadmaps")
    if enough:
        title = _("Compare roadmaps: %(countries)s") % {
            "countries": ", ".join(row.country.name for row in found.rows)
        }
    context = {
        "page_title": title,
        "wrong": summary([("add", words) for words in found.wrong], _("Part of the address was not understood")),
        "page_errors": bool(found.wrong),
        "countries": [
            (row.country.iso3.lower(), row.country.name, _query([one for one in found.rows if one is not row]))
            for row in found.rows
        ],
        "choices": [row.country for row in found.everyone if row not in found.rows],
        "full": len(found.rows) >= MOST,
        "enough": enough,
        "facts": _facts(found.rows) if enough else [],
        "activities": _activities(found.rows) if enough else [],
        "heads": [(row.country.name, _page_of(row)) for row in found.rows],
        "query": found.query,
        "citation": citation(title, request.path + found.query, today),
    }
    return render(request, "roadmaps/state/compare.html", context, status=400 if found.wrong else 200)


def _page_of(row: PartyRow) -> str:
    return country_page(row.country.iso3)


def _facts(rows: Sequence[PartyRow]) -> list[tuple[str, list[dict[str, Any]]]]:
    """(what, one cell a country): a cell has words, and where it has one a sign and a date."""
    regions, force = play.labels("region", page_language()), queries.in_force(timezone.now().date())
    yes_no = {True: _("yes"), False: _("no"), None: _("not known")}

    def words(text: Any) -> dict[str, Any]:
        return {"words": text}

    def stage(row: PartyRow) -> dict[str, Any]:
        shown = row.standing.shown
        return {
            "words": stage_words(row.standing.stage),
            "stitch": stitch_of(row.standing.stage),
            "on": shown.on if shown else None,
            "note": source_words(shown) if shown else "",
        }

    def edition(row: PartyRow) -> dict[str, Any]:
        one = force.get(row.country.id)
        return (
            {"words": _("Edition %(number)s") % {"number": one.number}, "on": one.validated_on} if one else words("–")
        )

    def total(row: PartyRow, name: str) -> dict[str, Any]:
        return words(sum(getattr(one, name) for one in row.taken.values()))

    return [
        (_("Region"), [words(regions.get(row.country.region, "")) for row in rows]),
        (_("Least developed country"), [words(yes_no[row.country.ldc]) for row in rows]),
        (_("Small island developing State"), [words(yes_no[row.country.sids]) for row in rows]),
        (_("Stage"), [stage(row) for row in rows]),
        (_("Validated"), [edition(row) for row in rows]),
        (_("Activities of the Open Roadmap"), [words(len(row.taken)) for row in rows]),
        (_("Measures"), [total(row, "measures") for row in rows]),
        (_("Begun"), [total(row, "begun") for row in rows]),
        (_("Done"), [total(row, "done") for row in rows]),
    ]


def _activities(rows: Sequence[PartyRow]) -> list[tuple[Any, list[Any]]]:
    """(activity, what each country does there or None)."""
    return [
        (activity, [row.taken.get(activity.code) for row in rows])
        for output in roadmap(page_language())
        for activity in output.activities
    ]


@require_safe
@public_page
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The same side by side: one line an activity and country."""
    found = _chosen(request)
    if found.wrong or len(found.rows) < FEWEST:
        words = found.wrong or [_("Choose two to four countries.")]
        return HttpResponse("\n".join(words) + "\n", content_type="text/plain; charset=utf-8", status=400)
    columns = [
        Column("iso3"), Column("name"), Column("stage"), Column("since", "date"), Column("source"),
        Column("activity"), Column("state"), Column("measures", "number"), Column("begun", "number"),
        Column("done", "number"),
    ]  # fmt: skip
    states = {"hollow": "planned", "half": "under way", "full": "done"}
    lines = []
    for row in found.rows:
        shown = row.standing.shown
        head = (row.country.iso3, row.country.name, row.standing.stage,
                shown.on if shown else None, shown.source if shown else "")  # fmt: skip
        for code in CODES:
            one = row.taken.get(code)
            own = (states[one.state], one.measures, one.begun, one.done) if one else ("not in the roadmap", 0, 0, 0)
            lines.append((*head, code, *own))
    return csv_file("roadmaps-compared", columns, lines)
