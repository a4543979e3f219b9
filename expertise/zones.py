"""Where the clocks stand: minutes from UTC of a zone or of a country on a day. Zones by country come with Babel."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global


@lru_cache(maxsize=2048)
def of_zone(name: str, on: date) -> int | None:
    """Minutes from UTC at noon of that day; None for a name nobody knows."""
    try:
        offset = datetime.combine(on, time(12), ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return None if offset is None else int(offset.total_seconds()) // 60


@lru_cache(maxsize=2048)
def of_country(iso2: str, on: date) -> tuple[int, ...]:
    """The same for every zone of a country, each once; empty where none is known."""
    found = {of_zone(name, on) for name in _zones().get(iso2.upper(), ())}
    return tuple(sorted(offset for offset in found if offset is not None))


@lru_cache(maxsize=1)
def _zones() -> Mapping[str, tuple[str, ...]]:
    by_country: dict[str, list[str]] = {}
    for zone, country in get_global("zone_territories").items():
        by_country.setdefault(country, []).append(zone)
    return {country: tuple(sorted(zones)) for country, zones in by_country.items()}
