"""A spreadsheet of measures read and set beside the edition being written. Nothing is stored here."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.collaboration import completeness
from portal.collaboration.choices import codes_of
from portal.collaboration.completeness import WRONG
from portal.collaboration.forms.raw import as_text
from portal.collaboration.parsing import Parsed, parse_section
from portal.collaboration.questions import Field, Rows
from portal.collaboration.reading import in_words
from portal.documents.spreadsheets import cell_text
from portal.reference.queries import term_map

from ..sections import MEASURE
from . import measure_rules
from .checking import say
from .sheet import INDICATOR, NAMES
from .whole import Planned, Whole

NEW, CHANGED, SAME, WRONG_ROW, UNKNOWN = "new", "changed", "same", "wrong", "unknown"
_YES = {"1", "yes", "oui", "true", "vrai", "x"}


@dataclass
class Line:
    """One measure of the sheet: where it stands in it, what becomes of it, and why."""

    number: int
    activity: str
    title: str
    key: str
    kind: str = SAME
    errors: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    """(question, as it is, as it would be)."""
    parsed: Parsed | None = None
    planned: Planned | None = None
    moves_from: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Differences:
    """The whole sheet beside the edition."""

    lines: list[Line]
    activities: list[str]
    """Activities the edition does not have yet."""

    def of(self, *kinds: str) -> list[Line]:
        """The lines of some kinds, in the order of the sheet."""
        return [line for line in self.lines if line.kind in kinds]

    @property
    def applicable(self) -> list[Line]:
        """What would be written."""
        return self.of(NEW, CHANGED)

    @property
    def mark(self) -> str:
        """The same for the same changes to the same texts: whoever takes them over has seen these."""
        told = [
            (line.number, line.activity, line.parsed, line.planned.given if line.planned else None)
            for line in self.applicable
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:20]


def compare(rows: list[tuple[int, dict[str, Any]]], whole: Whole, units: Mapping[str, str]) -> Differences:
    """Each measure of the sheet: new, changed, the same, with errors, or with an unknown activity (quarantined).

    A measure is found again by its key, else by its activity and title. A column the sheet does not have keeps what
    is stored.
    """
    known = term_map("activity", "en")
    by_key = {
        planned.measure.key: (taken.item.activity, planned) for taken in whole.items for planned in taken.measures
    }
    by_title = {
        (taken.item.activity, planned.measure.title.casefold()): planned
        for taken in whole.items
        for planned in taken.measures
    }
    have = {taken.item.activity for taken in whole.items}
    lines: list[Line] = []
    for group in _grouped(rows):
        number, cells = group[0]
        line = Line(number, cells["activity"], cells.get("title", ""), cells.get("key", ""), cells=cells)
        lines.append(line)
        if line.activity not in known:
            line.kind = UNKNOWN
            line.errors = [
                _("“%(code)s” is not an activity of the Open Roadmap: give one from 1.1 to 5.4.")
                % {"code": line.activity[:20]}
            ]
            continue
        where, planned = by_key.get(line.key, ("", None))
        planned = planned or by_title.get((line.activity, line.title.casefold()))
        line.planned = planned
        line.moves_from = where if where and where != line.activity else ""
        _judge(line, group, units)
    wanted = [line.activity for line in lines if line.kind in (NEW, CHANGED)]
    return Differences(lines, [code for code in dict.fromkeys(wanted) if code not in have])


def _grouped(rows: list[tuple[int, dict[str, Any]]]) -> list[list[tuple[int, dict[str, str]]]]:
    """The rows of each measure: those after its first one add indicators."""
    groups: list[list[tuple[int, dict[str, str]]]] = []
    last: tuple[str, str] | None = None
    for number, row in rows:
        cells = {name: cell_text(value).strip() for name, value in row.items() if name in NAMES}
        cells.setdefault("activity", "")
        mark = ("key", cells["key"]) if cells.get("key") else (cells["activity"], cells.get("title", "").casefold())
        if last == mark and (cells.get("key") or cells.get("title")):
            groups[-1].append((number, cells))
        else:
            groups.append([(number, cells)])
        last = mark
    return groups


def _judge(line: Line, group: list[tuple[int, dict[str, str]]], units: Mapping[str, str]) -> None:
    """Read the cells as the page of a measure reads them, and say what differs."""
    stored = line.planned.given if line.planned else {}
    posted = _posted(group[0][1], stored)
    indicators = _indicators(group, stored)

    def read_rows(rows: Rows) -> list[dict[str, str]]:
        return indicators

    parsed = parse_section(MEASURE, posted, read_rows, codes_of)
    problems = completeness.of_section(
        MEASURE, {**parsed.values, **parsed.rows}, parsed.unparsed, say, measure_rules.measure(units)
    )
    line.errors = [problem.message for problem in problems if problem.kind == WRONG]
    line.errors += [_("A text is longer than can be kept: shorten it.") for _key in parsed.refused]
    if not line.title and not line.planned:
        line.errors.append(_("Give the measure a title"))
    line.parsed = parsed
    if line.errors:
        line.kind = WRONG_ROW
    elif line.planned is None:
        line.kind = NEW
    else:
        line.changes = _changes(parsed, stored)
        line.kind = CHANGED if line.changes or line.moves_from else SAME


def _posted(cells: Mapping[str, str], stored: Mapping[str, Any]) -> dict[str, Any]:
    """The cells as a browser would post them; a column that is not in the sheet as it is stored."""
    found: dict[str, Any] = {}
    for question in MEASURE.fields:
        text = cells.get(question.name, as_text(stored.get(question.name)))
        if question.name in ("declared", "currency") and not text:
            text = as_text(stored.get(question.name)) or {"declared": "planned", "currency": "USD"}[question.name]
        found[question.name] = re.split(r"[\s,;]+", text) if question.type == "checkboxes" else text
        if question.type == "checkboxes":
            found[question.name] = [code for code in found[question.name] if code]
    return found


def _indicators(group: list[tuple[int, dict[str, str]]], stored: Mapping[str, Any]) -> list[dict[str, str]]:
    """The indicators of a measure: those of the sheet, or those stored when it has no such column."""
    if not any(name in cells for _number, cells in group for name in INDICATOR):
        return [{name: as_text(value) for name, value in row.items()} for row in stored.get("indicators", ())]
    found = []
    for _number, cells in group:
        if not any(cells.get(name) for name in INDICATOR):
            continue
        row = {name: cells.get(name, "") for name in INDICATOR[1:]}
        row["by_sex"] = "1" if row["by_sex"].casefold() in _YES else ""
        found.append({"key": "", "name": cells.get("indicator", ""), **row})
    return found


def _changes(parsed: Parsed, stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What differs, question by question, in words."""
    found = [
        (str(question.label), in_words(question, stored.get(question.name)), in_words(question, value))
        for question in MEASURE.fields
        if (value := parsed.values[question.name]) != stored.get(question.name)
    ]
    columns = [column for column in MEASURE.rows[0].columns if column.name != "key"]
    before, after = (
        [_row(row, columns) for row in rows] for rows in (stored.get("indicators", ()), parsed.rows["indicators"])
    )
    if before != after:
        found.append((str(MEASURE.rows[0].title), " · ".join(before), " · ".join(after)))
    return found


def _row(row: Mapping[str, Any], columns: list[Field]) -> str:
    return ", ".join(text for column in columns if (text := in_words(column, row.get(column.name))))
