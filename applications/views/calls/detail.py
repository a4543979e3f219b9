"""One call: what is offered, to whom, how, by which criteria and when."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.ui.pages import public_page, shelf
from portal.ui.prose import to_html

from ...queries_calls import Offer, gates_of, grid, public_call


@require_safe
@public_page
def call_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A published or closed call; a draft is not found."""
    language = get_language() or "en"
    call = public_call(slug, language)
    if call is None:
        raise Http404
    rules = shelf.get(("applications.call", call.pk, language), lambda: _rules_of(call, language))
    return render(request, "applications/calls/detail.html", {"call": call, **rules})


def _rules_of(call: Offer, language: str) -> dict[str, Any]:
    """What stays the same from publication on: the texts as HTML, the conditions, the grid as HTML."""
    return {
        "body": to_html(call.body),
        "how": to_html(call.how_to_apply),
        "gates": gates_of(call.pk),
        "grid": render_to_string("applications/calls/grid.html", {"criteria": grid(call.pk, language)}),
    }
