"""The web server's worker: what it refuses by itself, before a page is asked for, is told in our look."""

import time
from functools import cache
from typing import Any

from gunicorn import util
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

MOST_DRAINED, LONGEST_DRAINED = 1024 * 1024, 1.0
"""Bytes and seconds still read of a request that is refused: a browser that cannot send all of it shows no answer."""


class PageWorker(ThreadWorker):
    """gunicorn's own with threads. An address that is too long (a text pasted into the search) gets a page."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        try:
            _drain(client)
            util.write_nonblock(client, too_long())
        except OSError:
            self.log.debug("The answer to an address that is too long could not be sent.")


def _drain(client: Any) -> None:
    """Read the rest of the request, as long as it comes at once."""
    client.settimeout(0.2)
    read, end = 0, time.monotonic() + LONGEST_DRAINED
    try:
        while read < MOST_DRAINED and time.monotonic() < end and (part := client.recv(65536)):
            read += len(part)
    except TimeoutError:
        return


@cache
def too_long() -> bytes:
    """The whole answer, made once."""
    from django.conf import settings
    from django.template.loader import render_to_string

    page = render_to_string("414.html").encode()
    csp = "; ".join(
        f"{name} {' '.join(given)}" for name, given in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items() if given
    )
    lines = (
        "HTTP/1.1 414 URI Too Long",
        "Connection: close",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(page)}",
        "Cache-Control: no-store",
        f"Content-Security-Policy: {csp}",
        "X-Content-Type-Options: nosniff",
    )
    return "\r\n".join((*lines, "", "")).encode("latin-1") + page
