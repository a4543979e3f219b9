"""The manuals, as pages for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from portal.ui.pages import public_page

from ..manuals import manual, manuals
from .statements import write_to


@require_safe
@public_page
def listing(request: HttpRequest) -> HttpResponse:
    """Every manual with its tasks."""
    language = translation.get_language() or "en"
    return render(request, "programme/help.html", {"manuals": manuals(language), "write_to": write_to()})


@require_safe
@public_page
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One manual. Http404 for a name that is none."""
    try:
        shown = manual(name, translation.get_language() or "en")
    except KeyError as error:
        raise Http404 from error
    return render(request, "programme/manual.html", {"manual": shown})
