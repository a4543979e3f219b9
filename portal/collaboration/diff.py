"""Differences between two texts, word by word, and between two lists of rows. Pure logic.

Joining the pieces that are kept or taken out gives back the old text exactly; joining those kept or
put in gives back the new one: nothing is normalised away.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

SAME, OUT, IN = "same", "out", "in"

# A word, a run of white space, one other sign. CJK signs stand alone: they are not parted by spaces.
_TOKENS = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]|[^\W぀-ヿ㐀-鿿豈-﫿]+|\s+|[^\w\s]", re.UNICODE)
# Beyond this many words on both sides the quadratic comparison is not worth its time.
_LIMIT = 12_000


@dataclass(frozen=True)
class Piece:
    """A run of text: the same on both sides, taken out, or put in."""

    kind: str
    text: str


@dataclass(frozen=True)
class RowChange:
    """A row on both sides (``old`` and ``new``), or only on one: the other is None then."""

    kind: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    changed: frozenset[str] = field(default_factory=frozenset)


def words(old: str, new: str) -> list[Piece]:
    """The differences of two texts, as pieces in reading order; neighbours never have the same kind."""
    if old == new:
        return [Piece(SAME, old)] if old else []
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(before) + len(after) > _LIMIT:
        return [piece for piece in (Piece(OUT, old), Piece(IN, new)) if piece.text]
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece(OUT, "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece(IN, "".join(after[j1:j2])))
    return pieces


def listed(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """The differences of two lists of things ticked: first what is out, then what stays and what is in, one piece
    each."""
    taken_out = [Piece(OUT, name) for name in old if name not in new]
    return [*taken_out, *(Piece(SAME if name in old else IN, name) for name in new)]


def rows(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> list[RowChange]:
    """The differences of two lists of rows, in the order of the new list with the rows taken out in place.

    Equal rows are matched first; what lies between two matches is paired in order, so a row whose
    wording changed is one change and not one out and one in.
    """

    def key(row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(str(row.get(column) or "") for column in columns)

    before, after = [key(row) for row in old], [key(row) for row in new]
    changes: list[RowChange] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.extend(RowChange(SAME, old[i1 + step], new[j1 + step]) for step in range(i2 - i1))
            continue
        pairs = min(i2 - i1, j2 - j1)
        for step in range(pairs):
            a, b = before[i1 + step], after[j1 + step]
            differing = frozenset(column for column, x, y in zip(columns, a, b, strict=True) if x != y)
            changes.append(RowChange("changed", old[i1 + step], new[j1 + step], differing))
        changes.extend(RowChange(OUT, old[index], None) for index in range(i1 + pairs, i2))
        changes.extend(RowChange(IN, None, new[index]) for index in range(j1 + pairs, j2))
    return changes
