"""What stands in a form, told in words: for two texts side by side, and for giving words back."""

from django.utils.translation import gettext as _

from ..choices import words_for
from ..questions import Field, Rows
from .raw import CHOSEN

Lines = list[tuple[str, list[tuple[str, str]]]]


def said(question: Field, text: str) -> str:
    """One answer: the words of what is chosen, or the text itself."""
    if question.type == "checkbox":
        return _("Yes") if text else _("No")
    if question.type == "checkboxes":
        return ", ".join(words_for(question, code) for code in text.split())
    return words_for(question, text) if question.is_choice and text else text


def row_lines(rows: Rows, given: list[dict[str, str]]) -> Lines:
    """(name of the row, its cells in words), for the rows that hold something."""
    shown = []
    for place, row in enumerate(given):
        cells = [(str(column.label), said(column, row[column.name])) for column in rows.columns if row[column.name] and column.type != "hidden"]
        if cells or row.get(CHOSEN):
            name = f"{rows.each} {row[rows.key] if rows.key else place + 1}"
            shown.append((name, cells))
    return shown
