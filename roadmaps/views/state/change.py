"""Change over time: stages and measures at the end of each year, from dated records."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.documents.serving import csv_file
from portal.documents.spreadsheets import Column
from portal.ui.pages import public_page

from ...state import chart as state_chart
from ...state import queries
from ...state.play import PartyRow, narrowed, only, stage_words, stitch_of
from ...state.queries import Sums
from ...state.standing import CODES, over_time
from .common import Question, page, question, refused


def _years(found: Question) -> list[int]:
    return sorted(found.years)


def _stages(found: Question) -> dict[int, dict[str, int]]:
    countries = [row.country.id for row in _asked(found)]
    return over_time(queries.records(), countries, _years(found), found.today)


def _asked(found: Question) -> Sequence[PartyRow]:
    """Those of the regions and groups asked; a year, a stage or an activity makes no sense over time."""
    return narrowed(found.everyone, found.asked.without("stage").without("activity"))


def _sums(found: Question) -> dict[int, Sums]:
    own = {row.country.id for row in _asked(found)}
    by_country: Mapping[int, Mapping[int, Sums]] = queries.sums_by_year(tuple(_years(found)), found.today)
    return {
        year: Sums(*(sum(getattr(one, name) for key, one in rows.items() if key in own) for name in _NAMES))
        for year, rows in by_country.items()
    }


_NAMES = ("measures", "begun", "done")


@require_safe
@public_page
def change_page(request: HttpRequest) -> HttpResponse:
    """How many Parties stood at each stage at the end of each year, and how their measures went."""
    found = question(request)
    years, stages, sums = _years(found), _stages(found), _sums(found)
    asked, base = found.asked.without("stage").without("activity").without("year"), reverse("roadmaps:state")

    def query(stage: str, year: int) -> str:
        more = only(asked, stage=stage)
        return f"{base}{more}&year={year}#list" if year != found.today.year else f"{base}{more}#list"

    words = {"measures": _("Measures of validated roadmaps"), "begun": _("Begun"), "done": _("Done")}
    return page(
        request,
        "change.html",
        _("Roadmaps over time"),
        found,
        {
            "all_years": years,
            "chart": state_chart.stages_by_year(stages),
            "key": state_chart.key(),
            "stage_lines": [
                (stitch_of(code), stage_words(code), [(stages[year][code], query(code, year)) for year in years])
                for code in CODES
            ],
            "measure_lines": [
                (words[name], [(getattr(sums[year], name), _matrix(asked.query(), year, found)) for year in years])
                for name in _NAMES
            ],
            "parties": len(_asked(found)),
        },
    )


def _matrix(query: str, year: int, found: Question) -> str:
    base = reverse("roadmaps:matrix")
    if year == found.today.year:
        return base + query
    return f"{base}{query}&year={year}" if query else f"{base}?year={year}"


@require_safe
@public_page
def change_csv(request: HttpRequest) -> HttpResponse:
    """One line a year and figure."""
    found = question(request)
    if found.asked.wrong:
        return refused(found)
    columns = [Column("year", "number"), Column("figure"), Column("code"), Column("value", "number")]
    stages, sums = _stages(found), _sums(found)
    lines = [
        (year, "parties by stage", code, number) for year in _years(found) for code, number in stages[year].items()
    ]
    lines += [(year, "measures", name, getattr(sums[year], name)) for year in _years(found) for name in _NAMES]
    return csv_file("roadmaps-over-time", columns, lines)
