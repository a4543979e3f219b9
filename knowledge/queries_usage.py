"""Named reads of how the knowledge base is used."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, QuerySet, Sum

from .models import Entry, Usage
from .usage_lines import ENTRY, WHATS

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
    """Entries with ``month`` and ``year``, the most read in a year first; only those of ``among``: two queries."""
    rows = Usage.objects.filter(what=ENTRY, day__gt=today - timedelta(days=YEAR), entry__isnull=False).order_by()
    if among is not None:
        rows = rows.filter(entry__in=among)
    found = list(rows.values("entry").annotate(year=Sum("count")).order_by("-year", "entry")[:most])
    since = today - timedelta(days=MONTH)
    recent = dict(
        Usage.objects.filter(what=ENTRY, day__gt=since, entry__in=[row["entry"] for row in found])
        .order_by()
        .values_list("entry")
        .annotate(n=Sum("count"))
    )
    entries = Entry.objects.in_bulk([row["entry"] for row in found])
    return [
        {"entry": entries[row["entry"]], "month": recent.get(row["entry"], 0), "year": row["year"]} for row in found
    ]
