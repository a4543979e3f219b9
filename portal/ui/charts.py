"""Small pictures as SVG whose shapes are attributes (a strict CSP allows no style); words always beside them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .numbers import grouped

TILE = 34  # units of the map between two tiles
_SIDE = 30  # units of one tile
MAP_COLUMNS, MAP_ROWS = 34, 15


def axis(
    marks: Sequence[Any],
    *,
    threshold: Any = None,
    low: float = 40,
    high: float = 100,
    wide_from: float = 20,
    width: int = 120,
) -> SafeString:
    """Each assessor's mark on one axis; a spread of `wide_from` points or more is drawn in red and named."""
    values = sorted(float(mark) for mark in marks if mark is not None)
    spread = values[-1] - values[0] if values else 0

    def at(value: float) -> str:
        inside = min(max(value, low), high)
        return f"{4 + (inside - low) / (high - low) * (width - 8):.1f}"

    parts = [f'<path class="line" d="M0 8H{width}"/>']
    if threshold is not None:
        parts.append(f'<path class="cut" d="M{at(float(threshold))} 2v12"/>')
    if spread >= wide_from:
        parts.append(f'<path class="wide" d="M{at(values[0])} 8H{at(values[-1])}"/>')
    parts += [f'<rect x="{float(at(value)) - 2:.1f}" y="4" width="4" height="8" rx="1"/>' for value in values]
    label = (
        _("Marks: %(marks)s") % {"marks": ", ".join(grouped(Decimal(str(v)), 1) for v in values)}
        if values
        else _("No mark yet")
    )
    return format_html(
        '<svg class="axis" width="{}" height="16" viewBox="0 0 {} 16" role="img" aria-label="{}">{}</svg>',
        width,
        width,
        label,
        mark_safe("".join(parts)),  # numbers only
    )


def gauge(value: Any, maximum: Any, *, width: int = 160, label: str = "") -> SafeString:
    """A bar of `value` out of `maximum`; the words stand beside it in the page."""
    top = float(maximum or 0)
    share = min(max(float(value or 0) / top, 0), 1) if top > 0 else 0
    said = label or _("%(value)s of %(all)s") % {"value": grouped(value), "all": grouped(maximum)}
    return format_html(
        '<svg class="gauge" width="{0}" height="6" viewBox="0 0 {0} 6" role="img" aria-label="{1}">'
        '<rect class="bar-rest" width="{0}" height="6" rx="1"/>'
        '<rect class="bar-value" width="{2}" height="6" rx="1"/></svg>',
        width,
        said,
        f"{share * width:.1f}",
    )


def squares(filled: int, total: int, *, label: str = "") -> SafeString:
    """Places as squares, filled and free."""
    boxes = "".join(
        f'<rect class="{"bar-value" if n < filled else "bar-rest"}" x="{n * 13}" width="11" height="11" rx="2"/>'
        for n in range(max(total, 0))
    )
    said = label or _("%(value)s of %(all)s") % {"value": filled, "all": total}
    width = max(total * 13 - 2, 1)
    return format_html(
        '<svg class="gauge" width="{0}" height="11" viewBox="0 0 {0} 11" role="img" aria-label="{1}">{2}</svg>',
        width,
        said,
        mark_safe(boxes),  # numbers only
    )


def tile_map(tiles: Iterable[Mapping[str, Any]], *, label: str = "") -> SafeString:
    """One tile a Party near its position: `iso2`, `name`, `col`, `row`, and `stage` 0–3, `words`, `url` if any.

    A stage of None is not known: its tile has a dashed edge and no ground. Its equal is a table on the same page; no
    boundary is drawn. On narrow screens codes and links are off.
    """
    parts = []
    for each in tiles:
        stage = each.get("stage", 0)
        x, y = int(each["col"]) * TILE + 1, int(each["row"]) * TILE + 1
        words = f"{each['name']}: {each['words']}" if each.get("words") else str(each["name"])
        kind = "" if stage == 0 else f' class="{_shade(stage)}"'
        drawn = (
            f'<use href="#map-tile" x="{x}" y="{y}"{kind}/>'
            f'<text x="{x + _SIDE // 2}" y="{y + 19}">{conditional_escape(each["iso2"])}</text>'
        )
        paper = ' class="p"' if (stage or 0) >= 2 else ""
        said = conditional_escape(words)
        if each.get("url"):
            parts.append(f'<a href="{conditional_escape(each["url"])}" aria-label="{said}"{paper}>{drawn}</a>')
        else:
            parts.append(f"<g{paper}><title>{said}</title>{drawn}</g>")
    return format_html(
        '<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">'
        '<defs><rect id="map-tile" width="{}" height="{}" rx="3"/></defs>{}</svg>',
        MAP_COLUMNS * TILE,
        MAP_ROWS * TILE,
        label or _("Parties to the Convention, one tile each"),
        _SIDE,
        _SIDE,
        mark_safe("".join(parts)),  # every text was escaped above
    )


def map_key(items: Iterable[tuple[int | None, Any, Any]]) -> SafeString:
    """The key of the map: (stage, words, number of Parties); None is the stage that is not known."""
    rows = "".join(
        f'<li class="key"><i class="{_shade(stage)}"></i>{conditional_escape(words)} '
        f"<b>{conditional_escape(grouped(number))}</b></li>"
        for stage, words, number in items
    )
    return format_html('<ul class="legend">{}</ul>', mark_safe(rows))


def _shade(stage: int | None) -> str:
    return "su" if stage is None else f"s{int(stage)}"
