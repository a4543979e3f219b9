"""Addresses made of titles: pure, without Django."""

import re

from portal.reference.sortkeys import bare

LONGEST = 80
_SIGNS = re.compile(r"[^a-z0-9]+")


def slug_of(title: str, code: str) -> str:
    """A title in small Latin letters, figures and hyphens, cut between words; the code where nothing is left of it
    (a title in Arabic or Chinese).

    >>> slug_of("Découvrabilité : un observatoire", "ABCD")
    'decouvrabilite-un-observatoire'
    """
    words = _SIGNS.sub("-", bare(title)).strip("-")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    return words if re.search("[a-z]", words) else f"{words}-{code.lower()}".strip("-")
