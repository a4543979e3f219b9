"""What stands in a form, told in words: for two texts side by side, and for giving words back."""

from django.utils.translation import gettext as _

from portal.reference.languages import page_language
from portal.reference.queries import term_map

from ..choices import codes_of
from ..parsing import parse_value
from ..questions import Field, Rows
from ..reading import in_words
from .raw import CHOSEN

Lines = list[tuple[str, list[tuple[str, str]]]]


def said(question: Field, text: str) -> str:
    """One answer as the pages show it: the day in words, the figure grouped, the words of what is chosen.

    What does not fit its question stays as it was typed.
    """
    if question.type == "checkbox":
        return _("Yes") if text else _("No")
    if question.type == "hidden":
        return text
    try:
        return in_words(question, parse_value(question, text, codes_of))
    except ValueError:
        return text


def row_lines(rows: Rows, given: list[dict[str, str]]) -> Lines:
    """(name of the row, its cells in words), for the rows that hold something."""
    listed = term_map(rows.fixed or rows.picked, page_language()) if rows.listed else {}
    shown = []
    for place, row in enumerate(given):
        cells = [
            (str(column.label), said(column, row[column.name]))
            for column in rows.columns
            if row[column.name] and column.type != "hidden"
        ]
        if cells or row.get(CHOSEN):
            code = row[rows.key] if rows.key else ""
            name = f"{code} {listed[code].text}" if code in listed else f"{rows.each} {code or place + 1}"
            shown.append((name, cells))
    return shown
