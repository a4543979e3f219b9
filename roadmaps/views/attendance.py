"""Who came, by sector: the boxes beside the form of a consultation or a workshop."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.collaboration.views.record import Boxes

from ..assistance.attendance import COUNTED, posted_of


def attendance_boxes(kinds: Mapping[str, str], stored: Callable[[], Iterable[Any]]) -> Boxes:
    """The boxes of each sector (``kinds``: code, words), to be settled as one; ``stored`` reads the counts there."""
    words = {"women": _("Women"), "men": _("Men"), "undeclared": _("Not said"), "young": _("Under 30")}

    def told(texts: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
        lines = [
            (sector, [(words[name], texts[f"{name}-{kind}"]) for name in COUNTED if f"{name}-{kind}" in texts])
            for kind, sector in kinds.items()
        ]
        return [line for line in lines if line[1]]

    return Boxes(
        name="counts",
        label=_("Who came"),
        names=frozenset(f"{name}-{kind}" for name in COUNTED for kind in kinds),
        stored=lambda: posted_of(stored()),
        told=told,
    )
