"""The words that were found, marked in the original text: pure, without Django.

The answer is pieces of plain text, some of which are hits; a template escapes each and marks the hits,
so nothing in a text can become markup.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from .normalise import Token, tokens_of

LONGEST_READ = 50_000
_MOST_SEEN = 20_000  # different pieces of text of which one search remembers whether they have a hit
_PIECE = re.compile(r"\S+")
_SLACK = 20  # how far a cut may move to fall between two words


class Piece(NamedTuple):
    text: str
    is_hit: bool


def mark(text: str, language: str, wanted: Collection[str]) -> list[Piece]:
    """All of `text` in pieces; together they are `text` again."""
    return _pieces(text, _hits(text, language, wanted), 0, len(text))


def extract(text: str, language: str, wanted: Collection[str], length: int = 240) -> list[Piece]:
    """The part of `text` with the most different hits, about `length` signs; its beginning when there is none.

    "…" stands where something was cut off.
    """
    text = text[:LONGEST_READ]
    hits = list(_hits(text, language, wanted))
    start, end = _window(text, hits, length)
    pieces = _pieces(text, iter(hits), start, end)
    if start > 0:
        pieces.insert(0, Piece("… ", False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return pieces


def _hits(text: str, language: str, wanted: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """From where to where a wanted token stands, and which."""
    found = _finder(language, frozenset(wanted)).among(set(text.split()))
    if found:
        for piece in _PIECE.finditer(text):
            for token in found.get(piece.group(), ()):
                yield token.start + piece.start(), token.end + piece.start(), token.text


class _Finder:
    """Knows which pieces of text, of those without a space, have a wanted token: most words of a page of results
    stand in several of its texts, and need be looked at once."""

    def __init__(self, language: str, wanted: frozenset[str]) -> None:
        self._language = language
        self._whole = {token for token in wanted if not token.endswith("*")}
        self._beginnings = tuple(token[:-1] for token in wanted if token.endswith("*"))
        self._seen: set[str] = set()
        self._found: dict[str, list[Token]] = {}

    def among(self, pieces: set[str]) -> dict[str, list[Token]]:
        """Those of the pieces that have one, with the tokens wanted."""
        for piece in pieces - self._seen:
            found = [token for token in tokens_of(piece, self._language) if self._is_wanted(token.text)]
            if found:
                self._found[piece] = found
        if len(self._seen) > _MOST_SEEN:
            self._seen = set()
        self._seen |= pieces
        return {piece: self._found[piece] for piece in pieces & self._found.keys()}

    def _is_wanted(self, text: str) -> bool:
        return text in self._whole or bool(self._beginnings and text.startswith(self._beginnings))


_finder = lru_cache(64)(_Finder)


def _window(text: str, hits: list[tuple[int, int, str]], length: int) -> tuple[int, int]:
    """The stretch of about `length` signs in which most different tokens stand, the first of several."""
    if len(text) <= length:
        return 0, len(text)
    best, best_start = 0, 0
    for place, (start, _end, _token) in enumerate(hits):
        inside = {token for at, end, token in hits[place : place + 30] if end <= start + length * 3 // 4}
        if len(inside) > best:
            best, best_start = len(inside), start
    start = max(0, min(best_start - length // 4, len(text) - length))
    end = min(len(text), start + length)
    return _between_words(text, start, 1) if start else 0, _between_words(text, end, -1)


def _between_words(text: str, at: int, step: int) -> int:
    """The nearest place between two words, going inwards; `at` itself where words have no spaces."""
    for place in range(at, at + step * _SLACK, step):
        if not 0 < place < len(text):
            break
        if text[place - 1].isspace() != text[place].isspace():
            return place + (1 if text[place].isspace() and step > 0 else 0)
    return at


def _pieces(text: str, hits: Iterator[tuple[int, int, str]], start: int, end: int) -> list[Piece]:
    """`text[start:end]`; hits that overlap or touch are one."""
    pieces: list[Piece] = []
    at = start
    for first, last in _merged(hits):
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            pieces.append(Piece(text[at:first], False))
        pieces.append(Piece(text[first:last], True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end], False))
    return pieces


def _merged(hits: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for start, end, _token in sorted(hits):
        if start <= last:
            last = max(last, end)
            continue
        if last > 0:
            yield first, last
        first, last = start, end
    if last > 0:
        yield first, last
