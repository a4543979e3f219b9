"""The portal for a WSGI server."""

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
_portal = get_wsgi_application()
# What is loaded now stays: no collection looks at it again, and under --preload no process copies it by looking.
# A page makes thousands of rows and drops them by itself; collecting after every 700 of them is a seventh of the
# work of the largest pages (measured: the matching of one need with 2 000 experts, 111 → 95 ms).
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)


def _with_trivial(portal: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Answer /trivial before any middleware runs: the unit of the benchmarks' ratios (CONTRACT)."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/trivial":
            start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]
        return portal(environ, start_response)

    return application


application = _with_trivial(_portal) if os.environ.get("PORTAL_BENCH") == "1" else _portal
