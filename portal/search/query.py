"""Reading what a person typed into a search box: pure, without Django.

Words, "exact phrases" and -excluded words; nothing else means anything, so nothing typed can be an
operator of a database. Whatever is typed gives a query, if an empty one.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from .normalise import for_query

LONGEST = 300
MOST_PARTS = 12
_QUOTES = '"“”„«»「」'
_PART = re.compile(rf"(-?)(?:[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|(\S+))")


@dataclass(frozen=True, slots=True)
class Query:
    """Parts as typed, those without anything to search left out; `shortened` when more was typed than is read."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    shortened: bool = False

    def __bool__(self) -> bool:
        """Whether anything is looked for: leaving out is not looking for."""
        return bool(self.words or self.phrases)

    def __str__(self) -> str:
        """The query as a person would type it."""
        quoted = [f'"{phrase}"' for phrase in self.phrases]
        left_out = [f'-"{part}"' if " " in part else f"-{part}" for part in self.excluded]
        return " ".join([*self.words, *quoted, *left_out])

    def with_words(self, words: tuple[str, ...]) -> "Query":
        return replace(self, words=words)


def parse(typed: str) -> Query:
    """The query in `typed`, of which `LONGEST` signs and `MOST_PARTS` parts are read. Never raises."""
    beginning = _beginning(typed.strip())
    text = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in beginning)
    parts = [(minus, quoted or word, bool(quoted)) for minus, quoted, word in _PART.findall(text)]
    parts = [(minus, part.strip(), exact) for minus, part, exact in parts if for_query(part)]
    read = parts[:MOST_PARTS]
    return Query(
        words=tuple(part for minus, part, exact in read if not minus and not exact),
        phrases=tuple(part for minus, part, exact in read if not minus and exact),
        excluded=tuple(part for minus, part, _exact in read if minus),
        shortened=len(typed.strip()) > len(beginning) or len(parts) > MOST_PARTS,
    )


def _beginning(typed: str) -> str:
    """As much as is at most `LONGEST` signs once each is written out: one sign can stand for four words."""
    size = 0
    for at, sign in enumerate(typed[: LONGEST + 1]):
        size += len(unicodedata.normalize("NFKC", sign))
        if size > LONGEST:
            return typed[:at]
    return typed
