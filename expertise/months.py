"""Months and years added to a day, and how old a confirmation is. Pure logic."""

import calendar
from datetime import date

NUDGES = (11, 12, 13)
"""Months after the last confirmation at which the person is reminded."""
STALE_AFTER = 12
TERM_WARNING = 6
"""Months before the end of a term from which a renewal can be asked for."""


def add_months(day: date, months: int) -> date:
    """The same day so many months later or earlier; the last of the month where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def nudge_due(confirmed_on: date, today: date) -> int:
    """Which reminder is due (11, 12 or 13 months), the latest that is; 0 before the first."""
    return max((months for months in NUDGES if add_months(confirmed_on, months) <= today), default=0)


def is_stale(confirmed_on: date | None, today: date) -> bool:
    """Never confirmed, or not for a year."""
    return confirmed_on is None or add_months(confirmed_on, STALE_AFTER) <= today


def may_ask_renewal(term_ends_on: date | None, today: date) -> bool:
    """Within the last months of a term, or after it."""
    return term_ends_on is not None and today >= add_months(term_ends_on, -TERM_WARNING)
