"""Short random codes for addresses: read aloud or written by hand without mistake."""

import secrets
from typing import Any

# Letters that are not mistaken for one another or for digits.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def new_code(length: int = LENGTH) -> str:
    """A random code, for a record whose number must not be guessed or counted up."""
    return "".join(secrets.choice(ALPHABET) for _position in range(length))


def unused_codes(model: Any, number: int = 1) -> list[str]:
    """So many different codes that no row of `model` has; those taken are drawn again. One query, as a rule."""
    found: set[str] = set()
    while len(found) < number:
        drawn = {new_code() for _draw in range(number - len(found))}
        found |= drawn - set(model._default_manager.filter(code__in=drawn).values_list("code", flat=True))
    return list(found)
