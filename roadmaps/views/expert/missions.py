"""My missions: offers, missions, and how often one was considered, in figures only."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.reference.languages import page_language
from portal.reference.queries import country_names

from ...selection import queries
from ...selection.waiting import expert_of


@never_cache
@login_required
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The expert's own; 404 for who is no expert."""
    expert = expert_of(request.user)
    if expert is None:
        raise Http404
    names = country_names(page_language())
    considered, reasons = queries.considered_in_aggregate(expert)
    return render(
        request,
        "roadmaps/expert/missions.html",
        {
            "missions": [
                {"one": row, "party": names.get(row.country_id or 0, "")}
                for row in queries.missions_of_expert(expert)
            ],
            "offers": [
                {"one": row, "party": names.get(row.country_id, "")} for row in queries.offers_of_expert(expert)
            ],
            "considered": considered,
            "reasons": reasons,
        },
    )
