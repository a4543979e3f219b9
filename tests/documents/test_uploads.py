import io

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from portal.documents.services import UploadRefused, store_upload
from tests.documents import factories as f

BOUNDARY = "x-the-boundary-x"


class Line(io.RawIOBase):
    """A line that sends a form with one file of any length, without holding it."""

    def __init__(self, size: int, name: str = "big.pdf") -> None:
        self.head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="before"\r\n\r\nkept\r\n'
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: application/pdf\r\n\r\n%PDF-1.4"
        ).encode()
        self.tail = (
            f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="after"\r\n\r\nkept too\r\n--{BOUNDARY}--\r\n'
        ).encode()
        self.size, self.at = size, 0
        self.length = len(self.head) + size + len(self.tail)

    def read(self, wanted: int = -1) -> bytes:
        wanted = min(65_536 if wanted < 0 else wanted, self.length - self.at)
        piece = b""
        while len(piece) < wanted:
            at = self.at + len(piece)
            if at < len(self.head):
                more = self.head[at:]
            elif at < len(self.head) + self.size:
                more = b"7" * min(self.size + len(self.head) - at, wanted - len(piece))
            else:
                more = self.tail[at - len(self.head) - self.size :]
            piece += more[: wanted - len(piece)]
        self.at += len(piece)
        return piece


def sent(size: int) -> WSGIRequest:
    line = Line(size)
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}",
        CONTENT_LENGTH=str(line.length),
    )
    return WSGIRequest({**environ, "wsgi.input": line})


def test_a_200_mb_upload_is_cut_off_with_a_message_and_the_fields_are_kept(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    request = sent(200_000_000)
    assert request.POST["before"] == "kept"
    assert request.POST["after"] == "kept too"
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= settings.MAX_UPLOAD_BYTES
    with pytest.raises(UploadRefused, match=r"200\.0\sMB; the limit is 10\.0\sMB"):
        store_upload(upload=request.FILES["file"], owner=None, purpose="test")


def test_a_file_at_the_limit_is_read_whole(settings):
    request = sent(settings.MAX_UPLOAD_BYTES - 8)
    assert request.FILES["file"].size == settings.MAX_UPLOAD_BYTES
    assert not hasattr(request.FILES["file"], "over_limit")


def test_one_sign_over_the_limit_is_cut_off(settings):
    upload = sent(settings.MAX_UPLOAD_BYTES - 7).FILES["file"]
    assert upload.over_limit
    assert upload.read() == b""


def test_a_request_a_hundred_times_over_is_not_even_read(settings):
    request = sent(settings.MAX_UPLOAD_BYTES * 101)
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018
    assert request.environ["wsgi.input"].at == 0


def test_many_files_together_are_limited_too(settings):
    settings.MAX_UPLOAD_BYTES = 1_000
    files = {f"file{n}": io.BytesIO(b"%PDF" + b"7" * 896) for n in range(8)}
    for name, opened in files.items():
        opened.name = f"{name}.pdf"
    request = RequestFactory().post("/", files)
    over = [name for name, upload in request.FILES.items() if getattr(upload, "over_limit", False)]
    assert over == ["file6", "file7"]


def test_a_small_file_arrives_as_it_was_sent():
    request = RequestFactory().post("/", {"file": f.upload(), "words": "é"})
    assert request.FILES["file"].read() == f.PDF
    assert request.POST["words"] == "é"


def test_a_file_kept_for_a_form_goes_after_a_day_when_nobody_comes_back(db):
    from datetime import timedelta

    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone

    from portal.documents.models import StoredFile
    from portal.documents.services import keep, kept_by
    from portal.documents.services.keeping import forget_kept
    from tests.accounts import factories as people

    person = people.officer()
    kept = keep(upload=SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n"), by=person)
    assert kept_by(person, str(kept.pk)) == kept
    assert kept_by(people.officer(), str(kept.pk)) is None
    assert forget_kept() == 0
    StoredFile.objects.update(uploaded_at=timezone.now() - timedelta(days=2))
    assert forget_kept() == 1
    assert kept_by(person, str(kept.pk)) is None
