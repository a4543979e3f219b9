"""When measures run, drawn as one line each: 113 units from the first year to the last. Pure but for the words."""

from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDE = 113


def span(dates: Iterable[tuple[date | None, date | None]]) -> tuple[int, int] | None:
    """The first and the last year of measures with dates; None without any."""
    years = [day.year for pair in dates for day in pair if day]
    return (min(years), max(years)) if years else None


def place(begins: date, ends: date, years: tuple[int, int]) -> tuple[int, int]:
    """(from, width) on the line, at least two units wide and never beyond it."""
    first = date(years[0], 1, 1).toordinal()
    whole = date(years[1], 12, 31).toordinal() - first + 1
    at = max(0, round(WIDE * (begins.toordinal() - first) / whole))
    to = min(WIDE, round(WIDE * (ends.toordinal() + 1 - first) / whole))
    at = min(at, WIDE - 2)
    return at, max(2, to - at)


def line(code: str, begins: date | None, ends: date | None, years: tuple[int, int] | None) -> SafeString:
    """The line of one measure in the dye of its output; empty without dates. The words stand beside it."""
    if begins is None or ends is None or ends < begins or years is None:
        return SafeString("")
    at, width = place(begins, ends, years)
    return format_html(
        '<svg class="mini" width="113" height="10" viewBox="0 0 113 10" aria-hidden="true"><path d="M0 5h113"/>'
        '<rect class="o{} full" x="{}" y="2" width="{}" height="6"/></svg>',
        code[:1], at, width,
    )  # fmt: skip
