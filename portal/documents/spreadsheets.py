"""Spreadsheets to take away, and those sent back: typed columns, no cell that a spreadsheet program would run,
and limits on what is read."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

import openpyxl
import xlsxwriter
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import gettext as _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
# What is read of a workbook somebody sends: more is refused, never cut.
READ_ROWS = 2_000
READ_COLUMNS = 60
# The first sign decides whether Excel, LibreOffice and others take a cell as a formula.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
_ASKED_FURTHER = frozenset((*_STARTS, " "))
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Column:
    """One column: its heading, its kind (text, number, money, date, moment, yesno) and width in signs."""

    heading: Any
    kind: str = "text"
    width: int = 18


def safe_cell(value: Any) -> Any:
    """A value that no spreadsheet program takes for a formula; numbers, dates and booleans unchanged."""
    if value is None:
        return ""
    if type(value) is str and value.isprintable() and value[:1] not in _ASKED_FURTHER:
        return value[:LONGEST_CELL]  # most cells by far: nothing in them to take out, a harmless first sign
    if isinstance(value, bool | int | float | Decimal | dt.date | dt.time):
        return value
    text = _NOT_XML.sub("", force_str(value, strings_only=False))
    if text.lstrip(" \u00a0").startswith(_STARTS):
        text = "'" + text
    return text[:LONGEST_CELL]


def write_xlsx(
    columns: Sequence[Column | Any], rows: Iterable[Sequence[Any]], *, sheet: str = "", title: str = ""
) -> bytes:
    """A workbook of one sheet: heading row frozen, filter on, columns typed. Rows are written as they come."""
    target = io.BytesIO()
    _write(target, _columns(columns), rows, sheet, title)
    return target.getvalue()


def write_csv(columns: Sequence[Column | Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV line by line, with a mark at the start that lets spreadsheet programs read the accents."""
    target = io.StringIO()
    writer = csv.writer(target)
    target.write("\ufeff")
    writer.writerow([safe_cell(column.heading) for column in _columns(columns)])
    yield target.getvalue()
    for row in rows:
        target.seek(0)
        target.truncate()
        writer.writerow([_plain(safe_cell(value)) for value in row])
        yield target.getvalue()


def _columns(columns: Sequence[Column | Any]) -> list[Column]:
    return [column if isinstance(column, Column) else Column(column) for column in columns]


def _write(target: Any, columns: list[Column], rows: Iterable[Sequence[Any]], sheet: str, title: str) -> None:
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"title": title or sheet})
    page = book.add_worksheet(_sheet_name(sheet))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {
        "text": book.add_format({"valign": "top"}),
        "number": book.add_format({"valign": "top", "num_format": "#,##0.##"}),
        "money": book.add_format({"valign": "top", "num_format": "#,##0.00"}),
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
        "moment": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
        "yesno": book.add_format({"valign": "top"}),
    }
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
    for at, column in enumerate(columns):
        page.write_string(0, at, str(safe_cell(column.heading)), head)
    page.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > MOST_ROWS:
            raise ValueError("a spreadsheet holds 1 048 575 rows at most; export in parts")
        for at, value in enumerate(row):
            _cell(page, last, at, safe_cell(value), formats[columns[at].kind])
    page.autofilter(0, 0, max(last, 1), max(len(columns) - 1, 0))
    book.close()


def _cell(page: Any, row: int, at: int, value: Any, form: Any) -> None:
    if value == "" and not isinstance(value, bool):
        return
    if isinstance(value, bool):
        page.write_boolean(row, at, value, form)
    elif isinstance(value, dt.datetime):
        page.write_datetime(row, at, _utc(value), form)
    elif isinstance(value, dt.date | dt.time):
        page.write_datetime(row, at, value, form)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, at, value, form)
    else:
        page.write_string(row, at, value, form)


def _utc(value: dt.datetime) -> dt.datetime:
    return value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value


def _plain(value: Any) -> str:
    """A value as text that sorts and reads alike everywhere: ISO dates, points in numbers."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return _utc(value).isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _sheet_name(name: str | Promise) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", str(name)).strip()[:31] or "1"


class SheetRefused(ValueError):
    """A workbook that is not read; ``message`` tells the person why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def read_xlsx(stream: BinaryIO, names: Sequence[str], *, most: int = READ_ROWS) -> list[tuple[int, dict[str, Any]]]:
    """The rows of the first sheet as (number in the sheet, name of the column → value), the empty ones left out.

    The first row names the columns; those not in ``names`` are not read, formulas give the value last worked out.
    The caller has had the file checked (``store_upload``: kind, size, what it unpacks to). Raises `SheetRefused` for
    more rows or columns than are read, for a first row without any of the names, and for what is no workbook.
    """
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise SheetRefused(_("This workbook cannot be read. Save it again as XLSX and send that.")) from error
    try:
        page = book.worksheets[0]
        page.reset_dimensions()
        rows = page.iter_rows(values_only=True, max_row=most + 2, max_col=READ_COLUMNS)
        head = [str(cell or "").strip().casefold() for cell in next(rows, ())]
        places = {name: head.index(name) for name in names if name in head}
        if not places:
            raise SheetRefused(
                _("The first row does not name the columns. Use the template and leave its first row as it is.")
            )
        found: list[tuple[int, dict[str, Any]]] = []
        for number, row in enumerate(rows, start=2):
            if number > most + 1:
                raise SheetRefused(
                    _("This sheet has more than %(most)s rows. Divide it and send the parts one after the other.")
                    % {"most": most}
                )
            values = {name: row[at] if at < len(row) else None for name, at in places.items()}
            if any(value not in (None, "") for value in values.values()):
                found.append((number, values))
        return found
    finally:
        book.close()


def cell_text(value: Any) -> str:
    """A cell as a person would type it: days in ISO form, whole numbers without a point, the mark against formulas
    that `safe_cell` puts taken off again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{int(value)}" if value == int(value) else f"{round(value, 6):f}".rstrip("0")
    text = str(value)
    return text[1:] if text[:1] == "'" and text[1:].lstrip(" \u00a0").startswith(_STARTS) else text


def write_template(
    columns: Sequence[Column], lists: Mapping[str, Sequence[tuple[str, str]]], *, sheet: str, lists_sheet: str
) -> bytes:
    """An empty workbook to fill: the names of the columns, and on a second sheet the lists some of them take, each
    with its words. Cells of such a column offer the codes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    page, second = book.add_worksheet(_sheet_name(sheet)), book.add_worksheet(_sheet_name(lists_sheet))
    head = book.add_format({"bold": True, "bottom": 1})
    date_format = book.add_format({"num_format": "yyyy-mm-dd"})
    name_of_second = _sheet_name(lists_sheet)
    offered: dict[str, str] = {}
    for place, (name, rows) in enumerate(lists.items()):
        at = place * 2
        second.write_string(0, at, name, head)
        second.set_column(at, at, 14)
        second.set_column(at + 1, at + 1, 40)
        for line, (code, words) in enumerate(rows, start=1):
            second.write_string(line, at, code)
            second.write_string(line, at + 1, str(safe_cell(words)))
        letter = xlsxwriter.utility.xl_col_to_name(at)
        offered[name] = f"='{name_of_second}'!${letter}$2:${letter}${len(rows) + 1}"
    for at, column in enumerate(columns):
        name = str(column.heading)
        page.set_column(at, at, column.width, date_format if column.kind == "date" else None)
        page.write_string(0, at, name, head)
        if name in offered:
            page.data_validation(1, at, READ_ROWS, at, {"validate": "list", "source": offered[name],
                                                        "error_type": "warning"})  # fmt: skip
    page.freeze_panes(1, 0)
    book.close()
    return target.getvalue()
