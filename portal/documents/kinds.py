"""What a file really is, read from its bytes and never from its name (no Django here)."""

from dataclasses import dataclass
from typing import BinaryIO

import puremagic

from portal.documents import archives


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be taken in."""

    code: str
    content_type: str
    extensions: tuple[str, ...]
    magic: bytes
    main_part: str = ""  # the part of a zip container that makes it this kind


PDF = Kind("pdf", "application/pdf", ("pdf",), b"%PDF-")
PNG = Kind("png", "image/png", ("png",), b"\x89PNG\r\n\x1a\n")
JPG = Kind("jpg", "image/jpeg", ("jpg", "jpeg"), b"\xff\xd8\xff")
DOCX = Kind(
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ("docx",),
    b"PK\x03\x04",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
)
XLSX = Kind(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ("xlsx",),
    b"PK\x03\x04",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
)
ODT = Kind("odt", "application/vnd.oasis.opendocument.text", ("odt",), b"PK\x03\x04")

KINDS = {kind.code: kind for kind in (PDF, DOCX, XLSX, ODT, JPG, PNG)}
ALL = tuple(KINDS)
HEAD = 8192


def sniff(stream: BinaryIO) -> Kind | None:
    """The kind of a file, or None when it is none of ours. Leaves the stream at its beginning.

    Raises `archives.BadArchive` when it is a container that must not be opened.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    kind = None
    if head.startswith(b"PK\x03\x04"):
        kind = _container(stream)
    else:
        kind = next((each for each in (PDF, PNG, JPG) if head.startswith(each.magic)), None)
    if kind is not None and not _agrees(head, kind):
        return None
    return kind


def _container(stream: BinaryIO) -> Kind | None:
    """Which of the zip-based kinds; the archive is checked on the way."""
    found = archives.inspect(stream)
    stream.seek(0)
    if found.mimetype == ODT.content_type:
        return ODT
    return next((each for each in (DOCX, XLSX) if each.main_part in found.content_types), None)


def _agrees(head: bytes, kind: Kind) -> bool:
    """A second opinion: the signature tables of puremagic know this beginning as such a file too."""
    try:
        found = {match.extension.lstrip(".").lower() for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return False
    wanted = set(kind.extensions) | ({"zip"} if kind.magic == b"PK\x03\x04" else set())
    return bool(found & wanted)
