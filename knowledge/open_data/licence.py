"""Under which terms the data may be used, and how they are cited."""

from django.utils import timezone
from django.utils.translation import gettext as _

from roadmaps.state.citing import citation

LICENCE = "https://creativecommons.org/licenses/by-sa/3.0/igo/"
"""Of the collections as such: the licence of UNESCO's open publications. Each entry says its own."""


def cite(title: str, path: str = "/data/") -> str:
    """The citation of the data as they stand today."""
    return citation(title, path, timezone.now().date()).text if title else _("Open data")
