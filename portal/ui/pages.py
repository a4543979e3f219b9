"""Public pages and the store that serves them again without rendering.

A public page reads and never writes, sets no cookie and depends on nothing but its address, so any
shared cache may hold it (DESIGN, "Public pages"). The store keeps the finished response in this
process, keyed by address and by the content version: any change of public content empties it at once,
and 60 seconds do so for what depends on the clock ("in 71 days").
"""

import contextvars
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import patch_vary_headers

from .models import ContentVersion

T = TypeVar("T")
# What this request has asked already: a list of one, None until it was asked; no list outside a request.
_asked: contextvars.ContextVar[list[int | None] | None] = contextvars.ContextVar("content_version", default=None)


def content_version() -> int:
    """The present content version: one query, asked once in a request."""
    asked = _asked.get()
    if asked is not None and asked[0] is not None:
        return asked[0]
    version = _read_version()
    if asked is not None:
        asked[0] = version
    return version


def _read_version() -> int:
    """The row. This query is the first of most requests, so it is the connection's health check as well."""
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _version_in_database()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()  # the database was restarted: a new connection is made
        return _version_in_database()


def _version_in_database() -> int:
    """By hand: building the query anew would be half the work of an answer from the store."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM ui_contentversion WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def bump_content() -> None:
    """Say that something public has changed; takes effect when the transaction under way commits."""

    def bump() -> None:
        if not ContentVersion.objects.filter(pk=1).update(version=F("version") + 1):
            ContentVersion.objects.get_or_create(pk=1, defaults={"version": 1})
        asked = _asked.get()
        if asked is not None:
            asked[0] = None

    transaction.on_commit(bump)


def public_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a view as public: what a GET of it answers may be kept by anybody for 60 seconds.

    The view must not read ``request.user``, the session or messages, and must render no CSRF field.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.public_page = True  # type: ignore[attr-defined]
        # Asked before anything is read: a change during the rendering makes the kept page old, never new.
        request.content_version = content_version()  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        if request.method not in {"GET", "HEAD"} or response.status_code != 200 or response.streaming:
            return response
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        assert isinstance(response, HttpResponse)
        digest = hashlib.sha256(response.content).hexdigest()[:20]
        response["ETag"] = f'W/"{digest}"'
        response["Cache-Control"] = f"public, max-age={settings.PAGE_STORE_SECONDS}"
        response.public_page = True  # type: ignore[attr-defined]
        return response

    wrapped.public = True  # type: ignore[attr-defined]
    return wrapped


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    until: float
    etag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class PageStore:
    """Finished public responses of this process, the least used leaving first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, bool], _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, bool]) -> _Kept | None:
        with self._lock:
            kept = self._pages.get(key)
            if kept is not None:
                self._pages.move_to_end(key)
            return kept

    def put(self, key: tuple[str, bool], kept: _Kept) -> None:
        with self._lock:
            self._pages[key] = kept
            self._pages.move_to_end(key)
            while len(self._pages) > settings.PAGE_STORE_ENTRIES:
                self._pages.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()


store = PageStore()


class Shelf:
    """What public pages work out and may share until public content changes: rows of a table, a piece of HTML."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._things: dict[Hashable, Any] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, kept in this process under the content version of this request.

        `make` may depend on nothing but public content and the key: not on the clock, not on the reader.
        """
        version = content_version()
        with self._lock:
            if self._version != version:
                self._version, self._things = version, {}
            things = self._things
        if key not in things:
            things[key] = make()
        found: T = things[key]
        return found

    def clear(self) -> None:
        with self._lock:
            self._version, self._things = None, {}


shelf = Shelf()
# What a kept answer repeats; everything else (cookies above all) is dropped.
_HEADERS_KEPT = (
    "Content-Type", "Content-Encoding", "Content-Language", "Content-Disposition", "Content-Security-Policy",
    "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "Cache-Control", "ETag", "Vary", "Link", "Last-Modified",
)  # fmt: skip


class PageStoreMiddleware:
    """First of the middleware: answers a public GET from the store, and fills the store."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _asked.set([None])
        try:
            return self._answer(request)
        finally:
            _asked.reset(token)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} or (settings.SECURE_SSL_REDIRECT and not request.is_secure()):
            return self.get_response(request)
        key = (request.get_full_path(), "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""))
        kept = store.get(key)
        if kept is not None and kept.until > time.monotonic() and kept.version == content_version():
            return _respond(request, kept.etag, kept.headers, kept.body)
        response = self.get_response(request)
        if not getattr(response, "public_page", False):
            return response
        assert isinstance(response, HttpResponse)
        del response["Vary"]
        patch_vary_headers(response, ["Accept-Encoding"])
        response.cookies.clear()
        headers = tuple((name, response[name]) for name in _HEADERS_KEPT if response.has_header(name))
        version: int = request.content_version  # type: ignore[attr-defined]
        fresh = _Kept(
            version, time.monotonic() + settings.PAGE_STORE_SECONDS, response["ETag"], headers, response.content
        )
        store.put(key, fresh)
        return _respond(request, fresh.etag, headers, fresh.body)


def _respond(request: HttpRequest, etag: str, headers: tuple[tuple[str, str], ...], body: bytes) -> HttpResponse:
    """The kept page, or 304 when the reader has it already."""
    asked = request.META.get("HTTP_IF_NONE_MATCH", "")
    unchanged = asked == "*" or any(
        part.strip().removeprefix("W/") == etag.removeprefix("W/") for part in asked.split(",")
    )
    empty = unchanged or request.method == "HEAD"
    response = HttpResponse(b"" if empty else body, status=304 if unchanged else 200)
    for name, value in headers:
        if not (unchanged and name in {"Content-Type", "Content-Encoding"}):
            response[name] = value
    if unchanged:
        del response["Content-Type"]
    else:
        response["Content-Length"] = str(len(body))
    return response
