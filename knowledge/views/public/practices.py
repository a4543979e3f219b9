"""The search of the knowledge base: words, facets with their counts, orders, pages."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.reference.languages import page_language
from portal.ui.pages import public_page, shelf

from ...asked import SORTS, Asked, WrongFilters, read
from ...facet_list import facet_list
from ...facets import LEGENDS, words_of
from ...listing import beside, rows
from ...results import Result, find, loosened

PER_PAGE = 20


@require_safe
@public_page
def practices_page(request: HttpRequest) -> HttpResponse:
    """What fits the address; a wrong filter is named in a 400, with the way out."""
    language = page_language()
    try:
        asked = read(request.GET, language)
    except WrongFilters as wrong:
        context = {"problems": wrong.problems, "page_errors": True, "asked": Asked()}
        return render(request, "knowledge/public/wrong.html", context, status=400)
    result = find(asked, language)
    page = Paginator(result.ids, PER_PAGE).get_page(asked.page)
    ids = list(page.object_list)
    query = asked.address()
    return render(
        request,
        "knowledge/public/practices.html",
        {
            "asked": asked,
            "count": result.total,
            "rows": _rows(result, ids, page.start_index() - 1 if ids else 0, language),
            "page": page,
            "query": f"{query}&" if query else "",
            "address": query,
            "facets": _facets(asked, result, language),
            "filters": sum(len(codes) for codes in asked.chosen.values()),
            "chosen": chosen(asked, language),
            "sorts": _sorts(asked),
            "instead": str(result.found.searched) if result.found.searched and result.total else "",
            "some": result.found.some and bool(result.total),
            "shortened": result.found.typed.shortened,
            "ways_out": _ways_out(asked, language) if not result.total and asked else [],
        },
    )


def _sorts(asked: Asked) -> list[tuple[str, Any, bool]]:
    """(value, words, whether chosen) of the orders. The one that holds by itself has no value: words typed where the
    newest stand first are answered by the best first."""
    default = replace(asked, sort="").order
    return [
        ("" if code == default else code, words, code == asked.order)
        for code, words in SORTS.items()
        if code != "relevance" or asked.q
    ]


def _rows(result: Result, ids: list[int], after: int, language: str) -> SafeString:
    return rows(result.hits(ids, language, after), beside(ids, language), language)


def _facets(asked: Asked, result: Result, language: str) -> SafeString:
    """Those of the whole collection are the same for everybody."""
    if asked:
        return facet_list(asked.chosen, result.counts, language)
    return shelf.get(("knowledge.facets", language), lambda: facet_list({}, result.counts, language))


def short(name: str, code: str, language: str) -> str:
    """A filter in few words: by its code where its label fills three lines and stands beside its box."""
    if name == "output":
        return _("Output %(number)s") % {"number": code.removeprefix("O")}
    if name == "activity":
        return _("Activity %(code)s") % {"code": code}
    if name == "sdg":
        return _("SDG target %(code)s") % {"code": code}
    if name == "gender":
        return f"{LEGENDS[name]} {code}"
    return words_of(name, code, language)


def chosen(asked: Asked, language: str) -> list[tuple[str, str]]:
    """Each filter in force, in words, with the address that drops it."""
    found = [(_("“%(words)s”") % {"words": asked.q}, asked.without("q").address())] if asked.q else []
    return found + [
        (short(name, code, language), asked.without(name, code).address())
        for name, codes in asked.chosen.items()
        for code in codes
    ]


def _ways_out(asked: Asked, language: str) -> list[dict[str, Any]]:
    """Which filter to drop, and how many there are then."""
    return [
        {
            "words": _("“%(words)s”") % {"words": asked.q} if name == "q" else short(name, code, language),
            "total": total,
            "address": asked.without(name, code).address(),
        }
        for name, code, total in loosened(asked, language)[:4]
    ]
