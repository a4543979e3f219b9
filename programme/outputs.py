"""The five outputs with the tiles of their activities, as the home page lists them."""

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.reference import queries as reference
from portal.reference.rows import OutputRow
from portal.ui.stitches import numeral, tile


def outputs(language: str) -> list[tuple[OutputRow, SafeString, SafeString]]:
    """Each output with its numeral and its tiles; made once for each state of the reference data."""
    return reference.derived("output_tiles", language, lambda: _outputs(language))


def _outputs(language: str) -> list[tuple[OutputRow, SafeString, SafeString]]:
    return [(output, numeral(output.number), _tiles(output)) for output in reference.roadmap(language)]


def _tiles(output: OutputRow) -> SafeString:
    made = (
        tile(row.code, reverse("programme:activity", kwargs={"code": row.code}), row.text)
        for row in output.activities
    )
    return format_html_join("", "{}", ((each,) for each in made))
