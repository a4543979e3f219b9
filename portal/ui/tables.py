"""Tables whose cells are many: joined in one piece instead of a template node for each cell."""

from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from .foreign import foreign


def data_table(table: Any, total: str = "", written_in: str = "") -> SafeString:
    """A whole `<table>`. `table` has `columns` ((name, label)), `rows` (objects with `cells`: objects with `text`
    and `shape`, "number" standing at the end of its column) and `totals` (a text a column, or none).

    Where the table has a `head`, it names a first column in which each row's `name` stands; `total` is the word
    before the totals. Line ends in a text are kept. ``written_in`` is the language of the cells that are ``own``
    words of a writer, where it may be another one than the page's.
    """
    head = table.head
    lang = foreign(written_in)
    labels = ([head] if head else []) + [label for _name, label in table.columns]
    heads = "".join(f'<th scope="col">{conditional_escape(label)}</th>' for label in labels)
    lines = []
    for row in table.rows:
        first = f'<th scope="row">{conditional_escape(row.name)}</th>' if head else ""
        cells = (_cell(cell.text, cell.shape, lang if lang and cell.own else "") for cell in row.cells)
        lines.append(f"<tr>{first}{''.join(cells)}</tr>")
    if table.totals:
        sums = list(table.totals) if table.totals[0] else [total, *table.totals[1:]]
        shapes = ["number" if figure else "text" for figure in table.totals]
        lines.append(f'<tr class="total">{"".join(map(_cell, sums, shapes))}</tr>')
    # Every text is escaped where it is written.
    return mark_safe(f'<table class="table"><thead><tr>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table>')


def _cell(text: Any, shape: str, lang: str = "") -> str:
    if not text:
        return "<td></td>"
    words = conditional_escape(text).replace("\r\n", "\n").replace("\n", "<br>")
    return f'<td class="n"><bdi>{words}</bdi></td>' if shape == "number" else f"<td><bdi{lang}>{words}</bdi></td>"
