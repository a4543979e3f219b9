"""Entries as they stand, in the cells of the sheet: what a row of an import is compared with."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F

from ..models import Entry, EntryText
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


Likeness = tuple[str, str, str, str]
"""Kind, country, language and title of the original: what a row without a code is known again by."""


def likeness(cells: Mapping[str, str]) -> Likeness:
    """That of a row; the title is empty where it has none."""
    return _key(*(cells.get(name, "") for name in ("kind", "country", "text_language", "title")))


def _key(kind: str, iso3: str, language: str, title: str) -> Likeness:
    return kind, iso3.upper(), language, " ".join(title.split())


def alike(rows: Iterable[Mapping[str, str]]) -> dict[Likeness, list[str]]:
    """Likeness → the codes of the entries that were published under it, withdrawn ones too: one query."""
    titles = {cells.get("title", "") for cells in rows if not cells.get("code")} - {""}
    if not titles:
        return {}
    published = EntryText.objects.filter(
        state=EntryText.State.ORIGINAL, title__in=titles, version=F("version__entry__version")
    )
    found: dict[Likeness, list[str]] = {}
    for code, kind, iso3, language, title in published.values_list(
        "version__entry__code", "version__entry__kind", "version__entry__country__iso3", "language", "title"
    ):
        found.setdefault(_key(kind, iso3 or "", language, title), []).append(code)
    return found
