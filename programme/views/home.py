"""The first page: what the programme is, the open call, the Open Roadmap, the Parties, figures so far."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from applications.queries_calls import figures, open_call
from knowledge.forward import on_home
from portal.ui.pages import public_page, shelf

from ..outputs import outputs
from ..partymap import party_counts, party_map


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Reads the content version, the vocabulary and countries (kept), the call; the rest where it changed."""
    language, today = translation.get_language() or "en", timezone.now().date()
    return render(
        request,
        "programme/home.html",
        {
            "call": open_call(language),
            "sections": shelf.get(("programme.home", language, today), lambda: _sections(language, today)),
            "parties": party_counts(language),
            "figures": figures(),
            "chosen": on_home(language),
        },
    )


def _sections(language: str, today: date) -> SafeString:
    """How to apply, the outputs, the map: made once for each state of public content and day."""
    context = {"outputs": outputs(language), "map": party_map(language, today), "language": language}
    return render_to_string("programme/parts/home_sections.html", context)
