"""Answers as they are read: questions with their answers in words, ready for any template.

The same structure feeds check pages, the office, PDFs and the differences between two versions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.reference.languages import page_language
from portal.reference.queries import term_map
from portal.ui.dates import day
from portal.ui.numbers import grouped

from .choices import choices_of
from .completeness import Problem
from .forms.section_form import anchor
from .questions import Field, Rows, Section

TEXT, LONG, NUMBER = "text", "long", "number"


@dataclass(frozen=True)
class Answer:
    """One question and its answer in words; ``text`` is empty when there is none."""

    name: str
    label: str
    text: str
    shape: str = TEXT
    items: tuple[str, ...] = ()
    """What is ticked, one by one, where the question is a list of boxes."""
    own: bool = False
    """Words of the writer's own, in the writer's language; the rest is told in the reader's."""

    @property
    def given(self) -> bool:
        return self.text != ""


@dataclass(frozen=True)
class Row:
    """One row: its name ("Result 2", "2.4 Design regulations …"), its code if it has one, its cells."""

    name: str
    code: str
    cells: tuple[Answer, ...]
    words: str = ""
    """The name without its code, where the code stands beside it."""

    @property
    def given(self) -> tuple[Answer, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell.given)


@dataclass(frozen=True)
class Table:
    """The rows of one kind. ``totals`` stands in the order of the columns, empty where nothing is added up."""

    kind: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    totals: tuple[str, ...] = ()
    as_table: bool = False
    head: str = ""
    """What the names of the rows are, where they follow a list of the reference data."""

    @property
    def codes(self) -> list[str]:
        """The codes of its rows, in order."""
        return [row.code for row in self.rows if row.code]


@dataclass(frozen=True)
class ReadSection:
    """One section as read."""

    section: Section
    answers: tuple[Answer, ...]
    tables: tuple[Table, ...]
    files: tuple[dict[str, Any], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    """(id of the control, words) of what is missing or wrong, where that is told."""
    notes: tuple[Any, ...] = ()
    """Points that are read with it, before its answers."""
    change: str = ""
    """Where it is changed, for who may."""

    @property
    def code(self) -> str:
        return self.section.code

    @property
    def number(self) -> int:
        return self.section.number

    @property
    def title(self) -> str:
        return str(self.section.title)

    @property
    def empty(self) -> bool:
        """Nothing was written here."""
        return not (
            any(answer.given for answer in self.answers) or any(table.rows for table in self.tables) or self.files
        )


class _Words:
    """Names of the questions and words of the closed lists, looked up once a reading."""

    def __init__(self) -> None:
        self._maps: dict[int, dict[str, str]] = {}
        self._labels: dict[int, str] = {}

    def label(self, question: Field) -> str:
        known = self._labels.get(id(question))
        if known is None:
            known = self._labels[id(question)] = str(question.label)
        return known

    def of(self, question: Field, code: str) -> str:
        known = self._maps.get(id(question))
        if known is None:
            known = self._maps[id(question)] = dict(choices_of(question))
        return known.get(code, code)


def read_sections(sections: Iterable[Section], answers: Mapping[str, Mapping[str, Any]]) -> tuple[ReadSection, ...]:
    """Put answers in words, in the present language. No query but the vocabulary's."""
    words = _Words()
    return tuple(_section(section, answers[section.code], words) for section in sections)


def to_check(
    read: Iterable[ReadSection], problems: Sequence[Problem], change: Mapping[str, str]
) -> tuple[ReadSection, ...]:
    """The same for a check page: each section with its problems and, by its code, where it is changed."""
    by_section: dict[str, list[Problem]] = {}
    for problem in problems:
        by_section.setdefault(problem.section, []).append(problem)
    return tuple(
        replace(
            part,
            problems=tuple((anchor(part.section, p), p.message) for p in by_section.get(part.code, ())),
            change=change.get(part.code, ""),
        )
        for part in read
    )


def in_words(question: Field, value: Any, words: "_Words | None" = None) -> str:
    """One answer as a text."""
    if question.type == "checkbox":
        return _("Yes") if value else ""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return day(value)
    if question.type == "year":
        return str(value)
    if question.type == "decimal" and isinstance(value, Decimal):
        return grouped(value.normalize())
    if isinstance(value, int | Decimal):
        return grouped(value)
    if question.type == "checkboxes":
        known = words or _Words()
        return ", ".join(known.of(question, code) for code in str(value).split())
    if question.is_choice:
        return (words or _Words()).of(question, str(value))
    return str(value)


def _answer(question: Field, value: Any, words: _Words) -> Answer:
    shape = (
        LONG if question.type == "textarea" else NUMBER if question.type in {"money", "number", "decimal"} else TEXT
    )
    text = in_words(question, value, words)
    items: tuple[str, ...] = ()
    if question.type == "checkboxes" and value:
        items = tuple(words.of(question, code) for code in str(value).split())
    return Answer(question.name, words.label(question), text, shape, items, question.is_text)


def _section(section: Section, given: Mapping[str, Any], words: _Words) -> ReadSection:
    return ReadSection(
        section=section,
        answers=tuple(_answer(question, given.get(question.name), words) for question in section.fields),
        tables=tuple(_table(rows, given.get(rows.kind) or [], words) for rows in section.rows),
        files=tuple(given.get("attachments") or ()),
    )


def _table(rows: Rows, given: list[dict[str, Any]], words: _Words) -> Table:
    listed = term_map(rows.fixed or rows.picked, page_language()) if rows.listed else {}
    shown = [column for column in rows.columns if column.type != "hidden"]
    read_rows = []
    for index, row in enumerate(given):
        code = str(row.get(rows.key) or "") if rows.key else ""
        if code in listed:
            name = f"{code} {listed[code].text}"
        else:
            name = code or f"{rows.each} {index + 1}"
        cells = tuple(_answer(column, row.get(column.name), words) for column in shown)
        said = str(listed[code].text) if code in listed else ""
        read_rows.append(Row(name, code if rows.picked else "", cells, said))
    return Table(
        kind=rows.kind,
        title=str(rows.title),
        columns=tuple((column.name, str(column.label)) for column in shown),
        rows=tuple(read_rows),
        totals=_totals(rows, given),
        as_table=rows.compact,
        head=_("Activity") if rows.picked else _("Step") if rows.fixed else "",
    )


def _totals(rows: Rows, given: list[dict[str, Any]]) -> tuple[str, ...]:
    """Sums of the columns of money, where a table has any and more than one row."""
    money = [column.name for column in rows.columns if column.type == "money"]
    if not money or len(given) < 2:
        return ()
    return tuple(
        grouped(sum((row.get(column.name) or Decimal(0) for row in given), Decimal(0)))
        if column.name in money
        else ""
        for column in rows.columns
    )
