"""What a reader asks of the knowledge base, read from an address: the same for pages, feeds, data and API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .facets import LEGENDS, NAMES, is_known

LONGEST = 300
MOST_VALUES = 60
PAGES_AT_MOST = 100_000

SORTS: Mapping[str, Any] = {
    "relevance": gettext_lazy("The best match first"),
    "newest": gettext_lazy("The newest first"),
    "confirmed": gettext_lazy("The last confirmed first"),
    "title": gettext_lazy("By title"),
}


class WrongFilters(Exception):
    """An address that asks for what there is not; ``problems`` says for each name what is the matter."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(message for _name, message in problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Asked:
    """Words, codes by facet, order and page (from 1)."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The order meant: relevance for words, else the newest first."""
        if self.sort and not (self.sort == "relevance" and not self.q):
            return self.sort
        return "relevance" if self.q else "newest"

    def __bool__(self) -> bool:
        return bool(self.q or any(self.chosen.values()))

    def address(self, *, page: int | None = None) -> str:
        """The query of an address that asks the same, one form for one meaning; empty for nothing. The first page
        unless another one is named."""
        parts: dict[str, Any] = {"q": self.q} if self.q else {}
        parts |= {name: sorted(self.chosen[name]) for name in NAMES if self.chosen.get(name)}
        if self.sort and self.order != replace(self, sort="").order:
            parts["sort"] = self.sort
        if page and page > 1:
            parts["page"] = page
        return urlencode(parts, doseq=True)

    def without(self, name: str, code: str = "") -> "Asked":
        """The same without one code of a facet, without a whole facet, or without the words (``q``)."""
        if name == "q":
            return replace(self, q="", page=1)
        left = tuple(other for other in self.chosen.get(name, ()) if code and other != code)
        return replace(self, chosen={**self.chosen, name: left}, page=1)


def read(params: QueryDict, language: str, *, more: Sequence[str] = (), strict: bool = False) -> Asked:
    """What the parameters of an address ask. Raises `WrongFilters` with every problem.

    Empty values ask nothing. Names that mean nothing are left aside, unless `strict` (then all but `more` are wrong).
    """
    problems = []
    if strict:
        known = {"q", "sort", "page", *NAMES, *more}
        for name in params:
            if name not in known:
                problems.append(
                    (name[:40], _("“%(name)s” is not a filter. Filters are: %(known)s.")
                     % {"name": name[:40], "known": ", ".join(("q", *NAMES, "sort", "page", *more))})
                )  # fmt: skip
    chosen: dict[str, tuple[str, ...]] = {}
    for name in NAMES:
        values = [value.strip() for value in params.getlist(name)[:MOST_VALUES]]
        values = [value.upper() if name == "country" else value for value in values if value]
        wrong = [value for value in values if not is_known(name, value, language)]
        if wrong:
            problems.append((name, _wrong_value(name, wrong[0])))
        if values:
            chosen[name] = tuple(dict.fromkeys(value for value in values if value not in wrong))
    sort = params.get("sort", "").strip()
    if sort and sort not in SORTS:
        problems.append(
            ("sort", _("“%(value)s” is not an order. Orders are: %(known)s.")
             % {"value": sort[:40], "known": ", ".join(SORTS)})
        )  # fmt: skip
    page = _page(params.get("page", "").strip())
    if page is None:
        problems.append(("page", _("The page is a whole number from 1.")))
    if problems:
        raise WrongFilters(problems)
    return Asked(q=_words(params.get("q", "")), chosen=chosen, sort=sort, page=page or 1)


def _wrong_value(name: str, value: str) -> str:
    words = {"filter": LEGENDS[name], "name": name, "value": value[:40]}
    if name == "year":
        return _("“%(value)s” is not a year of four figures (filter “%(filter)s”, %(name)s=…).") % words
    return _("“%(value)s” is not in the list of the filter “%(filter)s” (%(name)s=…).") % words


def _words(typed: str) -> str:
    """What was typed, without control signs, as far as the search reads it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed[: LONGEST * 2]).split())[:LONGEST]


def _page(text: str) -> int | None:
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        return None
    number = int(text)
    return number if 1 <= number <= PAGES_AT_MOST else None
