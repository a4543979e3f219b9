"""Dates in full, in words, in the language of the page; the days left beside them."""

import datetime as dt
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Day = dt.date | dt.datetime
NEAR_DAYS = 7
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
_SHORT = {
    "en": ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."],
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
}


def _local(value: Any) -> Any:
    """A moment in the reader's zone; a date as it is."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _language(language: str | None) -> str:
    return (language or translation.get_language() or "en").split("-")[0]


def _number(value: Day, language: str) -> str:
    return "1er" if language == "fr" and value.day == 1 else str(value.day)


def day(value: Day | None, language: str | None = None) -> str:
    """`21 November 2026`, `21 novembre 2026`, `1er mars 2027`; empty for nothing."""
    if not value:
        return ""
    value, code = _local(value), _language(language)
    if code not in _MONTHS:
        return formats.date_format(value, "DATE_FORMAT")
    return f"{_number(value, code)} {_MONTHS[code][value.month - 1]} {value.year}"


def short_day(value: Day | None, language: str | None = None) -> str:
    """`27 Nov.`, `27 nov.`; with its year when that is not the present one."""
    if not value:
        return ""
    value, code = _local(value), _language(language)
    this_year = value.year == timezone.localdate().year
    if code not in _SHORT:
        return formats.date_format(value, "MONTH_DAY_FORMAT" if this_year else "SHORT_DATE_FORMAT")
    words = f"{_number(value, code)} {_SHORT[code][value.month - 1]}"
    return words if this_year else f"{words} {value.year}"


def month(value: Day | None, language: str | None = None) -> str:
    """`June 2023`, `juin 2023`."""
    if not value:
        return ""
    value, code = _local(value), _language(language)
    if code not in _MONTHS:
        return formats.date_format(value, "YEAR_MONTH_FORMAT")
    return f"{_MONTHS[code][value.month - 1]} {value.year}"


def clock(value: dt.datetime | None, language: str | None = None) -> str:
    """`14:32`, `14 h 32`, in the reader's zone."""
    if not value:
        return ""
    return _clock(_local(value), _language(language))


def _clock(value: dt.datetime, code: str) -> str:
    return f"{value.hour}\u00a0h\u00a0{value.minute:02}" if code == "fr" else f"{value.hour:02}:{value.minute:02}"


def moment(value: dt.datetime | None, language: str | None = None) -> str:
    """Day and time in the reader's zone (signed-in pages)."""
    return f"{day(value, language)}, {clock(value, language)}" if value else ""


def moment_utc(value: dt.datetime | None, language: str | None = None) -> str:
    """Day and time with their zone named, for pages that anybody may keep."""
    if not value:
        return ""
    at = value.astimezone(dt.UTC)
    return f"{day(at.replace(tzinfo=None), language)}, {_clock(at, _language(language))}\u00a0UTC"


def days_until(value: Day, today: dt.date | None = None) -> int:
    """Whole days from today to `value`; negative when it is past."""
    there = _local(value)
    there = there.date() if isinstance(there, dt.datetime) else there
    return (there - (today or timezone.localdate())).days


def days_left(value: Day | None, today: dt.date | None = None) -> str:
    """`in 71 days`, `tomorrow`, `today`, `3 days ago`."""
    if not value:
        return ""
    days = days_until(value, today)
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}


def lateness(value: Day | None, today: dt.date | None = None) -> str:
    """`3 days late`; empty when it is not late."""
    days = -days_until(value, today) if value else 0
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days} if days > 0 else ""


def is_near(value: Day | None, today: dt.date | None = None) -> bool:
    """Due within seven days, or past."""
    return bool(value) and days_until(value, today) <= NEAR_DAYS  # type: ignore[arg-type]


def since(value: Day | None, today: dt.date | None = None) -> str:
    """How long ago in whole days: `8 days`, `today`."""
    if not value:
        return ""
    days = max(0, -days_until(value, today))
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days else _("today")
