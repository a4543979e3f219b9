import io
import struct
import zipfile

import pytest

from portal.documents import archives, kinds
from portal.documents.archives import BadArchive
from portal.documents.spreadsheets import write_xlsx
from tests.documents import factories as f


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f.PDF, "pdf"),
        (f.image("PNG"), "png"),
        (f.image("JPEG"), "jpg"),
        (f.docx(), "docx"),
        (f.xlsx(), "xlsx"),
        (f.odt(), "odt"),
        (write_xlsx(["Country"], [["Uganda"]]), "xlsx"),
    ],
)
def test_each_kind_is_known_by_its_bytes(data, code):
    assert kinds.sniff(io.BytesIO(data)).code == code


@pytest.mark.parametrize(
    "data",
    [
        f.EXE,
        b"",
        b"%PD",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"#!/bin/sh\nrm -rf /\n",
        b"\x00%PDF-1.4",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        f.zipped({"readme.txt": "a plain archive"}),
    ],
)
def test_anything_else_is_none_of_ours(data):
    assert kinds.sniff(io.BytesIO(data)) is None


def refused(data: bytes) -> str:
    with pytest.raises(BadArchive) as caught:
        archives.inspect(io.BytesIO(data))
    return caught.value.reason


def test_a_bomb_that_declares_itself_is_not_opened(monkeypatch):
    bomb = f.xlsx({"xl/worksheets/sheet1.xml": b"0" * 30_000_000})
    assert len(bomb) < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *a, **k: pytest.fail("it was opened"))
    assert refused(bomb) == BadArchive.BOMB


def test_a_bomb_that_lies_about_its_size_is_caught():
    bomb = bytearray(f.xlsx({"xl/sheet.xml": b"0" * 30_000_000}))
    real, small = struct.pack("<I", 30_000_000), struct.pack("<I", 1_000)
    assert bytes(bomb).count(real) == 2
    assert refused(bytes(bomb).replace(real, small)) in {BadArchive.BOMB, BadArchive.BROKEN}


def test_a_container_of_too_many_entries_is_a_bomb():
    assert refused(f.zipped({f"{n}.xml": b"" for n in range(archives.MOST_ENTRIES + 1)})) == BadArchive.BOMB


def test_entries_that_share_their_bytes_are_a_bomb():
    data = bytearray(f.zipped({"a.xml": bytes(range(256)) * 40}, zipfile.ZIP_STORED))
    start = data.index(b"PK\x01\x02")
    directory = bytes(data[start : data.index(b"PK\x05\x06")])
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50, 50, len(directory) * 50, start, 0)
    assert refused(bytes(data[:start]) + directory * 50 + end) == BadArchive.BOMB


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "word/vbaData.xml", "Basic/Standard/Module1.xml"])
def test_macros_are_refused(name):
    assert refused(f.xlsx({name: b"macro"})) == BadArchive.MACRO


def test_a_workbook_declared_as_holding_macros_is_refused():
    types = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    assert refused(f.zipped({"[Content_Types].xml": types})) == BadArchive.MACRO


def test_entities_in_the_parts_are_refused():
    assert refused(f.xlsx({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'})) == BadArchive.ENTITY


def test_a_locked_container_is_refused():
    data = bytearray(f.xlsx({"a.xml": b"secret"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = 0
        while (where := data.find(sign, where)) >= 0:
            data[where + at] |= 1
            where += 4
    assert refused(bytes(data)) == BadArchive.LOCKED


@pytest.mark.parametrize("cut", [40, 200])
def test_a_broken_container_is_refused(cut):
    assert refused(f.docx()[:cut]) == BadArchive.BROKEN


def test_a_container_with_paths_that_climb_is_refused():
    assert refused(f.xlsx({"../../outside.xml": b"x"})) == BadArchive.BROKEN


def test_an_honest_large_workbook_is_taken():
    data = write_xlsx(["Number", "Words"], [[n, f"row {n} says something"] for n in range(20_000)])
    assert kinds.sniff(io.BytesIO(data)).code == "xlsx"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_container_packed_as_no_office_program_does_is_refused(method):
    data = f.zipped({"[Content_Types].xml": "x" * 500}, method)
    assert refused(data) == BadArchive.BROKEN
    assert refused(data[:60] + b"\xff" * 20 + data[80:]) == BadArchive.BROKEN
