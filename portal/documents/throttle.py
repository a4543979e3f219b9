"""How often one address may guess a check code: counted only when a guess fails."""

from django.http import HttpRequest

from portal.accounts import throttle

MOST = 30
SECONDS = 600


def blocked(request: HttpRequest) -> bool:
    """Whether this address has guessed too often in the last ten minutes."""
    return throttle.blocked("verify", request, most=MOST)


def count(request: HttpRequest) -> None:
    """Count one guess."""
    throttle.count("verify", request, seconds=SECONDS)
