import hashlib
import re
import socketserver
import struct
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.utils import timezone

from portal.documents import archives, queries
from portal.documents.models import StoredFile
from portal.documents.services import UploadRefused, remove_file, store_bytes, store_upload, sweeping
from portal.documents.serving import serve
from tests.accounts.factories import UserFactory
from tests.documents import factories as f

pytestmark = pytest.mark.django_db


def take(**given):
    return store_upload(**{"upload": f.upload(), "owner": None, "purpose": "test", **given})


def on_disk(settings) -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_a_file_is_kept_under_a_random_name_with_its_hash(settings):
    user = UserFactory()
    stored = take(upload=f.upload("Lettre du ministre.pdf"), owner=user, by=user)
    assert stored.name == "Lettre du ministre.pdf"
    assert stored.sha256 == hashlib.sha256(f.PDF).hexdigest()
    assert stored.size == len(f.PDF)
    assert stored.content_type == "application/pdf"
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}", stored.file.name)
    assert on_disk(settings)[0].read_bytes() == f.PDF
    assert list(queries.files_of(user, "test")) == [stored]
    assert list(queries.files_of(user, "other")) == []


def test_a_renamed_exe_is_refused_and_nothing_is_kept(settings):
    with pytest.raises(UploadRefused, match="not accepted"):
        take(upload=f.upload("letter.pdf", f.EXE))
    assert not on_disk(settings)
    assert not StoredFile.objects.exists()


def test_a_kind_that_the_question_does_not_want_is_refused():
    with pytest.raises(UploadRefused, match="PDF"):
        take(upload=f.upload("photo.png", f.image("PNG")), allowed=("pdf",))


def test_the_true_extension_is_given_to_a_file_named_otherwise():
    assert take(upload=f.upload("picture.pdf", f.image("PNG"))).name == "picture.pdf.png"


def test_path_parts_of_a_name_are_dropped(settings):
    class Sent:
        name, size = "../../../etc/cron.d/letter.pdf", len(f.PDF)

        def __getattr__(self, attribute):
            return getattr(inner, attribute)

    inner = f.upload()
    stored = take(upload=Sent())
    assert stored.name == "letter.pdf"
    assert all(Path(settings.MEDIA_ROOT) in path.parents for path in on_disk(settings))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (archives.BadArchive.BOMB, "unpacks to far more"),
        (archives.BadArchive.LOCKED, "password"),
        (archives.BadArchive.MACRO, "macros"),
        (archives.BadArchive.BROKEN, "damaged"),
    ],
)
def test_each_refused_container_says_why_and_what_to_do(monkeypatch, reason, words):
    def refuse(stream):
        raise archives.BadArchive(reason)

    monkeypatch.setattr(archives, "inspect", refuse)
    with pytest.raises(UploadRefused, match=words):
        take(upload=f.upload("table.xlsx", f.xlsx()))


def test_a_zip_bomb_in_an_xlsx_is_refused():
    with pytest.raises(UploadRefused, match="unpacks"):
        take(upload=f.upload("budget.xlsx", f.xlsx({"xl/worksheets/sheet1.xml": b"0" * 40_000_000})))


def test_a_limit_of_the_question_counts_when_it_is_lower():
    with pytest.raises(UploadRefused, match="the limit"):
        take(max_bytes=50)


def test_an_empty_file_is_refused():
    with pytest.raises(UploadRefused, match="empty"):
        take(upload=f.upload("letter.pdf", b""))


def test_a_file_of_our_own_is_read_from_a_path(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(f.PDF)
    stored = store_bytes(name="report.pdf", content_type="application/pdf", data=path, owner=None, purpose="test")
    assert stored.open().read() == f.PDF


def test_bytes_go_when_the_row_cannot_be_written(settings, monkeypatch):
    def refuse(self, **kwargs):
        raise RuntimeError("no")

    monkeypatch.setattr(StoredFile, "save", refuse)
    with pytest.raises(RuntimeError):
        take()
    assert not on_disk(settings)


def test_a_removed_file_loses_its_bytes_after_the_commit_and_keeps_its_row(
    settings, django_capture_on_commit_callbacks
):
    stored = take()
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        remove_file(stored_file=stored)
    assert on_disk(settings)
    for callback in waiting:
        callback()
    assert not on_disk(settings)
    assert stored.removed
    with pytest.raises(Http404):
        serve(stored)


def test_a_file_is_served_as_an_attachment_that_cannot_act():
    stored = take(upload=f.upload("Lettre d’intérêt\nخ.pdf"))
    response = serve(stored)
    assert b"".join(response) == f.PDF
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Lettre%20d%E2%80%99int")
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(len(f.PDF))


def test_a_server_in_front_may_send_the_bytes(monkeypatch):
    monkeypatch.setenv("PORTAL_ACCEL_PREFIX", "/private/")
    stored = take()
    response = serve(stored)
    assert response["X-Accel-Redirect"] == f"/private/{stored.file.name}"
    assert response.content == b""
    assert response["Content-Type"] == "application/pdf"


def test_a_file_whose_bytes_are_lost_is_not_found():
    stored = take()
    default_storage.delete(stored.file.name)
    with pytest.raises(Http404):
        serve(stored)


def test_bytes_without_a_row_go_a_day_later_and_others_stay(settings):
    kept = take()
    stray = take()
    StoredFile.objects.filter(pk=stray.pk).delete()
    assert sweeping.expire()["strays"] == 0
    assert sweeping.expire(timezone.now() + timedelta(days=2))["strays"] == 1
    assert [path.name for path in on_disk(settings)] == [kept.file.name[3:]]


class Clamd(socketserver.StreamRequestHandler):
    """A scanner that finds what it is told to find."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
        self.wfile.write(b"stream: Test-Virus FOUND\0" if b"virus" in data else b"stream: OK\0")


def test_the_optional_scanner_is_asked(monkeypatch):
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("CLAMD_URL", f"tcp://127.0.0.1:{server.server_address[1]}")
        try:
            assert take().open().read() == f.PDF
            with pytest.raises(UploadRefused, match="virus scanner"):
                take(upload=f.upload("letter.pdf", f.PDF + b"virus"))
        finally:
            server.shutdown()
            thread.join()
    with pytest.raises(UploadRefused, match="right now"):
        take()
