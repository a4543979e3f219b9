"""The spreadsheet of measures: the same columns in the template, in the export and in what is sent back.

The first row holds the names of the columns as they are here, in every language: what people read beside them is a
second sheet. One row a measure; a further row with the same key, or the same activity and title, adds an indicator.
"""

from collections.abc import Iterator
from typing import Any

from portal.documents.spreadsheets import Column
from portal.reference.queries import term_map

from ..models import Measure
from .currencies import CURRENCIES
from .whole import Whole

SHEET = "Measures"
MEASURE = (
    "kind", "title", "description", "lead", "partners", "starts_on", "ends_on", "cost", "currency", "rate", "funding",
    "gender_marker", "sdg_targets", "legal_reference", "declared",
)  # fmt: skip
INDICATOR = ("indicator", "unit", "baseline", "baseline_year", "target", "target_year", "by_sex")
NAMES = ("key", "activity", *MEASURE, *INDICATOR)
_KINDS = {"starts_on": "date", "ends_on": "date", "cost": "money", "rate": "number", "baseline": "number",
          "target": "number", "by_sex": "yesno"}  # fmt: skip
_WIDE = {"title": 40, "description": 50, "lead": 30, "partners": 30, "indicator": 40}


def columns() -> list[Column]:
    """The columns of the sheet."""
    return [Column(name, _KINDS.get(name, "text"), _WIDE.get(name, 14)) for name in NAMES]


def rows_of(whole: Whole) -> Iterator[list[Any]]:
    """The measures of an edition as rows."""
    for taken in whole.items:
        for planned in taken.measures:
            measure = planned.measure
            own = [getattr(measure, name) for name in MEASURE]
            indicators = planned.indicators or [{}]
            for place, row in enumerate(indicators):
                head = [measure.key, taken.item.activity]
                shown = own if place == 0 else ["", measure.title, *[""] * (len(own) - 2)]
                yield [*head, *shown, *_indicator(row)]


def _indicator(row: dict[str, Any]) -> list[Any]:
    if not row:
        return [""] * len(INDICATOR)
    return [row["name"], *(row[name] for name in INDICATOR[1:])]


def closed_lists(language: str) -> dict[str, list[tuple[str, str]]]:
    """The columns that take one of a list: its codes with their words."""
    return {
        "activity": [(code, str(term.text)) for code, term in term_map("activity", language).items()],
        "kind": _words(Measure.Kind.choices),
        "currency": _words(CURRENCIES),
        "gender_marker": _words(Measure.Gender.choices),
        "declared": _words(Measure.Status.choices),
        "sdg_targets": [(code, str(term.text)) for code, term in term_map("sdg_target", language).items()],
    }


def _words(choices: Any) -> list[tuple[str, str]]:
    return [(str(code), str(words)) for code, words in choices]
