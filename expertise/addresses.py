"""Texts of experts on public pages: an e-mail address typed into one is left out. Pure but for the words.

The pages of the roster carry no addresses (programmes collect them); whoever wants to write does so
through the Secretariat.
"""

import re

from django.utils.translation import gettext as _

# Written plainly, or with the usual disguises of the sign in the middle.
_ADDRESS = re.compile(
    r"[\w.+%'-]+\s?(?:@|\(at\)|\[at\]|\{at\}|\s(?:at|arobase)\s)\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+",
    re.IGNORECASE,
)


def without_addresses(text: str) -> str:
    """The text with every e-mail address replaced by a word about it."""
    return _ADDRESS.sub(_("(address left out)"), text) if "@" in text or "at" in text or "arobase" in text else text
