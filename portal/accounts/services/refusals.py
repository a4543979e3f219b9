"""How a service says no."""

from typing import Any

import rules
from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """The act is not possible as things stand; ``message`` says why, in the reader's language."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = str(message)


class NotAllowed(Refused):
    """The person may not do this to this record."""


def need(perm: str, user: Any, thing: Any = None) -> None:
    """Go on only if the named rule says yes. Raises PermissionDenied; the web asks before and answers 404."""
    if not (getattr(user, "is_active", False) and rules.has_perm(perm, user, thing)):
        raise PermissionDenied(perm)
