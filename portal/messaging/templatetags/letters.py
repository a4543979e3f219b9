"""What message templates may say besides plain words: the name of a Party, a date in full."""

from datetime import date, datetime

from django import template

from portal.reference.languages import page_language
from portal.reference.queries import country_row
from portal.ui import dates

register = template.Library()


@register.filter
def party(iso3: str) -> str:
    """The country's name in the message's language; its code when it is not known."""
    row = country_row(str(iso3), page_language())
    return row.name if row is not None else str(iso3)


@register.filter
def day(value: date | datetime | None) -> str:
    """The date in words: 21 November 2026, 1er novembre 2026."""
    return dates.day(value) if value is not None else ""
