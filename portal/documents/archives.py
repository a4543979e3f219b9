"""Zip containers (.docx, .xlsx, .odt) checked without unpacking them to disk (no Django here).

Every entry is decompressed once, in memory, a piece at a time, and thrown away: what an archive
declares about itself is not believed.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

MOST_ENTRIES = 3_000
MOST_BYTES = 200_000_000
MOST_RATIO = 120
FREE_BYTES = 2_000_000  # small files of repeated cells press well: no ratio is asked below this
PIECE = 65_536
MACROS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml)$|^(basic|scripts)/", re.IGNORECASE)
DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class BadArchive(ValueError):
    """A container that is refused; ``reason`` is one of the codes below."""

    BROKEN, BOMB, LOCKED, MACRO, ENTITY = "broken", "bomb", "locked", "macro", "entity"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Contents:
    """What a container says it is: the OpenDocument type, or the list of Office parts."""

    mimetype: str
    content_types: str


def inspect(stream: BinaryIO) -> Contents:
    """Read a container through once. Raises `BadArchive` when it is broken, a bomb, locked, or holds macros."""
    stream.seek(0, 2)
    length = stream.tell()
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return _inspect(archive, length)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise BadArchive(BadArchive.BROKEN) from error
    except (ValueError, KeyError) as error:
        if isinstance(error, BadArchive):
            raise
        raise BadArchive(BadArchive.BROKEN) from error


def _inspect(archive: zipfile.ZipFile, length: int) -> Contents:
    entries = archive.infolist()
    _check_what_is_declared(entries, length)
    total, mimetype, content_types = 0, "", ""
    for entry in entries:
        keep = b""
        with archive.open(entry) as opened:
            while piece := opened.read(PIECE):
                total += len(piece)
                if total > MOST_BYTES or (total > FREE_BYTES and total > length * MOST_RATIO):
                    raise BadArchive(BadArchive.BOMB)
                if len(keep) < PIECE:
                    keep += piece
        lower = entry.filename.lower()
        if lower.endswith((".xml", ".rels")) and DECLARATION.search(keep.replace(b"\x00", b"")[:PIECE]):
            raise BadArchive(BadArchive.ENTITY)
        if entry.filename == "mimetype":
            mimetype = keep[:200].decode("ascii", "replace").strip()
        elif entry.filename == "[Content_Types].xml":
            content_types = keep.decode("utf-8", "replace")
    if "macroenabled" in content_types.lower() or "vbaproject" in content_types.lower():
        raise BadArchive(BadArchive.MACRO)
    return Contents(mimetype, content_types)


def _check_what_is_declared(entries: list[zipfile.ZipInfo], length: int) -> None:
    """The cheap look first: a bomb that admits to being one is not even opened."""
    if len(entries) > MOST_ENTRIES:
        raise BadArchive(BadArchive.BOMB)
    # More compressed bytes than the file has: entries that share their data, one over another.
    if sum(entry.compress_size for entry in entries) > length:
        raise BadArchive(BadArchive.BOMB)
    declared = sum(entry.file_size for entry in entries)
    if declared > MOST_BYTES or (declared > FREE_BYTES and declared > length * MOST_RATIO):
        raise BadArchive(BadArchive.BOMB)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise BadArchive(BadArchive.LOCKED)
    # Office programs write these two only; the others bring decoders with failures and memory of their own.
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        raise BadArchive(BadArchive.BROKEN)
    if any(MACROS.search(entry.filename) for entry in entries):
        raise BadArchive(BadArchive.MACRO)
    if any(".." in entry.filename.split("/") or entry.filename.startswith("/") for entry in entries):
        raise BadArchive(BadArchive.BROKEN)
