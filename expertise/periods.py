"""Periods of availability. Pure logic: both days of a period are included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, with the days a month it offers."""

    starts_on: date
    ends_on: date
    days_per_month: int
    note: str = ""


def meet(one: Span, other: Span) -> bool:
    """Whether two periods share a day."""
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def first_clash(spans: Sequence[Span]) -> tuple[int, int] | None:
    """The places of two periods that share a day, the later one first; None when none do."""
    for later, span in enumerate(spans):
        for earlier in range(later):
            if meet(span, spans[earlier]):
                return later, earlier
    return None


def months(spans: Iterable[Span], first: date, count: int = 12) -> list[tuple[date, int]]:
    """(first of the month, days offered in it) for `count` months from that of ``first``.

    A period that covers a part of a month offers its days for the whole of it; of several, the largest counts.
    """
    kept = list(spans)
    found = []
    year, month = first.year, first.month
    for _step in range(count):
        start = date(year, month, 1)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        after = date(year, month, 1)
        offered = [span.days_per_month for span in kept if span.starts_on < after and span.ends_on >= start]
        found.append((start, max(offered, default=0)))
    return found
