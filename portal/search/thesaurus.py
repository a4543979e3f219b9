"""Expressions of the field that stand for one another: pure, without Django."""

from collections.abc import Iterable, Sequence

from .normalise import ANY_LANGUAGE, for_query

Row = tuple[str, ...]


class Thesaurus:
    """Groups of expressions, known by the ways each may be written in the index."""

    def __init__(self, groups: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        """`groups`: the language of a group ("" for several) and its expressions."""
        self._groups: list[list[Row]] = []
        self._by_row: dict[Row, list[int]] = {}
        self.longest = 1
        for language, expressions in groups:
            languages = (language,) if language else ANY_LANGUAGE
            rows = list(dict.fromkeys(row for text in expressions for row in for_query(text, languages)))
            for row in rows:
                self._by_row.setdefault(row, []).append(len(self._groups))
            self._groups.append(rows)
            self.longest = max([self.longest, *(len(text.split()) for text in expressions)])

    def synonyms(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of every group one of `rows` belongs to; none when no group has it."""
        groups = dict.fromkeys(number for row in rows for number in self._by_row.get(row, ()))
        return [row for number in groups for row in self._groups[number]]
