"""Entries as they stand, in the cells of the sheet: what a row of an import is compared with."""

from collections.abc import Sequence
from typing import Any

from ..models import Entry
from ..open_data import table
from ..open_data.reading import records
from .sheet import NAMES


def standing(codes: Sequence[str]) -> dict[str, tuple[Entry, dict[str, str]]]:
    """Code → the entry and its cells as they stand."""
    entries = {entry.code: entry for entry in Entry.objects.filter(code__in=[code for code in codes if code])}
    cells = {}
    for found in records([entry.pk for entry in entries.values() if entry.version_id]):
        values = dict(zip(table.NAMES, table.row(found, found["language"]), strict=True))
        cells[found["code"]] = {name: _text(values.get(name)) for name in NAMES if name in values}
    return {code: (entry, cells.get(code, {})) for code, entry in entries.items()}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
