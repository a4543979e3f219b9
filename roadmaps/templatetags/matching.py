"""`{% load matching %}`: figures that open down to their records, and the matrix of numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.ui.numbers import grouped, percent

register = template.Library()


@register.simple_tag
def figures(items: Iterable[Any], url: str) -> SafeString:
    """A list of figures: name, number as a link to the members behind it, aim where there is one."""
    lines = []
    for item in items:
        number = format_html('<a href="{}?{}"><b>{}</b></a>', url, item.wanted.query, grouped(item.number))
        aim = ""
        if item.aim:
            values = (percent(item.share), percent(item.aim)) if item.share is not None else ("", grouped(item.aim))
            said = _("%(share)s, aim %(aim)s") if values[0] else _("aim %(aim)s")
            aim = f" ({said % {'share': values[0], 'aim': values[1]}})"
        lines.append((mark_safe(' class="bad"') if item.short else "", item.label, aim, number))
    return format_html('<ul class="plain">{}</ul>', format_html_join("", "<li{}>{}{} {}</li>", lines))


@register.simple_tag
def numbers_matrix(rows: Iterable[tuple[str, Sequence[Any]]], columns: Sequence[str], url: str) -> SafeString:
    """A real table: a row a region, a column an activity, each number a link to the members behind it."""
    head = "".join(f'<th scope="col" class="o{code[0]} n">{conditional_escape(code)}</th>' for code in columns)
    body = []
    for label, cells in rows:
        drawn = "".join(_cell(cell, url) for cell in cells)
        body.append(f'<tr><th scope="row">{conditional_escape(label)}</th>{drawn}</tr>')
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table class="board">'
        '<caption class="vh">{0}</caption><thead><tr><td><span class="vh">{1}</span></td>{2}</tr></thead>'
        "<tbody>{3}</tbody></table></div>",
        _("Activities by region"),
        _("Region"),
        mark_safe(head),  # noqa: S308 - codes only, escaped
        mark_safe("".join(body)),  # noqa: S308 - every name and address was escaped where it is written
    )


def _cell(cell: Any, url: str) -> str:
    if not cell.number:
        return '<td class="n soft">0</td>'
    address = conditional_escape(f"{url}?{cell.wanted.query}")
    return f'<td class="n"><a href="{address}">{grouped(cell.number)}</a></td>'
