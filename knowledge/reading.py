"""What a version says, to be read whole by who is to judge it: the editors, the Party it tells of."""

from dataclasses import dataclass
from typing import Any

from portal.ui.prose import to_html

from .models import Entry, EntryText, Version
from .sections import story_of
from .sections.story import LONG
from .shown import LANGUAGE_NAMES, direction
from .store import TEXTS


@dataclass(frozen=True)
class ReadText:
    """The words in one language: (question, answer as HTML or text) of what is answered, and the figures."""

    text: EntryText
    name: str
    direction: str
    parts: list[tuple[Any, Any]]
    figures: list[dict[str, Any]]


def read_texts(entry: Entry, version: Version) -> list[ReadText]:
    """The words of a version in each of its languages, the original first."""
    texts = sorted(version.texts.all(), key=lambda text: (text.state != EntryText.State.ORIGINAL, text.language))
    return [_read(entry, text) for text in texts]


def _read(entry: Entry, text: EntryText) -> ReadText:
    section = story_of(entry.kind)
    given = TEXTS.read_section(text, section)
    return ReadText(
        text=text,
        name=LANGUAGE_NAMES.get(text.language, text.language),
        direction=direction(text.language),
        parts=[
            (question.label, to_html(given[question.name]) if question.name in LONG else given[question.name])
            for question in section.fields
            if given[question.name]
        ],
        figures=given["figures"],
    )
