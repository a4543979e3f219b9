"""The first page: what the programme is, the open call, the Open Roadmap, the Parties, figures so far."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.queries_calls import figures, open_call
from knowledge.forward import on_home
from portal.documents.serving import csv_file
from portal.documents.spreadsheets import Column
from portal.ui.pages import public_page, shelf
from roadmaps.state.citing import citation

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
            "citation": citation(_("The programme in figures"), request.path, today),
        },
    )


@require_safe
@public_page
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The figures of the first page as a file."""
    language, today = translation.get_language() or "en", timezone.now().date()
    parties, calls = party_counts(language), figures()
    lines = [
        ("Parties to the Convention", parties.parties),
        ("developing countries among them", parties.developing),
        ("least developed countries among those", parties.ldc),
        ("small island developing States among those", parties.sids),
        ("applications submitted", calls["applications"]),
        ("countries that submitted one", calls["countries_applying"]),
        ("selected", calls["selected"]),
        ("places", calls["places_total"]),
    ]
    columns = [Column("figure"), Column("value", "number"), Column("on", "date")]
    return csv_file("figures", columns, ((figure, number, today) for figure, number in lines))


def _sections(language: str, today: date) -> SafeString:
    """How to apply, the outputs, the map: made once for each state of public content and day."""
    context = {"outputs": outputs(language), "map": party_map(language, today), "language": language}
    return render_to_string("programme/parts/home_sections.html", context)
