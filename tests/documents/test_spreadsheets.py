import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.spreadsheets import Column, safe_cell, write_csv, write_xlsx

COLUMNS = [
    Column("Country"), Column("Score", "number"), Column("Asked, USD", "money"), Column("Submitted", "moment"),
    Column("Start", "date"), Column("Signed", "yesno"),
]  # fmt: skip
ROW = [
    "Ouganda",
    74,
    Decimal("25500.50"),
    dt.datetime(2026, 11, 14, 16, 5, tzinfo=dt.UTC),
    dt.date(2027, 1, 15),
    True,
]
HARMFUL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=cmd|' /C calc'!A0", "＝1+1", "%0A=1"]


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).active


@pytest.mark.parametrize("value", HARMFUL)
def test_no_cell_is_a_formula(value):
    assert safe_cell(value).startswith("'")
    sheet = opened(write_xlsx(["Word"], [[value]]))
    assert sheet["A2"].data_type == "s"
    assert next(csv.reader([list(write_csv(["Word"], [[value]]))[1]]))[0].startswith("'")


@given(st.text())
def test_no_text_whatever_begins_like_a_formula(value):
    assert not str(safe_cell(value)).lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_columns_keep_their_types_and_the_heading_stays_in_sight():
    sheet = opened(write_xlsx(COLUMNS, [ROW, ["Jamaïque", None, None, None, None, False]], sheet="Open call: 2026"))
    assert [cell.value for cell in sheet[1]] == ["Country", "Score", "Asked, USD", "Submitted", "Start", "Signed"]
    assert [cell.value for cell in sheet[2]] == [
        "Ouganda", 74, 25500.5, dt.datetime(2026, 11, 14, 16, 5), dt.datetime(2027, 1, 15), True,
    ]  # fmt: skip
    assert sheet["D2"].number_format == "yyyy-mm-dd hh:mm"
    assert sheet.freeze_panes == "A2"
    assert sheet["B3"].value is None
    assert sheet.title == "Open call  2026"


def test_an_address_stays_a_text():
    sheet = opened(write_xlsx(["Link"], [["https://example.org/?x=1"]]))
    assert sheet["A2"].hyperlink is None


def test_signs_that_no_workbook_may_hold_are_dropped_and_long_texts_cut():
    sheet = opened(write_xlsx(["Text"], [["a\x00b\x0bc\ud800"], ["x" * 100_000], ["سلام 🎭 你好"]]))
    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767
    assert sheet["A4"].value == "سلام 🎭 你好"


def test_csv_is_read_back_with_accents_and_iso_dates():
    text = "".join(write_csv(COLUMNS, [ROW, ['a "quoted", text\nover two lines', -3, 0, None, None, None]]))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert rows[1] == ["Ouganda", "74", "25500.50", "2026-11-14 16:05", "2027-01-15", "yes"]
    assert rows[2][0] == 'a "quoted", text\nover two lines'
    assert rows[2][1] == "-3"


def test_csv_comes_line_by_line():
    seen = []

    def rows():
        for number in range(3):
            seen.append(number)
            yield [number]

    lines = write_csv(["Number"], rows())
    next(lines)
    assert seen == []
    next(lines)
    assert seen == [0]


def test_an_export_without_rows_has_its_heading():
    assert [cell.value for cell in opened(write_xlsx(["Country"], []))[1]] == ["Country"]
