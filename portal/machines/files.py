"""Files made while they are sent: told apart by an ETag before anything is read, so many a minute."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from . import limit
from .etags import etag_of, is_known

MOST_A_MINUTE = 20
_LINES_AT_ONCE = 200


def download(
    request: HttpRequest, name: str, content_type: str, make: Callable[[], Iterable[str] | bytes]
) -> HttpResponseBase:
    """The file ``name``: its lines as they are made, or its bytes. 304 when the reader has it, 429 when this address
    asks too often. What ``make`` gives may depend on public content, the address and the day only."""
    etag = etag_of(request.get_full_path())
    response: HttpResponseBase
    if is_known(request, etag):
        response = HttpResponse(status=304)
    else:
        wait = limit.seconds_to_wait(request, MOST_A_MINUTE, "files")
        if wait:
            return refusal(_("Too many files in a minute: wait, then ask again."), 429, wait)
        made = make()
        if isinstance(made, bytes):
            response = HttpResponse(made, content_type=content_type)
        else:
            response = StreamingHttpResponse(_in_parts(made), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = etag
    return opened(response)


def opened(response: HttpResponseBase) -> HttpResponseBase:
    """Anybody may keep it for a while, and pages of other sites may read it."""
    response["Cache-Control"] = f"public, max-age={settings.PAGE_STORE_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def refusal(words: str, status: int = 400, wait: int = 0) -> HttpResponse:
    """Why a file is not made, in plain text."""
    response = HttpResponse(words.rstrip() + "\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _in_parts(lines: Iterable[str]) -> Iterator[bytes]:
    """Many small lines as fewer pieces."""
    stream = iter(lines)
    while some := "".join(islice(stream, _LINES_AT_ONCE)):
        yield some.encode()
