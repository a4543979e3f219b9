"""What changed between two versions of the same sections, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import diff
from .diff import Piece
from .reading import Answer, ReadSection, Table

# Beside the cells of a row, under names no column has.
_CODE, _ROW = " code", " row"


@dataclass(frozen=True)
class ChangedAnswer:
    """One question whose answer changed, as pieces of text."""

    label: str
    pieces: list[Piece]
    apart: bool = False
    """Each piece is a thing of its own, not a run of the text."""


@dataclass(frozen=True)
class ChangedRow:
    """One row that came, went or changed: ``kind`` is in, out or changed."""

    kind: str
    name: str
    answers: list[ChangedAnswer]


@dataclass(frozen=True)
class ChangedSection:
    """A section with what changed in it."""

    number: int
    title: str
    answers: list[ChangedAnswer]
    rows: list[tuple[str, list[ChangedRow]]]
    files_out: list[str]
    files_in: list[str]
    language: str = ""
    """The language of the answers, where it may be another one than the reader's."""


def compare(old: Iterable[ReadSection], new: Iterable[ReadSection]) -> list[ChangedSection]:
    """The sections that differ, in order. Pure: reads nothing."""
    changed = [_section(before, after) for before, after in zip(old, new, strict=True)]
    return [row for row in changed if row.answers or row.rows or row.files_in or row.files_out]


def _section(before: ReadSection, after: ReadSection) -> ChangedSection:
    old_files = {file["code"]: file["title"] for file in before.files}
    new_files = {file["code"]: file["title"] for file in after.files}
    rows = [(table.title, _rows(earlier, table)) for earlier, table in zip(before.tables, after.tables, strict=True)]
    return ChangedSection(
        number=after.number,
        title=after.title,
        answers=_answers(before.answers, after.answers),
        rows=[(title, changes) for title, changes in rows if changes],
        files_out=[title for code, title in old_files.items() if code not in new_files],
        files_in=[title for code, title in new_files.items() if code not in old_files],
    )


def _answers(before: tuple[Answer, ...], after: tuple[Answer, ...]) -> list[ChangedAnswer]:
    return [_changed(a, b) for a, b in zip(before, after, strict=True) if a.text != b.text]


def _changed(before: Answer, after: Answer) -> ChangedAnswer:
    if before.items or after.items:
        return ChangedAnswer(after.label, diff.listed(before.items, after.items), apart=True)
    return ChangedAnswer(after.label, diff.words(before.text, after.text))


def _rows(before: Table, after: Table) -> list[ChangedRow]:
    columns = [name for name, _label in after.columns]

    def plain(table: Table) -> list[dict[str, Any]]:
        return [{**{cell.name: cell.text for cell in row.cells}, _CODE: row.code, _ROW: row} for row in table.rows]

    found = []
    for change in diff.rows(plain(before), plain(after), [_CODE, *columns]):
        if change.kind == diff.SAME:
            continue
        old_cells = change.old[_ROW].cells if change.old else ()
        new_cells = change.new[_ROW].cells if change.new else ()
        shown = (change.new or change.old or {})[_ROW]
        if old_cells and new_cells:
            answers = _answers(old_cells, new_cells)
        else:
            kind = diff.IN if new_cells else diff.OUT
            answers = [
                ChangedAnswer(cell.label, [Piece(kind, cell.text)]) for cell in (new_cells or old_cells) if cell.given
            ]
        found.append(ChangedRow(change.kind, shown.name, answers))
    return found
