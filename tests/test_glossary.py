"""The catalogues use the words of docs/glossary.md."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| (?P<en>[^|]+) \| (?P<fr>[^|]+) \|")


def terms() -> list[tuple[str, str]]:
    """(English, French) rows of the glossary's table."""
    rows = [ROW.match(line) for line in (ROOT / "docs/glossary.md").read_text().splitlines()]
    return [(m["en"].strip(), m["fr"].strip()) for m in rows if m and m["en"] not in {"English", "---"}]


def catalogue():
    with (ROOT / "locale/fr/LC_MESSAGES/django.po").open("rb") as source:
        return [m for m in read_po(source, locale="fr") if m.id]


def folded(text: str) -> str:
    return text.casefold().replace("’", "'").replace("\u00a0", " ")


def stems(french: str) -> re.Pattern[str]:
    """The French term with free endings: plural and gender agree with the sentence."""
    words = [re.escape(word.rstrip("es")) + r"\w*" for word in folded(french).split()]
    return re.compile(r"\s+(?:\w+\s+)?".join(words))


# Terms so common in other senses that a string may use them otherwise.
CHECKED = ("open roadmap", "expert facility", "focal point", "secretariat", "technical assistance",
           "conference of parties", "reserve list", "work plan", "developing country")  # fmt: skip


@pytest.mark.parametrize("english", CHECKED)
def test_the_french_catalogue_uses_the_word_of_the_glossary(english):
    french = {en.casefold(): fr for en, fr in terms()}[english]
    pattern, seen, wrong = stems(french), 0, []
    for message in catalogue():
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        if re.search(rf"\b{english}\b", ids[0], re.IGNORECASE):
            seen += 1
            if not pattern.search(folded(strings[0])):
                wrong.append((ids[0], strings[0]))
    assert not wrong


def test_the_glossary_has_every_term_that_is_checked():
    assert set(CHECKED) <= {english.casefold() for english, _french in terms()}
