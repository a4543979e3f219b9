"""How often one address may guess: counted only when a guess fails, in the cache all processes share.

``what`` names the kind of guess: check codes of documents, tokens of private links.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST = 30
SECONDS = 600


def _key(request: HttpRequest, what: str) -> str:
    return f"{what}:{get_adapter().get_client_ip(request)}"


def blocked(request: HttpRequest, what: str) -> bool:
    """Whether this address has guessed too often in the last ten minutes."""
    return int(cache.get(_key(request, what), 0)) >= MOST


def count(request: HttpRequest, what: str) -> None:
    """Count one guess."""
    key = _key(request, what)
    if not cache.add(key, 1, SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, SECONDS)
