"""The public list of experts with its filters."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.ui.numbers import grouped
from portal.ui.pages import public_page, shelf

from ...filters_public import LEGENDS, RosterFilter
from ...queries_public import open_calls
from ...roster import FACETS, choices, roster, words_of

PER_PAGE = 25
NOTHING: dict[str, Any] = {"q": "", **{name: [] for name in FACETS}}


@require_safe
@public_page
def roster_page(request: HttpRequest) -> HttpResponse:
    """Everybody who consents to be listed, or those that match, twenty-five a page."""
    language = get_language() or "en"
    asked, counted = NOTHING, None
    if any(name in request.GET for name in NOTHING):
        form = RosterFilter(request.GET, queryset=None, reader=language)
        asked = form.asked()
        counted = form.counted()
    people = roster(language)
    if counted is None:  # the whole list: its counts and its facets are the same for everybody
        counted = shelf.get(("expertise.roster.whole", language), lambda: people.find({}))
        facets = shelf.get(("expertise.roster.facets", language), lambda: _facets(NOTHING, counted.counts, language))
    else:
        facets = _facets(asked, counted.counts, language)
    page = Paginator(counted.rows, PER_PAGE).get_page(request.GET.get("page"))
    query = _query(asked)
    return render(
        request,
        "expertise/public/roster.html",
        {
            "rows": people.rows(page.object_list),
            "page": page,
            "count": len(counted.rows),
            "q": asked["q"],
            "facets": facets,
            "chosen": _chosen(asked, language),
            "query": f"{query}&" if query else "",
            "calls": open_calls(language),
        },
    )


def _facets(asked: dict[str, Any], counts: Any, language: str) -> SafeString:
    """Every facet with its choices: sixty of them, joined here because a template takes three times as long."""
    parts = []
    for name, offered in choices(language).items():
        numbers, chosen = counts[name], asked[name]
        labels = shelf.get(("expertise.roster.labels", name, language), lambda: _labels(name, offered))  # noqa: B023
        items = "".join(
            _choice(before, after, numbers.get(code, 0), code in chosen) for code, before, after in labels
        )
        if items:
            opened = " open" if chosen else ""
            legend = conditional_escape(LEGENDS[name])
            fields = f"<fieldset><legend>{legend}</legend>{items}</fieldset>"
            # Twenty labels in full are long: they stand folded, and open when one is chosen.
            if name == "activity":
                inner = f'<fieldset aria-label="{legend}">{items}</fieldset>'
                fields = f"<details{opened}><summary>{legend}</summary>{inner}</details>"
            parts.append(fields)
    return mark_safe("\n".join(parts))  # words escaped here and in _labels


def _labels(name: str, offered: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Code, and the HTML of its choice before and after the attributes that change."""
    return [
        (
            code,
            f'<label><input type="checkbox" name="{name}" value="{conditional_escape(code)}"',
            f'> <span>{conditional_escape(words)}</span> <span class="count">',
        )
        for code, words in offered
    ]


def _choice(before: str, after: str, number: int, chosen: bool) -> str:
    state = " checked" if chosen else "" if number else " disabled"
    return f"{before}{state}{after}{grouped(number)}</span></label>"


def _chosen(asked: dict[str, Any], language: str) -> list[tuple[str, str]]:
    """Each filter in force, in words, with the address that drops it."""
    found = [(_("“%(words)s”") % {"words": asked["q"]}, _query({**asked, "q": ""}))] if asked["q"] else []
    for name in FACETS:
        for code in asked[name]:
            rest = {**asked, name: [other for other in asked[name] if other != code]}
            # An activity by its code: its label fills three lines, and stands beside its box.
            words = _("Activity %(code)s") % {"code": code} if name == "activity" else words_of(name, code, language)
            found.append((words, _query(rest)))
    return found


def _query(asked: dict[str, Any]) -> str:
    """The filters as an address, one form for one meaning; empty without any."""
    return urlencode({name: value for name, value in asked.items() if value}, doseq=True)
