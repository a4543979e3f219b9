"""The area of countries, for comparing their size: read once from the file of countries."""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "data" / "countries.csv"


@cache
def areas() -> dict[str, float]:
    """Three-letter code → square kilometres; countries without a figure are left out."""
    with _FILE.open(encoding="utf-8", newline="") as source:
        return {row["iso3"]: float(row["area_km2"]) for row in csv.DictReader(source) if row.get("area_km2")}
