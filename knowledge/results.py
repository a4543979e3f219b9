"""What is found for what was asked: ids in order, and how many each choice would show."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.search import index, kept
from portal.search.index import Found, Hit

from .asked import Asked
from .facets import NAMES
from .keys import KIND
from .orders import in_order


@dataclass(frozen=True)
class Result:
    """All ids in order; facet → code → how many it would show with the rest as it is."""

    asked: Asked
    ids: list[int]
    counts: Mapping[str, Mapping[str, int]]
    found: Found

    @property
    def total(self) -> int:
        return len(self.ids)

    def page(self, size: int) -> list[int]:
        """The ids of the page asked for; empty after the last."""
        start = (self.asked.page - 1) * size
        return self.ids[start : start + size]

    def hits(self, ids: list[int], reader: str, after: int = 0) -> list[Hit]:
        """These entries with title and extract, the hits marked: one query."""
        return index.hits(self.found, [(KIND, pk) for pk in ids], reader=reader, after=after)


def find(asked: Asked, language: str) -> Result:
    """Everything that fits, for a reader of this language: one or two queries while nothing has changed."""
    facets = kept.facets(KIND)
    found = index.find(asked.q, kinds=[KIND])
    chosen = {name: asked.chosen[name] for name in NAMES if asked.chosen.get(name)}
    among = facets.bits(found.ids) if asked.q else None
    counted = facets.count(among=among, chosen=chosen)
    if asked.q and asked.order == "relevance":
        ordered = found.ids
    else:
        ordered = in_order(asked.order, language)
    return Result(asked, list(facets.within(ordered, counted.bits)), counted.counts, found)


def loosened(asked: Asked, language: str) -> list[tuple[str, str, int]]:
    """For an empty result: each filter with how many entries there are without it, those that help alone.

    (facet, code, total), the most helpful first; ("q", "", total) for the words.
    """
    ways = [(name, code) for name, codes in asked.chosen.items() for code in codes]
    if asked.q and any(asked.chosen.values()):
        ways.append(("q", ""))
    counted = [(name, code, find(asked.without(name, code), language).total) for name, code in ways[:8]]
    return sorted((way for way in counted if way[2]), key=lambda way: -way[2])
