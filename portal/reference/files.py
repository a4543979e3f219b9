"""Reading the country files of ``data/``: pure, without Django. Each row becomes the columns of a model."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
_FLAGS = {"ldc": "ldc", "sids": "sids", "developing": "developing", "party": "party_2005",
          "unesco_member": "unesco_member", "un_member": "un_member"}  # fmt: skip
_TEXTS = {"iso2": "iso2", "m49": "m49", "region": "unesco_region", "electoral_group": "electoral_group",
          "deposit_type": "deposit_type", "type_confidence": "type_confidence", "source": "source",
          "confidence": "confidence", "kind": "kind"}  # fmt: skip


def _rows(name: str, folder: Path) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _flag(text: str) -> bool | None:
    """Yes, no, or not known."""
    return {"true": True, "false": False, "": None}[text.strip().lower()]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None


def countries(folder: Path = DATA) -> dict[str, dict[str, Any]]:
    """Columns of Country by three-letter code. Raises KeyError or ValueError on a row it can't read."""
    return {
        row["iso3"]: {
            **{column: row[source].strip() for column, source in _TEXTS.items()},
            **{column: _flag(row[source]) for column, source in _FLAGS.items()},
            **{column: _day(row[column]) for column in ("deposit_date", "deposit_earliest", "deposit_latest")},
            **{column: _number(row[column]) for column in ("lat", "lon")},
            "active": True,
        }
        for row in _rows("countries.csv", folder)
    }


def country_names(folder: Path = DATA) -> dict[tuple[str, str], dict[str, Any]]:
    """Columns of CountryName by three-letter code and language."""
    return {
        (row["iso3"], language): {"name": row[f"name_{language}"].strip()}
        for row in _rows("countries.csv", folder)
        for language in LANGUAGES
        if row[f"name_{language}"].strip()
    }


def country_languages(folder: Path = DATA) -> dict[tuple[str, str], dict[str, Any]]:
    """Columns of CountryLanguage by two-letter code of the country and language code."""
    return {
        (row["iso2"], row["language"]): {
            "status": row["official_status"],
            "population_percent": _number(row["population_percent"]),
            "active": True,
        }
        for row in _rows("country_languages.csv", folder)
    }
