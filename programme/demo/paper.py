"""One-page PDF files for the invented attachments: a title and a few lines, written directly.

The demonstration must load in seconds and without the libraries of the real PDFs, so these are the
plainest files that a reader opens: one page, one standard font.
"""

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager

from portal.documents import pdf

_LINE = 74


def one_page(title: str, text: str) -> bytes:
    """A PDF of one page with this title and text (Latin letters)."""
    lines = [line for part in text.splitlines() for line in (textwrap.wrap(part, _LINE) or [""])]
    drawn = [f"BT /F1 15 Tf 60 770 Td ({_safe(title[:90])}) Tj ET"]
    drawn += [f"BT /F1 11 Tf 60 {735 - 16 * row} Td ({_safe(line)}) Tj ET" for row, line in enumerate(lines[:42])]
    stream = "\n".join(drawn).encode("cp1252", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)


def _safe(text: str) -> str:
    text = text.replace("\u202f", "\u00a0").replace("\u2011", "-")
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


@contextmanager
def where_pdf_is_missing() -> Iterator[None]:
    """On a machine that makes no PDFs the documents of the stories are such plain pages; elsewhere the real ones."""
    if pdf.available():
        yield
        return
    render = pdf.render
    pdf.render = lambda *_args, title="", reference="", **_more: one_page(title, reference)
    try:
        yield
    finally:
        pdf.render = render
