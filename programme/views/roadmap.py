"""The Open Roadmap: the whole table, and a page for each of the twenty activities."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from applications.queries_calls import open_call
from portal.reference import queries as reference
from portal.reference.languages import language_name
from portal.reference.source_words import in_words
from portal.ui.pages import public_page


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
        },
    )
