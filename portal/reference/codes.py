"""Short random codes for addresses: read aloud or written by hand without mistake."""

import secrets

# Letters that are not mistaken for one another or for digits.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def new_code(length: int = LENGTH) -> str:
    """A random code, for a record whose number must not be guessed or counted up."""
    return "".join(secrets.choice(ALPHABET) for _position in range(length))
