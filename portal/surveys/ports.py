"""Questionnaires: the upper apps register theirs in ``AppConfig.ready()``, by the code of its purpose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.accounts.rules import is_secretariat
from portal.collaboration.completeness import Special
from portal.collaboration.questions import Section, Text

from .models import Link

# The typed answers of a section: values of its questions, lists of rows by their kind.
Given = Mapping[str, Any]


def _nothing_more(link: Link, given: Given) -> None:
    return None


def _no_reason(link: Link) -> str:
    return ""


def _from_section(link: Link) -> str:
    return ""


@dataclass(frozen=True)
class Files:
    """Documents that may come with the answers: the words of the control, and who keeps them.

    ``take(link, uploads)`` runs after ``on_answered`` in its transaction; what it raises as ``Refused`` is shown.
    """

    label: Text
    hint: Text
    take: Callable[[Link, Sequence[Any]], None]


@dataclass(frozen=True)
class Questionnaire:
    """One form and its words.

    ``name`` is what the office calls it ("Reference for an expert"). ``heading`` and ``lead`` are those of
    the section unless they depend on the record. ``readers`` says who will read the answers, in a sentence
    shown before the questions. ``thanks`` stands on the page after.
    ``on_answered(link, given)`` runs in the transaction that stores the answers: what it raises as
    `portal.accounts.services.Refused` is shown, and nothing is stored.
    ``may_answer(link)`` gives the reason against answering now, or "". ``special`` is a rule beyond the
    questions. ``may_read(user)`` says who reads the answers in the office.
    """

    purpose: str
    name: Text
    section: Section
    readers: Text
    thanks: Text
    on_answered: Callable[[Link, Given], None] = _nothing_more
    may_answer: Callable[[Link], str] = _no_reason
    heading: Callable[[Link], str] = _from_section
    lead: Callable[[Link], str] = _from_section
    special: Special | None = None
    files: Files | None = None
    may_read: Callable[[Any], bool] = is_secretariat


_known: dict[str, Questionnaire] = {}


def register(questionnaire: Questionnaire) -> None:
    """Add a questionnaire. Raises RuntimeError for a second one of its purpose, ValueError for one with files."""
    if questionnaire.section.files:
        raise ValueError(f"the form {questionnaire.purpose!r} asks for files: a private link takes none")
    if _known.setdefault(questionnaire.purpose, questionnaire) != questionnaire:
        raise RuntimeError(f"the form {questionnaire.purpose!r} is registered twice")


def questionnaire(purpose: str) -> Questionnaire | None:
    """The questionnaire of a purpose; None when its app is absent."""
    return _known.get(purpose)


def questionnaires() -> list[Questionnaire]:
    """All of them, in the order of their purposes."""
    return [_known[purpose] for purpose in sorted(_known)]
