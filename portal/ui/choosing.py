"""Two controls of their own kind: the picker of activities, and the six cells of a score."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .fields import counter, error_line
from .stitches import chip, hue


def picker(
    outputs: Iterable[Any],
    chosen: Mapping[str, Mapping[str, Any]],
    *,
    errors: Mapping[tuple[str, str], Any] | None = None,
    name: str = "activities",
    reason_max: int = 1200,
) -> SafeString:
    """The twenty activities under their outputs, each with its order and reason once chosen.

    `outputs`: objects with `number`, `text`, `activities` (objects with `code`, `text`); `chosen`: code →
    {"order", "reason"} and, for one typed but not ticked, "chosen": False; `errors`: (code, "order" | "reason") →
    words. Fields: `activities` (checkboxes,
    value the code), `order-2.4`, `reason-2.4`; their ids are `id_activities-2.4`, `id_order-2.4`, …
    """
    wrong = errors or {}
    parts = []
    for output in outputs:
        rows = "".join(_pick(a, chosen.get(a.code), wrong, name, reason_max) for a in output.activities)
        parts.append(
            f'<fieldset class="picker"><legend><span class="no-o {hue(output.number)}">{output.number}</span>'
            f"<span>{conditional_escape(output.text)}</span></legend>{rows}</fieldset>"
        )
    return mark_safe("".join(parts))  # every text is escaped where it is written


def _pick(
    activity: Any, values: Mapping[str, Any] | None, errors: Mapping[tuple[str, str], Any], name: str, limit: int
) -> str:
    code = activity.code
    # What was typed beside an activity stays when its box is unticked, until the person takes it out.
    checked = " checked" if values is not None and values.get("chosen", True) else ""
    values = values or {}
    order, reason = ("" if values.get(key) is None else str(values[key]) for key in ("order", "reason"))
    return (
        f'<div class="pick {hue(code)}"><label>'
        f'<input type="checkbox" name="{name}" value="{code}" id="id_{name}-{code}"{checked}>'
        f"{chip(code)}<span>{conditional_escape(activity.text)}</span></label>"
        '<div class="more">'
        + _part(code, "order", _("Order among your priorities"), order, errors.get((code, "order")), None)
        + _part(code, "reason", _("Why this activity, in your country"), reason, errors.get((code, "reason")), limit)
        + "</div></div>"
    )


def _part(code: str, kind: str, label: str, value: str, error: Any, limit: int | None) -> str:
    element_id = f"id_{kind}-{code}"
    described = " ".join(f"{element_id}-{part}" for part, there in (("error", error), ("count", limit)) if there)
    attrs = f'name="{kind}-{code}" id="{element_id}"'
    attrs += f' aria-describedby="{described}"' if described else ""
    attrs += ' aria-invalid="true"' if error else ""
    if kind == "order":
        control = f'<input type="text" inputmode="numeric" {attrs} value="{conditional_escape(value)}">'
    else:
        control = f'<textarea rows="3" {attrs}>\n{conditional_escape(value)}</textarea>'
    return (
        f'<div class="field{" wrong" if error else ""}{" short" if kind == "order" else ""}">'
        f'<label for="{element_id}">{conditional_escape(label)}<span class="vh"> ({code})</span></label>'
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
