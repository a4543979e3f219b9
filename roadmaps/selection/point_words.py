"""The points of an expert on a shortlist, in words: whole for the Secretariat, within what they may read for a Party.

The figures are those kept when the shortlist was made. A Party reads no point that would tell what an expert keeps
to the Secretariat (gender, residence), or what others said of earlier missions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from expertise.choices import Part
from expertise.matching_words import LABELS

from ..models import Considered
from .matches import Match

NEEDS_PART: Mapping[str, Part] = {
    "activity": Part.ACTIVITIES,
    "language": Part.LANGUAGES,
    "field": Part.FIELDS,
    "theme": Part.FIELDS,
    "availability": Part.AVAILABILITY,
}
"""The points a Party reads in full, each when it may read the part it speaks of."""
OPEN = frozenset({"mode", "freshness", "load"})
"""Points of which a Party reads how far they are met, and nothing more. All others are the Secretariat's."""


@dataclass(frozen=True, slots=True)
class Said:
    """One point: its name, how far it is met from 0 to 100, in a word, and what it rests on."""

    code: str
    label: str
    percent: int
    weight: int
    grade: str
    words: str = ""


def grade(value: float) -> str:
    """How far a point is met, in a word."""
    for least, words in ((0.9, _("fully met")), (0.6, _("well met")), (0.3, _("met in part"))):
        if value >= least:
            return words
    return _("hardly met") if value > 0 else _("not met")


def of_row(row: Considered, match: Match | None, *, readable: frozenset[str] | None = None) -> list[Said]:
    """The points of an entry; ``readable`` are the parts a Party may read, None for the Secretariat.

    ``match`` lends the words, as long as the matching still says the same of the point.
    """
    now = {point.code: point for point in match.points} if match is not None else {}
    said = []
    for point in row.points:
        code, value = point["code"], float(point["value"])
        in_words = now[code].words if code in now and abs(float(now[code].value) - value) < 0.0005 else ""
        if readable is not None:
            if code in NEEDS_PART:
                if NEEDS_PART[code] not in readable:
                    continue
            elif code in OPEN:
                in_words = ""
            else:
                continue
        label: Any = LABELS.get(code, code)
        said.append(Said(code, str(label), round(value * 100), int(point["weight"]), grade(value), in_words))
    return said
