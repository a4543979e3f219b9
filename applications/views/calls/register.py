"""The public register of requests."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.reference.languages import page_language
from portal.reference.queries import country_row, country_rows
from portal.ui.pages import public_page

from ...queries_calls import public_calls
from ...queries_register import STAGES, stage_words, those

PER_PAGE = 50


@require_safe
@public_page
def register_page(request: HttpRequest) -> HttpResponse:
    """Fifty requests a page, the latest first, narrowed by country, call and stage; what is unknown is not asked."""
    language = page_language()
    calls = {call.slug: call.title for call in public_calls(language)}
    known = {"call": calls, "state": STAGES, "country": [row.iso3 for row in country_rows(language)]}
    asked = {name: _asked(request, name, codes) for name, codes in known.items()}
    chosen = country_row(asked["country"], language) if asked["country"] else None
    found = those(
        countries=(chosen.id,) if chosen else (),
        calls=tuple(filter(None, (asked["call"],))),
        stages=tuple(filter(None, (asked["state"],))),
    )
    names = {row.id: row for row in country_rows(language)}
    applying = {line.country for line in those()}
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = urlencode({name: code for name, code in asked.items() if code})
    return render(
        request,
        "applications/calls/register.html",
        {
            "rows": [(line, names.get(line.country), calls.get(line.call, line.call)) for line in page],
            "count": len(found),
            "page": page,
            "query": f"{query}&" if query else "",
            "asked": asked,
            "calls": list(calls.items()),
            "states": [(code, stage_words(code)) for code in STAGES],
            "countries": [(row.iso3, row.name) for row in names.values() if row.id in applying],
        },
    )


def _asked(request: HttpRequest, name: str, known: Any) -> str:
    """A code of the list, in the letter case of the list; "" for none and for an unknown one."""
    given = request.GET.get(name, "")
    code = given.upper() if name == "country" else given
    return code if code in known else ""
