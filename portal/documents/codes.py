"""Codes that are said on the phone and typed from paper."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O, 1 I L, U (mistaken for V)
LENGTH = 10


def new_code(length: int = LENGTH) -> str:
    """A random code; ten signs give 5.9 × 10¹⁴ of them, too many to try."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def grouped(code: str) -> str:
    """A code as it is printed, in fours: 7KQ4-M2XR-9D."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def normalise(typed: str) -> str:
    """What somebody typed, as a code: no spaces or hyphens, capitals, nothing but signs of the alphabet."""
    return "".join(sign for sign in typed.upper() if sign in ALPHABET)[:40]
