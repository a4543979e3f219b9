"""A form that is sent twice is acted upon once: without a script, on a slow line, after "send again?".

The field of the CSRF check differs each time a page is written. So the same fields with the same one are the same
form of the same page, and not a second wish; what makes something needs no guard of its own.
"""

import hashlib
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

Next = Callable[[HttpRequest], HttpResponseBase]
logger = logging.getLogger(__name__)

FIELD = "csrfmiddlewaretoken"
KEPT_SECONDS = 600
"""So long it is remembered where a form led."""
AT_WORK_SECONDS = 60
"""So long a form counts as being acted upon; a process that dies meanwhile says nothing more."""
PATIENCE = 20.0
"""So long the second waits for the answer to the first."""
AT_WORK = ""


def form_key(request: HttpRequest) -> str:
    """What tells one sending of a form from another; "" for what is not a form of ours.

    A script that saves by itself sends the same page many times, with a revision: it is left alone."""
    by_script = "application/json" in request.headers.get("Accept", "")
    if request.method != "POST" or by_script or FIELD not in request.POST:
        return ""
    fields = sorted(request.POST.lists())
    files = sorted((name, [(one.name, one.size) for one in given]) for name, given in request.FILES.lists())
    whole = json.dumps([request.get_full_path(), request.user.pk, fields, files])
    return "once:" + hashlib.sha256(whole.encode(errors="replace")).hexdigest()


class OncePerFormMiddleware:
    """Who sends a form again is led where it led the first time; one that came back with errors is read anew.

    Stands after the CSRF check and knows the person. While the cache is away every form is acted upon.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        key = getattr(request, "once_key", "")
        if key and 300 <= response.status_code < 400:
            _ask_cache(cache.set, key, response["Location"], KEPT_SECONDS)
        elif key:
            _ask_cache(cache.delete, key)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        key = "" if getattr(view, "csrf_exempt", False) else form_key(request)
        end = time.monotonic() + PATIENCE
        while key and not _ask_cache(cache.add, key, AT_WORK, AT_WORK_SECONDS):
            led = _ask_cache(cache.get, key)
            if led:
                return HttpResponseRedirect(led)
            if led is None or time.monotonic() > end:
                return None
            time.sleep(0.1)
        request.once_key = key  # type: ignore[attr-defined]
        return None


def _ask_cache(act: Callable[..., Any], *args: Any) -> Any:
    """What the cache answers; None while it is away: what people have typed is worth more than this guard."""
    try:
        return act(*args)
    except Exception:
        logger.exception("the cache is away: a form sent twice may be acted upon twice")
        return None
