"""The stages year by year as columns of an SVG; the table beside it says the same."""

from collections.abc import Mapping

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .standing import shade_of

_HEIGHT, _STEP, _WIDE = 160, 84, 56


def words() -> dict[int, str]:
    """What each shade stands for, from the one under way furthest to the first."""
    return {
        3: _("Under implementation or completed"),
        2: _("Validated or presented"),
        1: _("Mapping to drafting"),
    }


def key() -> SafeString:
    """The key of the columns."""
    rows = "".join(f'<li class="key"><i class="s{shade}"></i>{escape(text)}</li>' for shade, text in words().items())
    return format_html('<ul class="legend">{}</ul>', mark_safe(rows))  # words are escaped, shades are numbers


def stages_by_year(stages: Mapping[int, Mapping[str, int]]) -> SafeString:
    """One column a year: the Parties whose roadmap is begun, by shade; the others are in the table alone."""
    shares = {year: _shades(counts) for year, counts in stages.items()}
    top = max((sum(counts.values()) for counts in shares.values()), default=0) or 1
    parts = []
    for place, (year, counts) in enumerate(shares.items()):
        x, y = place * _STEP + (_STEP - _WIDE) // 2, _HEIGHT + 16
        for shade in (3, 2, 1):
            height = round(counts[shade] / top * _HEIGHT)
            y -= height
            if height:
                parts.append(f'<rect class="s{shade}" x="{x}" y="{y}" width="{_WIDE}" height="{height}"/>')
        middle = x + _WIDE // 2
        parts.append(f'<text x="{middle}" y="{y - 4}">{sum(counts.values())}</text>')
        parts.append(f'<text x="{middle}" y="{_HEIGHT + 32}">{year}</text>')
    return format_html(
        '<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        max(len(shares), 6) * _STEP,
        _HEIGHT + 40,
        _("Parties with a roadmap under way or validated at the end of each year; the table says the same"),
        mark_safe("".join(parts)),  # numbers only
    )


def _shades(counts: Mapping[str, int]) -> dict[int, int]:
    found = {1: 0, 2: 0, 3: 0}
    for stage, number in counts.items():
        shade = shade_of(stage)
        if shade:
            found[shade] += number
    return found
