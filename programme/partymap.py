"""The map of Parties on the home page: one tile each, shaded by what the Party may ask for."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.reference import queries as reference
from portal.reference.rows import CountryRow
from portal.ui import tilemap
from portal.ui.charts import map_key, tile_map


@dataclass(frozen=True, slots=True)
class PartyMap:
    """The drawing and its key, and the figures that stand beside them."""

    drawing: SafeString
    key: SafeString
    parties: int
    developing: int
    ldc: int
    sids: int


def party_map(language: str) -> PartyMap:
    """Made once for each state of the reference data."""
    return reference.derived("party_map", language, lambda: _draw(language))


def _draw(language: str) -> PartyMap:
    parties = [row for row in reference.country_rows(language) if row.party]
    developing = [row for row in parties if row.developing]
    drawn = tiles(parties)
    return PartyMap(
        drawing=tile_map(drawn),
        key=map_key(key(drawn)),
        parties=len(parties),
        developing=len(developing),
        ldc=sum(1 for row in developing if row.ldc),
        sids=sum(1 for row in developing if row.sids),
    )


def tiles(parties: list[CountryRow]) -> list[dict[str, Any]]:
    """One tile for each Party whose position is known."""
    points = {row.iso2: (row.lat, row.lon) for row in parties if row.lat is not None and row.lon is not None}
    cells = tilemap.layout(points)
    base = reverse("programme:countries")
    return [
        {
            "iso2": row.iso2,
            "name": row.name,
            "url": f"{base}{row.iso3.lower()}/",
            "col": cells[row.iso2][0],
            "row": cells[row.iso2][1],
            "stage": _stage(row),
            "words": _words(row),
        }
        for row in parties
        if row.iso2 in cells
    ]


def key(drawn: list[dict[str, Any]]) -> list[tuple[int, str, int]]:
    """(shade, words, number of tiles)."""
    words = {
        0: _("Party to the Convention"),
        1: _("Developing country: may apply"),
        2: _("Least developed country or small island developing State: may apply"),
    }
    return [(stage, text, sum(1 for tile in drawn if tile["stage"] == stage)) for stage, text in words.items()]


def _stage(row: CountryRow) -> int:
    if not row.developing:
        return 0
    return 2 if row.ldc or row.sids else 1


def _words(row: CountryRow) -> str:
    year = row.deposit_year
    return _("Party, deposit in %(year)s") % {"year": year} if year else _("Party")
