"""What saved searches ask today, and which entries are new in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import QueryDict

from portal.search import index, kept

from .asked import Asked, WrongFilters, read
from .facets import NAMES
from .keys import KIND
from .models import Entry, SavedSearch
from .results import find


@dataclass(frozen=True, slots=True)
class Asks:
    """A saved search as it can be asked now: without the filters that are gone, each named in ``problems``."""

    search: SavedSearch
    asked: Asked
    problems: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The query of the page that shows it, the newest first."""
        return replace(self.asked, sort="newest").address()


def asks(search: SavedSearch, language: str) -> Asks:
    """What it asks, for a page in this language."""
    params = QueryDict(search.query, mutable=True)
    try:
        return Asks(search, read(params, language))
    except WrongFilters as wrong:
        for name, _message in wrong.problems:
            params.pop(name, None)
        return Asks(search, read(params, language), tuple(message for _name, message in wrong.problems))


def kept_query(asked: Asked, language: str) -> str:
    """The query to keep for what is asked: without order and page, and with the words that were meant, since what is
    new is looked for as it is written."""
    found = find(asked, language)
    words = str(found.found.searched) if found.found.searched and not found.found.some and found.total else asked.q
    return replace(asked, q=words, sort="", page=1).address()


def new_in(searches: Sequence[Asks], since: Sequence[datetime], until: datetime | None = None) -> list[list[int]]:
    """For each search the entries published after its day (and not after `until`), the newest first.

    A search of which a filter is gone has none. As many queries for fifty searches as for one.
    """
    if not searches:
        return []
    rows = Entry.objects.public().filter(published_at__gt=min(since)).order_by("-published_at", "-pk")
    if until is not None:
        rows = rows.filter(published_at__lte=until)
    published = dict(rows.values_list("pk", "published_at"))
    if not published:
        return [[] for _search in searches]
    with_words = index.among([one.asked.q for one in searches], kind=KIND, records=list(published))
    facets = kept.facets(KIND)
    found = []
    for one, day, among in zip(searches, since, with_words, strict=True):
        chosen = {name: one.asked.chosen[name] for name in NAMES if one.asked.chosen.get(name)}
        bits = facets.count(among=facets.bits(among) if one.asked.q else None, chosen=chosen).bits
        fitting = facets.within(published, bits)
        found.append([] if one.problems else [pk for pk in fitting if published[pk] > day])
    return found
