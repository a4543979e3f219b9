"""Handing a file to somebody who may have it. The view that calls this has asked."""

import os
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.http import content_disposition_header

from portal.documents.models import StoredFile
from portal.documents.spreadsheets import CSV, Column, write_csv

SANDBOX = "sandbox; default-src 'none'"


def serve(stored_file: StoredFile) -> HttpResponseBase:
    """A file as a download: never shown inside the portal, never guessed at, never kept by a cache.

    With ``PORTAL_ACCEL_PREFIX`` (an internal location of nginx over the media folder) the server in
    front sends the bytes. Raises Http404 when they are gone.
    """
    if stored_file.removed:
        raise Http404
    response: HttpResponseBase
    prefix = os.environ.get("PORTAL_ACCEL_PREFIX", "").rstrip("/")
    if prefix:
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{prefix}/{stored_file.file.name}"
    else:
        try:
            response = FileResponse(stored_file.open())
        except FileNotFoundError as error:
            raise Http404 from error
        response["Content-Length"] = str(stored_file.size)
    response["Content-Type"] = stored_file.content_type
    response["Content-Disposition"] = content_disposition_header(True, stored_file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def csv_file(name: str, columns: Sequence[Column | Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A table to take away: ``name`` and the language of the page make the name of the file."""
    response = HttpResponse("".join(write_csv(columns, rows)), content_type=CSV)
    language = translation.get_language() or "en"
    response["Content-Disposition"] = f'attachment; filename="{name}-{language}.csv"'
    return response
