"""Short lists that a process keeps whole, searched by the rules of the index: pure, without Django.

For rows that need not lie in the index: few ones that are read anyway, or such as must be gone at once when
somebody takes a consent back. The beginning of a word is enough here, since these are mostly names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .expression import Node, matches
from .normalise import fold, for_document
from .query import Query
from .spelling import Known, mend, words_of

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: ``title`` and ``text`` in the language of the list, ``names`` further words for it in any language;
    ``about`` is what the caller needs to show it."""

    about: Any
    title: str
    names: str = ""
    text: str = ""


class Listing:
    """The rows of one list in one language, ready to be searched."""

    def __init__(self, rows: Iterable[Listed], language: str) -> None:
        self.language = language
        self._rows = [(row, _fields(row, language), f" {fold(f'{row.title} {row.names}')}") for row in rows]
        names = {pair for row, _fields, _names in self._rows for pair in words_of(f"{row.title} {row.names}")}
        self.known = [Known(word, shown, 1) for word, shown in sorted(names)]

    def find(self, query: Query, node: Node) -> list[Listed]:
        """The rows that answer the tree, those first that do so by their title, then by other names; then those that
        have the beginning of each word."""
        ranked = [(rank, row) for row, fields, names in self._rows if (rank := _rank(query, node, fields, names)) < 4]
        return [row for _rank, row in sorted(ranked, key=lambda pair: pair[0])]


def mended(query: Query, lists: Iterable[Listing]) -> Query | None:
    """The query with the nearest word of the lists in place of each that is none of them; None when none is near."""
    known = [one for listing in lists for one in listing.known]
    better = [mend(word, known) for word in query.words]
    if not any(better):
        return None
    return query.with_words(tuple(new or word for new, word in zip(better, query.words, strict=True)))


def _fields(row: Listed, language: str) -> tuple[str, str, str]:
    return for_document(row.title, language), for_document(row.names, ""), for_document(row.text, language)


def _rank(query: Query, node: Node, fields: tuple[str, ...], names: str) -> int:
    for number in range(len(fields)):
        if matches(node, fields[: number + 1]):
            return number
    beginnings = [] if query.phrases or query.excluded else fold(" ".join(query.words)).split()
    begins = all(len(part) >= SHORTEST and f" {part}" in names for part in beginnings)
    return 3 if beginnings and begins else 4
