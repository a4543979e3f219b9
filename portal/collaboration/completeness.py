"""What is missing or wrong in the answers of a record. Pure logic: plain answers in, problems out.

Nothing here is asked while people write; it is asked when they send, and told section by section
meanwhile: what is typed is saved. Words are made by ``say`` (see ``checking``); what only one kind of
record asks is a `Special` of a section, given by its app.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .parsing import cell_key, years_of
from .questions import Field, Rows, Section

MISSING, WRONG = "missing", "wrong"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

# One section's answers by the names of its questions and kinds of rows.
SectionAnswers = Mapping[str, Any]
Answers = Mapping[str, SectionAnswers]
Unparsed = Mapping[str, Mapping[str, str]]
# (code of the message, its values) -> words
Say = Callable[[str, Mapping[str, Any]], str]


@dataclass(frozen=True)
class Problem:
    """One answer to give or to change. ``row`` is a place in the rows of a kind, or a code of its list."""

    section: str
    field: str
    message: str
    kind: str = MISSING
    rows: str = ""
    row: int | str | None = None

    @property
    def anchor(self) -> str:
        """The id of the control on the section's page."""
        if isinstance(self.row, str):
            return f"id_{self.field}-{self.row}"
        if self.row is not None:
            return f"id_{self.rows}-{self.row}-{self.field}"
        return self.rows or f"id_{self.field}"


# A rule of one section beyond its questions: (its answers, say) -> problems.
Special = Callable[[SectionAnswers, Say], list[Problem]]


def problems(
    sections: Sequence[Section], answers: Answers, unparsed: Unparsed, say: Say, specials: Mapping[str, Special]
) -> list[Problem]:
    """Every problem of a record, in the order of its sections. ``specials`` are by code of the section."""
    return [
        problem
        for section in sections
        for problem in of_section(
            section, answers.get(section.code, {}), unparsed.get(section.code, {}), say, specials.get(section.code)
        )
    ]


def of_section(
    section: Section,
    given: SectionAnswers,
    unparsed: Mapping[str, str],
    say: Say,
    special: Special | None = None,
) -> list[Problem]:
    """The problems of one section."""
    found: list[Problem] = []
    for question in section.fields:
        found += _of_value(section, question, given.get(question.name), unparsed.get(question.name), say)
    for rows in section.rows:
        found += _of_rows(section, rows, given.get(rows.kind) or [], unparsed, say)
    return found + (special(given, say) if special is not None else [])


def is_begun(section: Section, given: SectionAnswers, unparsed: Mapping[str, str]) -> bool:
    """Whether a person has written anything in a section."""
    preset = {question.name for question in section.fields if question.preset}
    return bool(unparsed) or any(_stands(value) for name, value in given.items() if name not in preset)


def _stands(value: Any) -> bool:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return bool(value)
    return not _is_empty(value)


def _is_empty(value: Any) -> bool:
    """No answer. Zero is one: a line of the budget may ask for nothing."""
    return value is None or value is False or value == ""


def _of_value(section: Section, question: Field, value: Any, raw: str | None, say: Say) -> list[Problem]:
    message, kind = value_problem(question, value, raw, say)
    return [Problem(section.code, question.name, message, kind)] if message else []


def value_problem(question: Field, value: Any, raw: str | None, say: Say) -> tuple[str, str]:
    """(message, kind) for one answer; ("", "") when it is in order."""
    low, high = years_of(question) if question.type == "year" else (question.minimum, question.maximum)
    about = {"label": question.label, "low": low, "high": high, "limit": question.max_length}
    if raw is not None:
        return say(f"unfit_{question.type}", about), WRONG
    if _is_empty(value):
        return (str(question.ask), MISSING) if question.required else ("", "")
    if question.is_text and question.max_length and len(value) > question.max_length:
        return say("too_long", {**about, "count": len(value)}), WRONG
    if question.type == "email" and not _EMAIL.fullmatch(value):
        return say("unfit_email", about), WRONG
    return "", ""


def _of_rows(
    section: Section, rows: Rows, given: Sequence[Mapping[str, Any]], unparsed: Mapping[str, str], say: Say
) -> list[Problem]:
    found: list[Problem] = []
    if len(given) < rows.at_least:
        found.append(Problem(section.code, "", str(rows.ask), MISSING, rows.kind))
    for index, row in enumerate(given):
        place: int | str = row[rows.key] if rows.picked else index
        name = row[rows.key] if rows.key else index + 1
        for column in rows.columns:
            raw = unparsed.get(cell_key(rows.kind, place, column.name))
            message, kind = value_problem(column, row.get(column.name), raw, say)
            if message:
                words = say("in_row", {"each": rows.each, "name": name, "message": message})
                found.append(Problem(section.code, column.name, words, kind, rows.kind, place))
    return found


@dataclass(frozen=True)
class SectionState:
    """How far a section is: not begun, begun with answers missing, with answers to change, or complete."""

    section: Section
    begun: bool
    missing: int
    wrong: int

    @property
    def complete(self) -> bool:
        return not self.missing and not self.wrong

    @property
    def stitch(self) -> str:
        """Its sign: full, bad, half or hollow."""
        if self.complete:
            return "full"
        if self.wrong:
            return "bad"
        return "half" if self.begun else "hollow"


def states(
    sections: Sequence[Section], answers: Answers, unparsed: Unparsed, found: Sequence[Problem]
) -> list[SectionState]:
    """The state of each section, from the problems already found."""
    result = []
    for section in sections:
        own = [problem for problem in found if problem.section == section.code]
        result.append(
            SectionState(
                section=section,
                begun=is_begun(section, answers.get(section.code, {}), unparsed.get(section.code, {})),
                missing=sum(problem.kind == MISSING for problem in own),
                wrong=sum(problem.kind == WRONG for problem in own),
            )
        )
    return result
