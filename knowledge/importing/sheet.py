"""The columns of the spreadsheet of entries. They carry the names they have in the open data: what was taken away as
CSV or XLSX in the language of the originals can be corrected and sent back."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from portal.collaboration.choices import choices_of
from portal.documents.models import StoredFile
from portal.documents.spreadsheets import Column, SheetRefused, cell_text, read_xlsx

from ..choices import Kind
from ..sections import FACTS
from ..sections.story import NAMES as WORDS

SHEET = "Entries"
MOST = 10_000
KNOWN_AS = {"value_chain": "chain", "gender_marker": "gender", "cost_usd": "cost",
            "adapted_from": "adapted_entry"}  # fmt: skip
"""Column → question, where the open data have another name."""
ROWS = {"about_countries": "places", "partners": "partners", "links": "links", "adapted_for": "adapted_for"}
"""Column → the kind of rows it holds."""
_QUESTION = {question.name: question for section in FACTS for question in section.fields}
_COLUMN = {question: column for column, question in KNOWN_AS.items()}
NAMES = (
    "code", "kind", "country", "about_countries", "text_language", *WORDS, "organisation", "period_from",
    "period_to", "activities", "themes", "domains", "sectors", "value_chain", "sdg_targets", "gender_marker",
    "cost_usd", "evaluated", "partners", "links", "licence", "adapted_from", "adapted_work", "adapted_url",
    "adapted_for",
)  # fmt: skip
_WIDE = {"title": 40, "summary": 60, "problem": 40, "done": 60, "results": 40}


def columns() -> list[Column]:
    """The columns of the template, in order."""
    return [Column(name, "text", _WIDE.get(name, 16)) for name in NAMES]


def closed_lists() -> dict[str, list[tuple[str, str]]]:
    """The columns that take codes of a list, with the words of each."""
    found: dict[str, list[tuple[str, str]]] = {"kind": [(code, str(words)) for code, words in Kind.choices]}
    places = next(rows for section in FACTS for rows in section.rows if rows.kind == "places")
    found["country"] = choices_of(places.columns[0])
    found["text_language"] = choices_of(_QUESTION["language"])
    for name in (
        "activities",
        "themes",
        "domains",
        "sectors",
        "chain",
        "sdg_targets",
        "gender",
        "evaluated",
        "licence",
    ):
        found[_COLUMN.get(name, name)] = choices_of(_QUESTION[name])
    return found


def read_file(stored: StoredFile) -> list[tuple[int, dict[str, str]]]:
    """The rows of an XLSX or CSV as (number in the sheet, column → text). Raises `SheetRefused`."""
    if stored.content_type.startswith("text/csv"):
        with stored.open() as stream:
            return _read_csv(stream.read())
    with stored.open() as stream:
        rows = read_xlsx(stream, NAMES, most=MOST)
    return [(number, {name: cell_text(value).strip() for name, value in row.items()}) for number, row in rows]


def csv_text(data: bytes) -> str:
    """The text of a CSV. Raises `SheetRefused` for what is none."""
    if b"\0" in data:
        raise SheetRefused(_("This file is neither a workbook (XLSX) nor a table as text (CSV)."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetRefused(
            _("The accents of this CSV cannot be read: save it as “CSV UTF-8” and send that.")
        ) from error


def _read_csv(data: bytes) -> list[tuple[int, dict[str, str]]]:
    text = csv_text(data)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        head = [cell.strip().casefold() for cell in next(reader, [])]
        places = {name: head.index(name) for name in NAMES if name in head}
        if not places:
            raise SheetRefused(
                _("The first row does not name the columns. Use the template and leave its first row as it is.")
            )
        found: list[tuple[int, dict[str, str]]] = []
        for number, row in enumerate(reader, start=2):
            cells: dict[str, Any] = {
                name: cell_text(row[at]).strip() if at < len(row) else "" for name, at in places.items()
            }
            if any(cells.values()):
                found.append((number, cells))
            if len(found) > MOST:
                raise SheetRefused(
                    _("This sheet has more than %(most)s rows. Divide it and send the parts one after the other.")
                    % {"most": MOST}
                )
    except csv.Error as error:
        raise SheetRefused(_("This CSV cannot be read. Save it again and send that.")) from error
    return found
