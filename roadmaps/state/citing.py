"""How a figure or a table of the portal is cited: who says it, what, of which day, where it is read."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from portal.ui.dates import day as in_words


@dataclass(frozen=True, slots=True)
class Citation:
    """A text to copy, and the whole address in it."""

    text: str
    address: str


def citation(title: str, path: str, day: date) -> Citation:
    """The citation of what ``path`` shows, as it stood on ``day``."""
    address = f"{settings.PUBLIC_URL}{path}"
    text = _(
        "UNESCO, Secretariat of the 2005 Convention. %(title)s. Digital Assistance Programme, "
        "as of %(date)s. %(address)s"
    )
    return Citation(text % {"title": title, "date": in_words(day), "address": address}, address)
