"""Moments as programs read them."""

from datetime import datetime


def moment(value: datetime | None) -> str | None:
    """In UTC, to the second; None for none."""
    return value.isoformat(timespec="seconds").replace("+00:00", "Z") if value else None
