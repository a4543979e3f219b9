"""Named reads of how the knowledge base is used."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, Sum

from .models import Entry, Usage
from .usage_lines import BRIEF, ENTRY, WHATS

MONTH, YEAR = 30, 365


def span() -> tuple[date | None, date | None]:
    """The first and the last day that anything was counted on; nothing before anything was: one query."""
    found = Usage.objects.aggregate(first=Min("day"), last=Max("day"))
    return found["first"], found["last"]


def totals(today: date) -> list[tuple[str, int, int]]:
    """(what, requests in 30 days, in 365 days): one query each."""
    month, year = (_by_what(today - timedelta(days=days)) for days in (MONTH, YEAR))
    return [(what, month.get(what, 0), year.get(what, 0)) for what in WHATS]


def _by_what(since: date) -> dict[str, int]:
    rows = Usage.objects.filter(day__gt=since).order_by().values_list("what").annotate(n=Sum("count"))
    return dict(rows)


def most_read(today: date, most: int = 50, among: QuerySet[Entry] | None = None) -> list[dict[str, Any]]:
    """Entries with ``month`` and ``year`` of their pages, ``brief_month`` and ``brief_year`` of their PDFs, those
    read most in a year first; only those of ``among``: two queries."""
    since = today - timedelta(days=YEAR)
    rows = Usage.objects.filter(what__in=[ENTRY, BRIEF], day__gt=since, entry__isnull=False)
    if among is not None:
        rows = rows.filter(entry__in=among)
    recent = Q(day__gt=today - timedelta(days=MONTH))
    counted = (
        rows.order_by()
        .values("entry")
        .annotate(
            month=_sum(recent, what=ENTRY),
            year=_sum(what=ENTRY),
            brief_month=_sum(recent, what=BRIEF),
            brief_year=_sum(what=BRIEF),
        )
    )
    found = list(counted.order_by("-year", "-brief_year", "entry")[:most])
    entries = Entry.objects.in_bulk([row["entry"] for row in found])
    return [{**row, "entry": entries[row["entry"]]} for row in found]


def _sum(*within: Q, what: str) -> Sum:
    return Sum("count", filter=Q(*within, what=what), default=0)
