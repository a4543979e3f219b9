"""What holds for every answer to a program: read only, public, no cookie, open to other sites, told apart by an
ETag, so many a minute, and problems in JSON."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from . import limit
from .answers import problem
from .etags import etag_of, is_known
from .params import language_of

PREFIX = "/api/"
ALLOWED = "GET, HEAD, OPTIONS"
Next = Callable[[HttpRequest], HttpResponseBase]


class MachinesMiddleware:
    """Stands around everything under `PREFIX`; other addresses pass."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = self._answer(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.cookies.clear()
        if response.status_code >= 400:
            response["Cache-Control"] = "no-store"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in {"GET", "HEAD"}:
            response = problem(405, _("Only reading is possible here: ask with GET."))
            response["Allow"] = ALLOWED
            return response
        etag = etag_of(request.get_full_path())
        if is_known(request, etag):
            return _fresh(HttpResponse(status=304), etag)
        wait = limit.seconds_to_wait(request, settings.API_REQUESTS_A_MINUTE)
        if wait:
            response = problem(
                429,
                _("More than %(most)s requests in a minute came from your address: wait, or take the whole files.")
                % {"most": settings.API_REQUESTS_A_MINUTE},
            )
            response["Retry-After"] = str(wait)
            return response
        response = _fresh(self._made(request), etag)
        response["Content-Language"] = language_of(request)
        return response

    def _made(self, request: HttpRequest) -> HttpResponseBase:
        head, request.method = request.method == "HEAD", "GET"
        response = self.get_response(request)
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith("application/json"):
            with translation.override(language_of(request)):
                response = problem(response.status_code, _WORDS.get(response.status_code, _failed)())
        if head:
            request.method = "HEAD"
            if isinstance(response, HttpResponse):
                response.content = b""
        return response


def _fresh(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Say how long it may be kept; a problem is never kept."""
    if response.status_code < 400:
        response["ETag"] = etag
        response["Cache-Control"] = f"public, max-age={settings.PAGE_STORE_SECONDS}"
        del response["Vary"]
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = ALLOWED
    response["Access-Control-Allow-Methods"] = ALLOWED
    response["Access-Control-Allow-Headers"] = "If-None-Match, Content-Type"
    response["Access-Control-Max-Age"] = "86400"
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _failed() -> str:
    return _("The answer could not be made. It was written down; try again later.")


_WORDS = {
    400: lambda: _("The request cannot be read."),
    404: lambda: _("There is nothing at this address."),
}
