"""How often one address may do something, counted in the cache all processes share.

``what`` names it. Guesses (check codes of documents, tokens of private links) are counted only when they
fail; other acts have numbers of their own.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string

MOST = 30
SECONDS = 600


def _key(request: HttpRequest, what: str) -> str:
    return f"{what}:{get_adapter().get_client_ip(request)}"


def blocked(request: HttpRequest, what: str, *, most: int | None = None) -> bool:
    """Whether this address has done it as often as it may (`MOST` unless said)."""
    key = _key(request, what)
    window = cache.get(f"{key}:window")
    return window is not None and int(cache.get(f"{key}:{window}", 0)) >= (MOST if most is None else most)


def count(request: HttpRequest, what: str, *, seconds: int = SECONDS) -> None:
    """Count once; forgotten ``seconds`` after the first.

    The first count opens a window under a name of its own, which nothing makes longer: some caches keep a number
    anew from each ``incr`` on.
    """
    key = _key(request, what)
    window = cache.get_or_set(f"{key}:window", lambda: get_random_string(8), seconds)
    counter = f"{key}:{window}"
    if not cache.add(counter, 1, seconds):
        try:
            cache.incr(counter)
        except ValueError:  # it ran out between the two
            cache.set(counter, 1, seconds)
