"""How often one address may do something, counted in the cache all processes share."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def _key(name: str, request: HttpRequest) -> str:
    return f"{name}:{get_adapter().get_client_ip(request)}"


def blocked(name: str, request: HttpRequest, *, most: int) -> bool:
    """Whether this address has done it as often as it may."""
    return int(cache.get(_key(name, request), 0)) >= most


def count(name: str, request: HttpRequest, *, seconds: int) -> None:
    """Count once; the counter is forgotten ``seconds`` after its first use."""
    key = _key(name, request)
    if not cache.add(key, 1, seconds):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, seconds)
