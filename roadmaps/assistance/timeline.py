"""The plan of an assistance drawn as lines of time: what is planned, what really happened, today.

All shapes are attributes (the policy of the pages allows no style). The table beside it says the same.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from expertise.months import add_months
from portal.ui.dates import month as month_words

from .queries import PlanRow

LEFT, WIDE, LINE, TOP, LABEL = 44, 640, 24, 22, 90


def span(rows: Sequence[PlanRow], today: date) -> tuple[date, date] | None:
    """The first and the last day drawn, whole months; None when nothing has a date."""
    days = [day for row in rows if row.planned for day in (row.planned.starts_on, row.planned.ends_on)]
    days += [day for row in rows if row.progress for day in (row.progress.started_on, row.progress.done_on) if day]
    if not days:
        return None
    first, last = min(days).replace(day=1), max(days)
    return first, add_months(last.replace(day=1), 1) - timedelta(days=1)


def place(day: date, whole: tuple[date, date]) -> float:
    """Where a day stands, from the left edge to the right one and never beyond."""
    length = max((whole[1] - whole[0]).days, 1)
    return LEFT + WIDE * min(max((day - whole[0]).days / length, 0), 1)


def _bar(begins: date, ends: date, whole: tuple[date, date], y: int, height: int, shape: str) -> str:
    at, to = place(begins, whole), place(ends, whole)
    return f'<rect class="{shape}" x="{at:.1f}" y="{y}" width="{max(to - at, 3):.1f}" height="{height}" rx="1"/>'


def draw(rows: Sequence[PlanRow], today: date) -> SafeString:
    """The whole picture; empty without dates. A hollow bar is the plan, a full one what has been done so far."""
    whole = span(rows, today)
    if whole is None:
        return SafeString("")
    height = TOP + LINE * len(rows) + 4
    parts = []
    month, free = whole[0], 0.0
    while month <= whole[1]:
        at = place(month, whole)
        parts.append(f'<path d="M{at:.1f} {TOP - 4}V{height}"/>')
        if (month.month in (1, 4, 7, 10) or month == whole[0]) and free <= at <= LEFT + WIDE - LABEL:
            free = at + LABEL
            parts.append(
                f'<text x="{at + 2:.1f}" y="12" font-size="11" fill="currentColor">{month_words(month)}</text>'
            )
        month = add_months(month, 1)
    for number, row in enumerate(rows):
        y = TOP + LINE * number
        parts.append(f'<text x="0" y="{y + 14}" font-size="12" fill="currentColor">{row.code}</text>')
        if row.planned:
            parts.append(_bar(row.planned.starts_on, row.planned.ends_on, whole, y + 4, 12, "hollow"))
        if row.progress and row.progress.started_on:
            ends = row.progress.done_on or max(today, row.progress.started_on)
            parts.append(_bar(row.progress.started_on, ends, whole, y + 7, 6, "full"))
    if whole[0] <= today <= whole[1]:
        at = place(today, whole)
        parts.append(
            f'<line x1="{at:.1f}" y1="{TOP - 6}" x2="{at:.1f}" y2="{height}" '
            'stroke="currentColor" stroke-width="1.5"/>'
        )
    return format_html(
        '<svg class="mini o5" width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true">{2}</svg>',
        LEFT + WIDE + 4,
        height,
        mark_safe("".join(parts)),  # noqa: S308 - numbers, dates and codes of the steps only
    )
