"""One box over everything public."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from portal.reference.languages import page_language
from portal.ui.pages import public_page

from ..finding import TITLES, Everything, everywhere

LONGEST = 300
PER_PAGE = 20


@require_safe
@public_page
def search_page(request: HttpRequest) -> HttpResponse:
    """What each kind of public page has for the words typed; all of one kind, page by page, with ``kind``. The box
    alone without words; a kind that is none is named in a 400."""
    typed = request.GET.get("q", "")[: LONGEST * 2]
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())[:LONGEST]
    kind = request.GET.get("kind", "").strip()
    if kind and kind not in TITLES:
        context: dict[str, Any] = {"kind": kind[:40], "kinds": ", ".join(TITLES), "q": words, "page_errors": True}
        return render(request, "programme/search_wrong.html", context, status=400)
    context = {"q": words}
    if words:
        context |= _found(everywhere(words, page_language()), kind, request.GET.get("page", ""))
    return render(request, "programme/search.html", context)


def _found(all_of_it: Everything, kind: str, page: str) -> dict[str, Any]:
    context: dict[str, Any] = {
        "instead": all_of_it.instead,
        "some": all_of_it.some,
        "shortened": all_of_it.found.typed.shortened,
        "total": all_of_it.count(kind) if kind else all_of_it.total,
    }
    if not kind:
        return context | {"groups": all_of_it.groups()}
    shown = Paginator(range(all_of_it.count(kind)), PER_PAGE).get_page(page)
    start = shown.start_index() - 1 if len(shown) else 0
    return context | {
        "kind": kind,
        "kind_title": TITLES[kind],
        "rows": all_of_it.rows(kind, start, start + PER_PAGE),
        "page": shown,
        "query": urlencode({"q": all_of_it.words, "kind": kind}) + "&",
    }
