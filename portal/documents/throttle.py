"""How often one address may guess: counted only when a guess fails, in the cache all processes share."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST = 30
SECONDS = 600


def _key(request: HttpRequest) -> str:
    return f"verify:{get_adapter().get_client_ip(request)}"


def blocked(request: HttpRequest) -> bool:
    """Whether this address has guessed too often in the last ten minutes."""
    return int(cache.get(_key(request), 0)) >= MOST


def count(request: HttpRequest) -> None:
    """Count one guess."""
    key = _key(request)
    if not cache.add(key, 1, SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, SECONDS)
