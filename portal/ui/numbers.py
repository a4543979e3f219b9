"""Figures as people read them: thousands apart by U+202F in every language, tabular in the style sheet."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils import translation

THIN_SPACE = "\u202f"
_NO_BREAK = "\u00a0"


def grouped(value: Any, places: int | None = None) -> str:
    """`value` with its thousands apart; `places` decimals, or those it has. Not a number: its text, unchanged."""
    if value is None or value == "":
        return ""
    if type(value) is int and places is None:  # most are, and lists have hundreds
        return f"{value:,}".replace(",", THIN_SPACE).replace("-", "\u2212")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    elif number == number.to_integral_value():
        number = number.to_integral_value()
    whole, _point, decimals = format(number.copy_abs(), "f").partition(".")
    text = f"{int(whole):,}".replace(",", THIN_SPACE)
    if decimals:
        text += ("," if translation.get_language() == "fr" else ".") + decimals
    return ("\u2212" if number < 0 else "") + text


def figure(value: Any) -> str:
    """A figure with the decimals it needs and no more: 12.5000 is 12.5."""
    return grouped(Decimal(value).normalize()) if isinstance(value, Decimal) else grouped(value)


def score(value: Any) -> str:
    """A score: one decimal."""
    return grouped(value, places=1)


def percent(value: Any) -> str:
    """A percentage of 100: `58 %`."""
    text = grouped(value)
    return f"{text}{_NO_BREAK}%" if text else ""


def file_size(value: Any) -> str:
    """A number of bytes in the unit that suits it (kB and MB of 1 000)."""
    size = int(value or 0)
    if size < 1_000_000:
        return f"{grouped(max(1, round(size / 1000)) if size else 0)}{_NO_BREAK}{_unit('kB')}"
    return f"{grouped(Decimal(size) / 1_000_000, places=1)}{_NO_BREAK}{_unit('MB')}"


def _unit(name: str) -> str:
    return name.replace("B", "o") if translation.get_language() == "fr" else name
