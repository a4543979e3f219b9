"""Days of work between two dates, without Django."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

WHOLE = 1000
"""A day, in thousandths."""


def days_free(
    starts_on: date, ends_on: date, periods: Iterable[tuple[int, int, int]], taken: Mapping[int, int]
) -> int:
    """The days of work offered between two dates (both included), less those taken already, month by month.

    A period offers its days a month in proportion to the part of the month that it and the dates share.
    Periods and ``taken`` are as in `ExpertFacts`. Answers in thousandths of a day.
    """
    total = 0
    for first, begin, end, length in _spans(starts_on, ends_on):
        offered = -taken.get(first, 0)
        for since, until, days in periods:
            shared = (until if until < end else end) - (since if since > begin else begin) + 1
            if shared > 0:
                offered += WHOLE * days * shared // length
        if offered > 0:
            total += offered
    return total


@lru_cache(maxsize=256)
def _spans(starts_on: date, ends_on: date) -> tuple[tuple[int, int, int, int], ...]:
    """Of each month that the dates touch: its first day, the first and last day of the dates in it, its length."""
    return tuple(
        (
            first.toordinal(),
            max(first, starts_on).toordinal(),
            min(last, ends_on).toordinal(),
            (last - first).days + 1,
        )
        for first, last in months(starts_on, ends_on)
    )


def months(starts_on: date, ends_on: date) -> list[tuple[date, date]]:
    """(first day, last day) of each month that the dates touch."""
    found = []
    first = starts_on.replace(day=1)
    while first <= ends_on:
        following = (first + timedelta(days=32)).replace(day=1)
        found.append((first, following - timedelta(days=1)))
        first = following
    return found
