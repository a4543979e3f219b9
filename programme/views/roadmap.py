"""The Open Roadmap: the whole table, and a page for each of the twenty activities."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from applications.queries_calls import open_call
from portal.documents.serving import csv_file
from portal.documents.spreadsheets import Column
from portal.reference import queries as reference
from portal.reference.languages import language_name
from portal.reference.rows import TermRow
from portal.reference.source_words import in_words
from portal.ui.pages import public_page, shelf
from portal.ui.ports import about_activity, gathered
from roadmaps.state.citing import citation

from .. import hub


@require_safe
@public_page
def table(request: HttpRequest) -> HttpResponse:
    """Five outputs, twenty activities, with the goals of the Convention and the priority themes."""
    language = translation.get_language() or "en"
    outputs = reference.roadmap(language)
    return render(
        request,
        "programme/roadmap.html",
        {
            "outputs": outputs,
            "goals": reference.term_map("goal", language),
            "impact": next(iter(reference.terms("impact", language)), None),
            "themes": reference.terms("theme", language),
            "activity_count": sum(len(output.activities) for output in outputs),
        },
    )


@require_safe
@public_page
def activity(request: HttpRequest, code: str) -> HttpResponse:
    """One activity by its code, 1.1 … 5.4. Raises Http404 for any other."""
    language = translation.get_language() or "en"
    outputs = reference.roadmap(language)
    in_order = [(output, row) for output in outputs for row in output.activities]
    place = next((n for n, (_output, row) in enumerate(in_order) if row.code == code), None)
    if place is None:
        raise Http404(f"no activity {code}")
    output, row = in_order[place]
    versions = list(reference.label_versions("activity", code))
    today = timezone.now().date()
    experts, first_experts = hub.experts_on(code, language)
    return render(
        request,
        "programme/activity.html",
        {
            "activity": row,
            "output": output,
            "goal": reference.term_map("goal", language).get(output.goal_code),
            "versions": [
                (label, language_name(label.language, language), in_words(label.source)) for label in versions
            ],
            "discrepancies": [
                term.data
                for term in reference.terms("discrepancy", language)
                if term.data.get("where") == f"activity {code}" and term.data.get("concept_note")
            ],
            "themes": reference.terms("theme", language),
            "earlier": in_order[place - 1][1] if place else None,
            "next": in_order[place + 1][1] if place + 1 < len(in_order) else None,
            "call": open_call(language),
            "measure_section": shelf.get(
                ("programme.activity_measures", code, language, today),
                lambda: _measure_section(row, language),
            ),
            "experts": experts,
            "first_experts": first_experts,
            "parts": gathered(about_activity, code, language),
            "citation": citation(f"{code} {row.text}", request.path, today),
        },
    )


def _measure_section(row: TermRow, language: str) -> str:
    """The measures on an activity in every validated roadmap."""
    measures = hub.doing(row.code, language)
    return render_to_string(
        "programme/parts/activity_measures.html",
        {
            "activity": row,
            "measures": measures,
            "measure_countries": len({one.country.id for one in measures}),
        },
    )


def _language_for(code: str) -> str:
    """The language of a file about an activity. Raises Http404 for an unknown code."""
    language = translation.get_language() or "en"
    if code not in reference.term_map("activity", language):
        raise Http404(f"no activity {code}")
    return language


FIGURE_COLUMNS = (Column("activity"), Column("figure"), Column("value", "number"), Column("on", "date"))


@require_safe
@public_page
def figures_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of an activity's page as a file. Raises Http404 for an unknown code."""
    language = _language_for(code)
    today = timezone.now().date()
    lines = ((code, figure, number, today) for figure, number in hub.figures_on(code, language))
    return csv_file(f"figures-{code}", FIGURE_COLUMNS, lines)


MEASURE_COLUMNS = (
    Column("iso3"), Column("country"), Column("activity"), Column("edition", "number"), Column("measure"),
    Column("kind"), Column("title"), Column("lead_institution"), Column("from", "date"), Column("to", "date"),
    Column("declared"), Column("verified"), Column("verified_on", "date"),
)  # fmt: skip


@require_safe
@public_page
def measures_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The measures on one activity in every validated roadmap, to take away. Raises Http404 for an unknown code."""
    language = _language_for(code)
    lines = (
        (
            one.country.iso3, one.country.name, code, one.edition, one.row.key, one.row.kind, one.row.title,
            one.row.lead, one.row.starts_on, one.row.ends_on, one.row.declared, one.row.verified, one.row.verified_on,
        )
        for one in hub.doing(code, language)
    )  # fmt: skip
    return csv_file(f"measures-{code}", MEASURE_COLUMNS, lines)
