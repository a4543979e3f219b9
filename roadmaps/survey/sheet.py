"""Answers told by letter, many at once: the template of a workbook and what is read of it. Nothing is stored here."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.documents.spreadsheets import Column, cell_text, write_template
from portal.reference.models import Country
from portal.reference.queries import country_choices, term_map

from ..national import stages
from ..sections.survey import QUESTIONS
from ..services.survey import Letter, wrong_letter

NAMES = ("iso3", "on", "reference", *QUESTIONS)


@dataclass
class Line:
    """One row of the sheet: its Party and letter, or what is wrong with it."""

    number: int
    iso3: str
    country: Country | None = None
    letter: Letter | None = None
    error: str = ""
    cells: dict[str, str] = field(default_factory=dict)


def template(language: str) -> bytes:
    """An empty workbook with the closed lists."""
    columns = [Column(name, "date" if name == "on" else "text", 40 if name in QUESTIONS else 18) for name in NAMES]
    lists = {
        "iso3": country_choices(language),
        "stage": [(code, str(words)) for code, words in stages.CHOICES],
        "activities": [(code, row.text) for code, row in term_map("activity", language).items()],
    }
    return write_template(columns, lists, sheet=_("Letters"), lists_sheet=_("Lists"))


def read(rows: list[tuple[int, dict[str, Any]]]) -> list[Line]:
    """The lines of a sheet, each checked: one query."""
    parties = {row.iso3: row for row in Country.objects.filter(party=True, active=True)}
    found: list[Line] = []
    seen: set[str] = set()
    for number, values in rows:
        cells = {name: cell_text(values.get(name)).strip() for name in NAMES}
        line = Line(number, cells["iso3"].upper(), cells=cells)
        found.append(line)
        line.country = parties.get(line.iso3)
        if line.country is None:
            line.error = _("“%(code)s” is not the three-letter code of a Party.") % {"code": cells["iso3"][:20]}
        elif line.iso3 in seen:
            line.error = _("This Party stands twice in the sheet.")
        else:
            line.letter, line.error = _letter(cells)
        seen.add(line.iso3)
    return found


def _letter(cells: dict[str, str]) -> tuple[Letter | None, str]:
    try:
        on = date.fromisoformat(cells["on"]) if cells["on"] else None
    except ValueError:
        return None, _("“%(text)s” is not a date: write it as 2026-03-31.") % {"text": cells["on"][:20]}
    codes = " ".join(cells["activities"].replace(",", " ").replace(";", " ").split())
    given = {name: cells[name] for name in QUESTIONS} | {"activities": codes}
    letter = Letter(on, cells["reference"], given)
    return letter, wrong_letter(letter)
