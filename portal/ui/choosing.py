"""Two controls of their own kind: the picker of activities, and the six cells of a score."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fields import counter, error_line, options
from .rows import Column
from .stitches import chip, hue

_COLUMNS = (
    Column("order", gettext_lazy("Order among your priorities"), type="number", width="quarter"),
    Column("reason", gettext_lazy("Why this activity, in your country"), type="textarea", rows=3, max_length=1200),
)


def picker(
    outputs: Iterable[Any],
    chosen: Mapping[str, Mapping[str, Any]],
    *,
    errors: Mapping[tuple[str, str], Any] | None = None,
    name: str = "activities",
    columns: Sequence[Column] = _COLUMNS,
) -> SafeString:
    """The twenty activities under their outputs, each with some answers (order and reason) once chosen.

    `outputs`: objects with `number`, `text`, `activities` (objects with `code`, `text`); `chosen`: code →
    {"order", "reason"} and, for one typed but not ticked, "chosen": False; `errors`: (code, "order" | "reason") →
    words; `columns`: what is asked beside each one chosen (number, select, textarea, else a line of text).
    Fields: `activities` (checkboxes, value the code), `order-2.4`, `reason-2.4`; their ids are
    `id_activities-2.4`, `id_order-2.4`, …
    """
    wrong = errors or {}
    parts = []
    for output in outputs:
        rows = "".join(_pick(a, chosen.get(a.code), wrong, name, columns) for a in output.activities)
        parts.append(
            f'<fieldset class="picker"><legend><span class="no-o {hue(output.number)}">{output.number}</span>'
            f"<span>{conditional_escape(output.text)}</span></legend>{rows}</fieldset>"
        )
    return mark_safe("".join(parts))  # every text is escaped where it is written


def _pick(
    activity: Any,
    values: Mapping[str, Any] | None,
    errors: Mapping[tuple[str, str], Any],
    name: str,
    columns: Sequence[Column],
) -> str:
    code = activity.code
    # What was typed beside an activity stays when its box is unticked, until the person takes it out.
    checked = " checked" if values is not None and values.get("chosen", True) else ""
    given = {key: "" if value is None else str(value) for key, value in (values or {}).items()}
    parts = [_part(code, column, given.get(column.name, ""), errors.get((code, column.name))) for column in columns]
    more = f'<div class="more">{"".join(parts)}</div>' if parts else ""
    return (
        f'<div class="pick {hue(code)}"><label>'
        f'<input type="checkbox" name="{name}" value="{code}" id="id_{name}-{code}"{checked}>'
        f"{chip(code)}<span>{conditional_escape(activity.text)}</span></label>{more}</div>"
    )


def _part(code: str, column: Column, value: str, error: Any) -> str:
    element_id = f"id_{column.name}-{code}"
    limit = column.max_length if column.type == "textarea" else None
    described = " ".join(f"{element_id}-{part}" for part, there in (("error", error), ("count", limit)) if there)
    attrs = f'name="{column.name}-{code}" id="{element_id}"'
    attrs += f' aria-describedby="{described}"' if described else ""
    attrs += ' aria-invalid="true"' if error else ""
    if column.type == "textarea":
        control = f'<textarea rows="{column.rows}" {attrs}>\n{conditional_escape(value)}</textarea>'
    elif column.type == "select":
        control = f"<select {attrs}>{options(column.choices, {value})}</select>"
    else:
        mode = ' inputmode="numeric"' if column.type == "number" else ""
        control = f'<input type="text"{mode} {attrs} value="{conditional_escape(value)}">'
    size = " short" if column.width in {"quarter", "third"} else ""
    return (
        f'<div class="field{" wrong" if error else ""}{size}">'
        f'<label for="{element_id}">{conditional_escape(column.label)}<span class="vh"> ({code})</span></label>'
        f"{error_line(element_id, [error]) if error else ''}{control}"
        f"{counter(element_id, value, limit) if limit else ''}</div>"
    )


def score(
    *,
    name: str,
    legend: Any,
    levels: Sequence[tuple[int, Any]],
    points: Any = None,
    value: Any = None,
    error: Any = "",
    disabled: bool = False,
) -> SafeString:
    """Cells for the levels of a criterion, (mark, meaning), and the meaning of the chosen mark below."""
    element_id = f"id_{name}"
    current = "" if value is None else str(value)
    safe_name, off = conditional_escape(name), " disabled" if disabled else ""
    cells, meanings = [], []
    for mark, meaning in levels:
        checked = " checked" if str(mark) == current else ""
        cells.append(
            f'<label data-mark="{int(mark)}"><input type="radio" name="{safe_name}" value="{int(mark)}" '
            f'id="id_{safe_name}_{int(mark)}"{checked}{off}>{int(mark)}</label>'
        )
        if meaning:
            meanings.append(f'<p class="meaning m{int(mark)}"><b>{int(mark)}.</b> {conditional_escape(meaning)}</p>')
    side = format_html(" <span>{}</span>", _("%(points)s points") % {"points": points}) if points is not None else ""
    described = format_html(' aria-describedby="{}-error"', element_id) if error else ""
    return format_html(
        '<fieldset class="score{}" id="{}"{}><legend>{}{}</legend>{}<div class="marks">{}</div>{}</fieldset>',
        " wrong" if error else "",
        element_id,
        described,
        legend,
        side,
        error_line(element_id, [error]) if error else "",
        mark_safe("".join(cells)),  # numbers, and a name escaped above
        mark_safe("".join(meanings)),  # escaped above
    )
