"""The advice on the plain language of a text, in words: for who writes it and for the editors alike."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .advice import advise
from .models import EntryText
from .sections import story_of
from .sections.story import LONG

MOST = 20


@dataclass(frozen=True, slots=True)
class Said:
    """One point: the name and the label of the answer, what to do, and the words concerned."""

    name: str
    where: str
    what: str
    words: str


def advice_on(text: EntryText, kind: str) -> list[Said]:
    """The first points on a text as it is stored."""
    labels = {question.name: question.label for question in story_of(kind).fields}
    said = {
        "long_sentence": _("A sentence of %(count)s words: make two of it."),
        "long_paragraph": _("A paragraph of %(count)s words: make two of it, or a list."),
        "short_form": _("Write the abbreviation out the first time."),
    }
    found = advise([(name, getattr(text, name)) for name in ("title", "summary", *LONG)], text.language)
    return [
        Said(one.name, str(labels.get(one.name, one.name)), said[one.code] % {"count": one.count}, one.words)
        for one in found[:MOST]
    ]
