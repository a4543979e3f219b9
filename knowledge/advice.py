"""Advice on plain language, computed from a text: long sentences, long paragraphs, abbreviations. Pure logic.

Advice, not a rule: an editor decides. The figures follow the usual guides (a sentence of at most 25 words is easy,
one of more than 35 is hard).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .plain import plain

HARD_SENTENCE = 35
LONG_PARAGRAPH = 120
_SENTENCE = re.compile(r"[^.!?؟。！？;\n]+")
_SHORT_FORM = re.compile(r"\b[A-ZÀ-Þ]{3,8}\b")
_WELL_KNOWN = frozenset({"UNESCO", "USD", "PDF", "ISBN", "COVID", "ONU"})


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
        for short in _SHORT_FORM.findall(plain(text)):
            if short not in seen and short not in _WELL_KNOWN and f"({short})" not in text:
                found.append(Advice(name, "short_form", short))
            seen.add(short)
    return found


def _sentences(name: str, text: str) -> list[Advice]:
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        words = len(plain(paragraph).split())
        if words > LONG_PARAGRAPH:
            found.append(Advice(name, "long_paragraph", _beginning(plain(paragraph)), words))
        for sentence in _SENTENCE.findall(paragraph):
            count = len(plain(sentence).split())
            if count > HARD_SENTENCE:
                found.append(Advice(name, "long_sentence", _beginning(plain(sentence)), count))
    return found


def _beginning(text: str) -> str:
    return text if len(text) <= 80 else text[:80].rpartition(" ")[0] + " …"
