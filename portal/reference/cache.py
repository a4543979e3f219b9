"""What this process keeps of the reference data: one snapshot a language, read in one query.

A snapshot holds as long as the content version stays the same (port `content_version`); when that has
moved, one small query asks whether the reference data moved with it. Pages therefore need at most one
query for all the words and countries they show. Without the port nothing is kept.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, F, FilteredRelation, Q, Value
from django.db.models.functions import Coalesce, JSONObject

from . import ports
from .models import Country, Stamp, Standing, Term
from .rows import CountryRow, TermRow

FALLBACKS = ("en", "fr")
_DATES = ("deposit_date", "deposit_earliest", "deposit_latest")
_FLAGS = ("ldc", "sids", "developing", "party", "unesco_member", "un_member")
_COLUMNS = (
    "iso2", "iso3", "m49", "region", "electoral_group", "deposit_type", "type_confidence", "source",
    "confidence", "lat", "lon", "kind", *_DATES, *_FLAGS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Active terms by list, in order; active countries by their code, in the order of the language.

    `derived` holds what pages worked out from them (rows of a table, a map), as long as they stand.
    """

    stamp: str
    terms: Mapping[str, tuple[TermRow, ...]]
    countries: Mapping[str, CountryRow]
    names_by_id: Mapping[int, str]
    derived: dict[str, Any] = field(default_factory=dict, compare=False)


_kept: dict[str, tuple[int, Snapshot]] = {}
_lock = threading.Lock()


def clear() -> None:
    """Forget everything: the next question reads the database."""
    with _lock:
        _kept.clear()


def snapshot(language: str) -> Snapshot:
    """The reference data in `language`; a label missing there comes in English, then French."""
    version = ports.content_version()
    kept = _kept.get(language)
    if kept is not None:
        if kept[0] == version:
            return kept[1]
        if kept[1].stamp == Stamp.objects.filter(pk=1).values_list("token", flat=True).first():
            _keep(language, version, kept[1])
            return kept[1]
    fresh = _read(language)
    _keep(language, version, fresh)
    return fresh


def _keep(language: str, version: int | None, snapshot: Snapshot) -> None:
    if version is not None:
        with _lock:
            _kept[language] = (version, snapshot)


def _read(language: str) -> Snapshot:
    """One query: terms with their shown labels, countries with their names, and the stamp, as JSON rows."""
    spoken = {language, *FALLBACKS}
    terms = (
        Term.objects.filter(active=True)
        .annotate(label=FilteredRelation("labels", condition=Q(labels__current=True, labels__language__in=spoken)))
        .order_by()
        .values_list(
            Value("term", output_field=CharField()),
            JSONObject(
                list="list", code="code", position="position", parent="parent__code", data="data",
                language="label__language", text="label__text", source="label__source",
                standing="label__standing", version="label__version",
            ),
        )
    )  # fmt: skip
    countries = (
        Country.objects.filter(active=True)
        .annotate(
            own=FilteredRelation("names", condition=Q(names__language=language)),
            english=FilteredRelation("names", condition=Q(names__language="en")),
        )
        .order_by()
        .values_list(
            Value("country", output_field=CharField()),
            JSONObject(
                id="pk",
                name=Coalesce("own__name", "english__name", F("iso3"), output_field=CharField()),
                sort_key=Coalesce("own__sort_key", "english__sort_key", F("iso3"), output_field=CharField()),
                **{column: column for column in _COLUMNS},
            ),
        )
    )
    stamp = Stamp.objects.values_list(Value("stamp", output_field=CharField()), JSONObject(mark="token"))
    found = list(terms.union(countries, stamp, all=True))
    rows = sorted(
        (_country(row) for kind, row in found if kind == "country"), key=lambda row: (row.sort_key, row.iso3)
    )
    return Snapshot(
        stamp=next((row["mark"] for kind, row in found if kind == "stamp"), ""),
        terms=_terms([row for kind, row in found if kind == "term"], language),
        countries={row.iso3: row for row in rows},
        names_by_id={row.id: row.name for row in rows},
    )


def _country(row: dict[str, Any]) -> CountryRow:
    for column in _DATES:
        row[column] = date.fromisoformat(row[column]) if row[column] else None
    for column in _FLAGS:
        row[column] = None if row[column] is None else bool(row[column])
    return CountryRow(**row)


def _terms(rows: list[dict[str, Any]], language: str) -> dict[str, tuple[TermRow, ...]]:
    """One row a term: the label of the first language that has one."""
    order = {code: place for place, code in reversed(list(enumerate((language, *FALLBACKS))))}
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        key = (row["list"], row["code"])
        known = best.get(key)
        if known is None or order.get(row["language"], 9) < order.get(known["language"], 9):
            best[key] = row
    lists: dict[str, list[TermRow]] = {}
    for row in sorted(best.values(), key=lambda row: (row["position"], row["code"])):
        data = row["data"]
        lists.setdefault(row["list"], []).append(
            TermRow(
                list=row["list"],
                code=row["code"],
                text=row["text"] or row["code"],
                language=row["language"] or language,
                standing=row["standing"] or Standing.UNVERIFIED.value,
                version=row["version"] or "",
                source=row["source"] or "",
                position=row["position"],
                parent_code=row["parent"] or "",
                data=json.loads(data) if isinstance(data, str) else data,
            )
        )
    return {name: tuple(members) for name, members in lists.items()}
