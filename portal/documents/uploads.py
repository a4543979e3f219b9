"""Uploads are cut off at the limit while they stream in; the other fields of the form are kept."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

FILES_A_REQUEST = 6
REQUEST_FACTOR = 100  # times the limit of one file: beyond it the whole request is refused unread


class OverLimitFile(UploadedFile):
    """What stands in for a file that was cut off: its name and length, none of its bytes."""

    over_limit = True

    def __init__(self, name: str, field_name: str, size: int, content_type: str) -> None:
        super().__init__(BytesIO(b""), name, content_type, size, None)
        self.field_name = field_name


class LimitedUploadHandler(FileUploadHandler):
    """First in line: counts the bytes of each file and passes none on beyond ``MAX_UPLOAD_BYTES``.

    The rest of the file is read off the line and thrown away, so that the fields after it arrive and
    the person gets the form back with a message instead of a broken connection.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.limit: int = settings.MAX_UPLOAD_BYTES
        self.kept = 0
        self.seen = 0
        self.over = False

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > self.limit * REQUEST_FACTOR:
            raise RequestDataTooBig(f"a request of {content_length} bytes is not read")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0
        self.over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.seen += len(raw_data)
        if not self.over and (self.seen > self.limit or self.kept + self.seen > self.limit * FILES_A_REQUEST):
            self.over = True
        return None if self.over else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.over:
            return OverLimitFile(self.file_name or "", self.field_name, self.seen, self.content_type or "")
        self.kept += self.seen
        return None
