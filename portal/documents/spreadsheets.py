"""Spreadsheets to take away: typed columns, and no cell that a spreadsheet program would run."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.encoding import force_str
from django.utils.functional import Promise

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
# The first sign decides whether Excel, LibreOffice and others take a cell as a formula.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
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


def write_xlsx_to(
    path: Path, columns: Sequence[Column | Any], rows: Iterable[Sequence[Any]], *, sheet: str = ""
) -> None:
    """The same, into a file, for long exports: memory does not grow with the rows."""
    _write(str(path), _columns(columns), rows, sheet, "")


def write_csv(columns: Sequence[Column | Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV line by line, with a mark at the start that lets spreadsheet programs read the accents."""
    yield "\ufeff" + _line([safe_cell(column.heading) for column in _columns(columns)])
    for row in rows:
        yield _line([_plain(safe_cell(value)) for value in row])


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


def _line(values: Sequence[Any]) -> str:
    target = io.StringIO()
    csv.writer(target).writerow(values)
    return target.getvalue()


def _sheet_name(name: str | Promise) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", str(name)).strip()[:31] or "1"
