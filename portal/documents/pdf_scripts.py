"""Whether a PDF carries scripts or starts programs when it is opened (no Django here)."""

from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}
MOST_OBJECTS = 50_000


def carries_scripts(stream: BinaryIO) -> bool:
    """True for a PDF with JavaScript, or with an action that starts a program or sends data.

    Every object reached from its root is looked at. One that cannot be read is judged by its bytes.
    Leaves the stream at its beginning.
    """
    try:
        stream.seek(0)
        return _acts(PdfReader(stream, strict=False))
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError):
        stream.seek(0)
        return _named(stream)
    finally:
        stream.seek(0)


def _acts(reader: PdfReader) -> bool:
    waiting: list[Any] = [reader.trailer.get("/Root")]
    seen: set[tuple[int, int]] = set()
    looked_at = 0
    while waiting:
        item = waiting.pop()
        looked_at += 1
        if looked_at > MOST_OBJECTS:
            return True
        if isinstance(item, IndirectObject):
            key = (item.idnum, item.generation)
            if key in seen:
                continue
            seen.add(key)
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            if "/JS" in item or "/JavaScript" in item or item.get("/S") in ACTS:
                return True
            waiting.extend(dict.values(item))
        elif isinstance(item, ArrayObject):
            waiting.extend(list.__iter__(item))
    return False


def _named(stream: BinaryIO) -> bool:
    data = stream.read()
    return any(word in data for word in (b"/JavaScript", b"/JS", b"/Launch"))
