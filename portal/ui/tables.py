"""Rows of a table whose cells are many: joined in one piece instead of a template node for each cell."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def table_rows(rows: Iterable[Any], named: bool = False) -> SafeString:
    """`<tr>` for each row: its `cells` are objects with `text` and `shape` ("number" stands at the end of its
    column); where `named`, the row's `name` heads it. Line ends in a text are kept."""
    lines = []
    for row in rows:
        head = f'<th scope="row">{conditional_escape(row.name)}</th>' if named else ""
        lines.append(f"<tr>{head}{''.join(_cell(cell.text, cell.shape) for cell in row.cells)}</tr>")
    return mark_safe("".join(lines))  # every text is escaped where it is written


def _cell(text: Any, shape: str) -> str:
    if not text:
        return "<td></td>"
    words = conditional_escape(text).replace("\r\n", "\n").replace("\n", "<br>")
    return f'<td class="n"><bdi>{words}</bdi></td>' if shape == "number" else f"<td><bdi>{words}</bdi></td>"
