"""What every template may ask about the person; nothing is read until a template does."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import standing


def person(request: HttpRequest) -> dict[str, Any]:
    """``standing``: roles and Parties of who is signed in, read on first use only. Public pages never use it."""
    return {"standing": SimpleLazyObject(lambda: standing.of(getattr(request, "user", None)))}
