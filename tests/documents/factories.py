"""Files as people send them: true ones, false ones, and harmful ones."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.documents import jobs
from portal.documents.models import Job, StoredFile
from portal.documents.services import request_job, store_bytes

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/{part}" ContentType="{kind}.main+xml"/></Types>'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
EXE = (
    b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"
    + b"\x00" * 50
    + b"This program cannot be run in DOS mode" * 40
)


def image(kind: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "#167545").save(target, kind)
    return target.getvalue()


def zipped(entries: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return target.getvalue()


def docx(**more: bytes | str) -> bytes:
    return zipped({"[Content_Types].xml": CONTENT_TYPES.format(part="word/document.xml", kind=WORD), **more})


def xlsx(more: dict[str, bytes | str] | None = None) -> bytes:
    return zipped({"[Content_Types].xml": CONTENT_TYPES.format(part="xl/workbook.xml", kind=SHEET), **(more or {})})


def odt() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", "<office:document-content/>", zipfile.ZIP_DEFLATED)
    return target.getvalue()


def upload(name: str = "letter.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def stored_file(owner: Any = None, name: str = "letter.pdf", data: bytes = PDF) -> StoredFile:
    return store_bytes(name=name, content_type="application/pdf", data=data, owner=owner, purpose="test")


def make_text(context: jobs.JobContext) -> jobs.JobResult:
    """The simplest kind of work: a text that says what it was asked for."""
    context.progress(1, 2, "half way")
    return jobs.JobResult("note.txt", "text/plain", f"made {context.params}".encode())


def waiting_job(by: Any, kind: str = "test.text", **params: Any) -> Job:
    """A job nobody has taken yet (outside a committing transaction no bell rings)."""
    return request_job(kind=kind, params=params, requested_by=by, language="en")
