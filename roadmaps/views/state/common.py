"""What the pages of the state of play share: what is asked, the filters in words, files to take away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.reference.languages import page_language
from portal.ui.fields import summary
from portal.ui.pages import shelf

from ...state import play
from ...state.asked import Asked, read
from ...state.citing import citation
from ...state.play import PartyRow
from ...state.standing import end_of

T = TypeVar("T")


@dataclass(frozen=True)
class Question:
    """A request of the state of play: what it asks, every Party on that day, those that match."""

    asked: Asked
    day: date
    today: date
    years: Sequence[int]
    everyone: list[PartyRow]
    rows: list[PartyRow]


def question(request: HttpRequest) -> Question:
    """Read a request."""
    today = timezone.now().date()
    possible = play.choices(page_language(), today)
    asked = read(dict(request.GET.lists()), possible)
    rows = play.everyone(asked, page_language(), today)
    day = end_of(asked.year, today) if asked.year else today
    return Question(asked, day, today, possible.years, rows, play.narrowed(rows, asked))


def kept(found: Question, name: str, make: Callable[[], T]) -> T:
    """A part of a page: made once for all who ask for everything, until public content or the day changes."""
    if found.asked.narrows or found.asked.everyone or found.asked.wrong:
        return make()
    return shelf.get(("roadmaps.state", name, page_language(), found.today), make)


def page(request: HttpRequest, template: str, title: str, found: Question, values: dict[str, Any]) -> HttpResponse:
    """A page with its filters; 400, with what was not understood on top, when the address asks the impossible."""
    asked = found.asked
    wrong = play.wrong_words(asked)
    context = {
        "page_title": title,
        "asked": asked,
        "query": asked.query(),
        "facets": kept(found, "facets", lambda: play.facets(found.everyone, asked, page_language())),
        "years": found.years,
        "chosen": play.chosen(asked, page_language()),
        "wrong": summary([("filters", words) for words in wrong], _("Part of the address was not understood"))
        if wrong
        else "",
        "page_errors": bool(wrong),
        "count": len(found.rows),
        "day": found.day,
        "citation": citation(title, request.path + asked.query(), found.day),
        **values,
    }
    return render(request, f"roadmaps/state/{template}", context, status=400 if wrong else 200)


def refused(found: Question) -> HttpResponse:
    """A file that asks the impossible is not made: 400 with the reason in plain text."""
    lines = [*play.wrong_words(found.asked), _("Correct the address and ask again.")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8", status=400)
