"""The first page: what the programme is, the open call, the Open Roadmap, the Parties, figures so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from applications.queries_calls import figures, open_call
from knowledge.forward import on_home
from portal.reference import queries as reference
from portal.ui.pages import public_page

from ..outputs import outputs
from ..partymap import party_map


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Reads the content version, the vocabulary and countries (kept), the call, the figures."""
    language = translation.get_language() or "en"
    return render(
        request,
        "programme/home.html",
        {
            "call": open_call(language),
            "sections": reference.derived("home_sections", language, lambda: _sections(language)),
            "map": party_map(language),
            "figures": figures(),
            "chosen": on_home(language),
        },
    )


def _sections(language: str) -> SafeString:
    """How to apply, the outputs, the map: they change with the reference data only."""
    context = {"outputs": outputs(language), "map": party_map(language), "language": language}
    return render_to_string("programme/parts/home_sections.html", context)
