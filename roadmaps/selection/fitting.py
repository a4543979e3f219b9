"""Whether a time of work fits an expert's calendar. Pure logic: days, both ends included."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

Span = tuple[date, date]
DAYS_OF_A_MONTH = Decimal("30.4")


def overlap(one: Span, other: Span) -> bool:
    """Whether two times share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def uncovered(periods: Iterable[Span], wanted: Span) -> list[Span]:
    """The parts of the wanted time that no period covers, in order."""
    left: list[Span] = []
    cursor, end = wanted
    for first, last in sorted(periods):
        if last < cursor or first > end:
            continue
        if first > cursor:
            left.append((cursor, first - timedelta(days=1)))
        cursor = max(cursor, last + timedelta(days=1))
    if cursor <= end:
        left.append((cursor, end))
    return left


def offered(periods: Iterable[tuple[date, date, int]], wanted: Span) -> Decimal:
    """How many days of work the periods (from, to, days a month) offer within the wanted time."""
    total = Decimal(0)
    for first, last, a_month in periods:
        if overlap((first, last), wanted):
            shared = (min(last, wanted[1]) - max(first, wanted[0])).days + 1
            total += min(Decimal(shared), Decimal(a_month) * shared / DAYS_OF_A_MONTH)
    return total


def length(span: Span) -> int:
    """Calendar days from the first to the last."""
    return (span[1] - span[0]).days + 1
