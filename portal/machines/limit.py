"""How many requests one address makes in a minute, counted in the cache all processes share."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 60


def seconds_to_wait(request: HttpRequest, most: int, what: str = "api") -> int:
    """Count a request for ``what``. 0 when it may pass, else how long until the next minute begins.

    Each minute of the clock has a key of its own: it needs no exact expiry, which a cache in the database does not
    keep when it counts on.
    """
    now = time.time()
    key = f"{what}:{int(now // WINDOW)}:{get_adapter().get_client_ip(request)}"
    so_far = int(cache.get(key, 0))
    if so_far >= most:
        return WINDOW - int(now) % WINDOW
    if so_far or not cache.add(key, 1, WINDOW * 2):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, WINDOW * 2)
    return 0
