"""Advice on plain language, computed from a text: long sentences, long paragraphs, abbreviations. Pure logic.

Advice, not a rule: an editor decides. The figures follow the usual guides (a sentence of at most 25 words is easy,
one of more than 35 is hard).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .plain import plain

HARD_SENTENCE = 35
LONG_PARAGRAPH = 120
_BLOCK = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t])")
"""Between two paragraphs, or two lines of a list."""
_SENTENCE = re.compile(r"(?<=[.!?؟;])[»”\"’)]*\s+|[。！？\n]")
"""Between two sentences: the point in “1.5” or in an address is none."""
_WORD = re.compile(r"\w{3,8}")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WELL_KNOWN = frozenset({"UNESCO", "USD", "PDF", "ISBN", "COVID", "ONU", "ЮНЕСКО", "ООН"})


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to look at: where (the name of the question), what (a code), and the words concerned."""

    name: str
    code: str
    words: str
    count: int = 0


def advise(texts: Iterable[tuple[str, str]], language: str) -> list[Advice]:
    """What to look at in these (name, Markdown) texts; nothing on word counts where words have no spaces."""
    found: list[Advice] = []
    seen: set[str] = set()
    for name, text in texts:
        if language not in {"zh", "ja", "th"}:
            found += _sentences(name, text)
        words = plain(text)
        for short in _short_forms(words):
            if short not in seen and not _written_out(short, words):
                found.append(Advice(name, "short_form", short))
            seen.add(short)
    return found


def _short_forms(words: str) -> Iterator[str]:
    """Words of capitals alone, in any script that has some; numerals and a text all in capitals are none."""
    if words.isupper():
        return
    for short in _WORD.findall(words):
        if short.isupper() and short.isalpha() and short not in _WELL_KNOWN and not _ROMAN.fullmatch(short):
            yield short


def _written_out(short: str, words: str) -> bool:
    """“collective management organisation (CMO)”, or “CMO (collective management organisation)”."""
    return f"({short})" in words or f"{short} (" in words


def _sentences(name: str, text: str) -> list[Advice]:
    found = []
    for block in _BLOCK.split(text):
        words = len(plain(block).split())
        if words > LONG_PARAGRAPH:
            found.append(Advice(name, "long_paragraph", _beginning(plain(block)), words))
        for sentence in _SENTENCE.split(block):
            count = len(plain(sentence).split())
            if count > HARD_SENTENCE:
                found.append(Advice(name, "long_sentence", _beginning(plain(sentence)), count))
    return found


def _beginning(text: str) -> str:
    return text if len(text) <= 80 else text[:80].rpartition(" ")[0] + " …"
