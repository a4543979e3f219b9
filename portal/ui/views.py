"""`/`, the pages of errors, and the style guide."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from . import styleguide as guide


def root(request: HttpRequest) -> HttpResponse:
    """To the reader's language, by what the browser asks for. Depends on the reader, so nobody may keep it."""
    asked = translation.get_language_from_request(request)
    code = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    response = HttpResponseRedirect(f"/{code}/")
    response["Cache-Control"] = "no-store"
    return response


def _error(request: HttpRequest, template: str, status: int) -> HttpResponse:
    response = render(request, template, status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _error(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _error(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; the same for what is not there and for what this person may not see."""
    return _error(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without the request, so that what broke the page cannot break this one too."""
    return HttpResponse(render_to_string("500.html"), status=500, headers={"Cache-Control": "no-store"})


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part of the look in each of its states, while debugging only."""
    if not settings.DEBUG:
        raise Http404
    context: dict[str, Any] = guide.context(request)
    return render(request, "styleguide.html", context)
