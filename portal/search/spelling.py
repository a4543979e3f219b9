"""Which known word somebody may have meant: pure, without Django, so the same on both databases."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from .normalise import tokens

SHORTEST = 4
LONGEST_READ = 100_000


class Known(NamedTuple):
    """A folded word, how it is written, and in how many documents it stands."""

    word: str
    shown: str
    documents: int


def words_of(text: str) -> Iterator[tuple[str, str]]:
    """(folded, as written in small letters) of each word that may be proposed, from the first part of a long text."""
    for token in tokens(text[:LONGEST_READ], ""):
        if token.role == "" and len(token.word) >= SHORTEST and token.word.isalpha() and token.text == token.word:
            yield token.word, text[token.start : token.end].lower()


def tolerance(word: str) -> int:
    """How many letters may be wrong: none in a short word, two in a long one."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < 8 else 2


def halves(word: str) -> tuple[str, str]:
    """A beginning and an end of `word`, one of which a single mistake leaves whole."""
    length = (len(word) - 1) // 2
    return word[:length], word[-length:]


def nearest(word: str, known: Iterable[Known]) -> Known | None:
    """The known word with the fewest mistakes, the same first letter before others, then the commonest."""
    found = []
    for candidate in known:
        mistakes = distance(word, candidate.word, tolerance(word))
        if mistakes is not None:
            found.append((mistakes, candidate.word[0] != word[0], -candidate.documents, candidate.word, candidate))
    return min(found)[-1] if found else None


def distance(one: str, other: str, most: int) -> int | None:
    """How many letters to add, drop, replace or swap; None when more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, before, row = before, row, [i]
        for j, facing in enumerate(other, start=1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                steps = min(steps, above[j - 2] + 1)
            row.append(steps)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


def mend(text: str, known: Collection[Known]) -> str | None:
    """The words of a text, each as the nearest known one is written; None when that changes nothing."""
    written = list(words_of(text))
    meant = [(word, shown, nearest(word, known)) for word, shown in written]
    better = [one.shown if one and one.word != word else shown for word, shown, one in meant]
    return " ".join(better) if better != [shown for _word, shown in written] else None
