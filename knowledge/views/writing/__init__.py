"""The workspace of who writes entries."""

from .acts import act, from_measure
from .changes import changes_page
from .confirm import confirm_page
from .consent import consent_page
from .entry import entry_page, languages
from .files import attach, remove
from .list import entries_page
from .pages import facts_page, text_page
from .reuse import reuse_page

__all__ = [
    "act",
    "attach",
    "changes_page",
    "confirm_page",
    "consent_page",
    "entries_page",
    "entry_page",
    "facts_page",
    "from_measure",
    "languages",
    "remove",
    "reuse_page",
    "text_page",
]
