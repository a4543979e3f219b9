"""How often one address may do something, counted in the cache all processes share.

``what`` names it. Guesses (check codes of documents, tokens of private links) are counted only when they
fail; other acts have numbers of their own.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST = 30
SECONDS = 600


def _key(request: HttpRequest, what: str) -> str:
    return f"{what}:{get_adapter().get_client_ip(request)}"


def blocked(request: HttpRequest, what: str, *, most: int | None = None) -> bool:
    """Whether this address has done it as often as it may (`MOST` unless said)."""
    return int(cache.get(_key(request, what), 0)) >= (MOST if most is None else most)


def count(request: HttpRequest, what: str, *, seconds: int = SECONDS) -> None:
    """Count once; forgotten ``seconds`` after the first."""
    key = _key(request, what)
    if not cache.add(key, 1, seconds):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, seconds)
