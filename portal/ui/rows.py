"""Rows of many inputs, written as one piece: partners, budget lines, risks.

The rows are plain values, not forms; names are `<prefix>-<number>-<column>`. It works without a script:
one button asks the server for another row, a checkbox takes a row away at the next save.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fields import counter, error_line, options, with_label

WIDTHS = ("full", "half", "third", "quarter")
TYPES = ("text", "number", "email", "date", "month", "textarea", "select", "checkbox", "file", "hidden")


@dataclass(frozen=True, slots=True)
class Column:
    """One answer of each row. Raises ValueError for an unknown type or width."""

    name: str
    label: Any
    type: str = "text"
    choices: Sequence[tuple[Any, Any]] = ()
    hint: Any = ""
    max_length: int | None = None
    width: str = "full"
    rows: int = 2
    min: Any = None
    max: Any = None
    step: Any = None
    inputmode: str | None = None
    autocomplete: str | None = None

    def __post_init__(self) -> None:
        if self.type not in TYPES or self.width not in WIDTHS:
            raise ValueError(f"column {self.name!r}: type {self.type!r} or width {self.width!r} is not known")


_ROW, _ADD = gettext_lazy("Row"), gettext_lazy("Add a row")


@dataclass(slots=True)
class RowTable:
    """Rows to show. `errors` maps (row number, column name) to words; (row number, "") is an error of the row."""

    prefix: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]] = ()
    row_label: Any = _ROW
    add_label: Any = _ADD
    errors: Mapping[tuple[int, str], Any] = field(default_factory=dict)
    blank: int = 1
    compact: bool = False
    fixed: bool = False
    max_rows: int = 40
    caption: Any = ""
    hint: Any = ""

    def shown(self) -> list[Mapping[str, Any]]:
        """The rows with the empty ones after them; at least one row, never more than `max_rows`."""
        extra = 0 if self.fixed else (self.blank if self.rows else max(1, self.blank))
        return [*self.rows, *({} for _n in range(extra))][: self.max_rows]

    @property
    def may_add(self) -> bool:
        return not self.fixed and len(self.rows) < self.max_rows

    def element_id(self, number: int, name: str) -> str:
        return f"id_{self.prefix}-{number}-{name}"

    def summary_items(self) -> list[tuple[str, str]]:
        """(id, words) of every error, for the error summary."""
        by_name = {column.name: column for column in self.columns}
        found = []
        for (number, name), message in sorted(self.errors.items(), key=lambda item: item[0][0]):
            column = by_name.get(name) or self.columns[0]
            row = f"{self.row_label} {number + 1}"
            label = f"{row}, {column.label}" if name in by_name else row
            found.append((self.element_id(number, column.name), with_label(label, message)))
        return found

    def render(self) -> SafeString:
        """The fieldsets of all rows, joined."""
        parts = [self._row(number, values) for number, values in enumerate(self.shown())]
        return mark_safe("".join(parts))  # noqa: S308 - every value is escaped where it is written

    def _row(self, number: int, values: Mapping[str, Any]) -> str:
        cells = [self._cell(number, column, values.get(column.name)) for column in self.columns]
        title = f"{conditional_escape(self.row_label)} {number + 1}"
        if values.get("row_title"):
            title = str(conditional_escape(values["row_title"]))
        base = f"{self.prefix}-{number}"
        wrong = self.errors.get((number, ""))
        error = error_line(f"id_{base}", [wrong]) if wrong else ""
        remove = ""
        if not self.fixed:
            words = _("Remove this row when saving")
            remove = (
                '<div class="choice gone">'
                f'<input type="checkbox" name="{base}-remove" id="id_{base}-remove" value="1">'
                f'<label for="id_{base}-remove">{conditional_escape(words)}'
                f'<span class="vh"> ({title})</span></label></div>'
            )
        return (
            f'<fieldset><legend>{title}</legend>{error}<div class="cells">{"".join(cells)}</div>{remove}</fieldset>'
        )

    def _cell(self, number: int, column: Column, value: Any) -> str:
        name = f"{self.prefix}-{number}-{column.name}"
        element_id = f"id_{name}"
        if column.type == "hidden":
            return f"<input{flatatt({'type': 'hidden', 'name': name, 'value': '' if value is None else str(value)})}>"
        wrong = self.errors.get((number, column.name))
        limit = column.max_length if column.type == "textarea" else None
        described = [
            f"{element_id}-{p}" for p, there in (("hint", column.hint), ("error", wrong), ("count", limit)) if there
        ]
        attrs: dict[str, Any] = {"name": name, "id": element_id}
        if described:
            attrs["aria-describedby"] = " ".join(described)
        if wrong:
            attrs["aria-invalid"] = "true"
        label = f'<label for="{element_id}">{conditional_escape(column.label)}</label>'
        hint = format_html('<p class="hint" id="{}-hint">{}</p>', element_id, column.hint) if column.hint else ""
        error = error_line(element_id, [wrong]) if wrong else ""
        classes = f"field {column.width}{' wrong' if wrong else ''}"
        if column.type == "checkbox":
            box = f"<input{flatatt({**attrs, 'type': 'checkbox', 'value': '1', 'checked': bool(value)})}>"
            return f'<div class="{classes}">{error}<div class="choice">{box}{label}</div>{hint}</div>'
        count = counter(element_id, value, limit) if limit else ""
        return f'<div class="{classes}">{label}{hint}{error}{_control(column, attrs, value)}{count}</div>'


def _control(column: Column, attrs: dict[str, Any], value: Any) -> str:
    text = "" if value is None else str(value)
    if column.type == "textarea":
        return f"<textarea{flatatt({**attrs, 'rows': column.rows})}>\n{conditional_escape(text)}</textarea>"
    if column.type == "select":
        return f"<select{flatatt(attrs)}>{options(column.choices, {text})}</select>"
    for key in ("min", "max", "step", "inputmode", "autocomplete"):
        if getattr(column, key) is not None:
            attrs[key] = getattr(column, key)
    # A number typed as "30 000" must not be lost by the browser: numbers are text with a numeric keyboard.
    kind = "text" if column.type == "number" else column.type
    if column.type == "number":
        attrs = {k: v for k, v in attrs.items() if k not in {"min", "max", "step"}} | {"inputmode": "decimal"}
    if text and column.type != "file":
        attrs["value"] = text
    return f"<input{flatatt({**attrs, 'type': kind})}>"


def read_rows(
    data: Mapping[str, Any],
    prefix: str,
    columns: Iterable[Column],
    *,
    max_rows: int = 40,
    files: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """The rows of a POST in their order: text stripped, checkboxes as bool, uploads from `files`.

    Rows marked for removal and rows with nothing in them are left out; what is beyond `max_rows` is not read.
    """
    columns = tuple(columns)
    pattern = re.compile(rf"^{re.escape(prefix)}-(\d{{1,4}})-")
    numbers = {int(found[1]) for key in [*data, *(files or ())] if (found := pattern.match(str(key)))}
    rows = []
    for number in sorted(numbers)[: max_rows + 1]:
        if data.get(f"{prefix}-{number}-remove"):
            continue
        row: dict[str, Any] = {}
        for column in columns:
            key = f"{prefix}-{number}-{column.name}"
            if column.type == "file":
                row[column.name] = (files or {}).get(key)
            elif column.type == "checkbox":
                row[column.name] = bool(data.get(key))
            else:
                row[column.name] = str(data.get(key) or "").replace("\r\n", "\n").strip()
        if any(row[c.name] for c in columns if c.type not in {"hidden", "select"}) or any(
            row[c.name] for c in columns if c.type == "select" and c.choices and row[c.name] != str(c.choices[0][0])
        ):
            rows.append(row)
    return rows[:max_rows]
