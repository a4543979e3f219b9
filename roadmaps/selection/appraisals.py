"""What each side is asked about a mission, and who reads which appraisal.

DOMAIN, "Expert Facility": each side reads the others' appraisal after giving its own; nothing of it is public.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

PARTY, SECRETARIAT, EXPERT = "party", "secretariat", "expert"
WAIT_FOR_LAST = timedelta(days=30)
"""How long a mission waits for its last appraisal once the others are given."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is marked from 1 to 5."""

    code: str
    label: Any


MARKS = (
    (1, _("Not at all")),
    (2, _("Hardly")),
    (3, _("In part")),
    (4, _("Well")),
    (5, _("Fully")),
)

QUESTIONS: dict[str, tuple[Question, ...]] = {
    PARTY: (
        Question("knowledge", _("The expert knew the subject and our situation")),
        Question("quality", _("What was handed over can be used")),
        Question("time", _("Dates and days were kept")),
        Question("together", _("The expert worked with our team, not in its place")),
        Question("stays", _("Knowledge stays with us")),
    ),
    SECRETARIAT: (
        Question("terms", _("The terms of reference were met")),
        Question("quality", _("What was handed over is of good quality")),
        Question("time", _("Dates and days were kept")),
        Question("report", _("The report is clear and can be used by others")),
        Question("convention", _("The work served the aims of the Convention")),
    ),
    EXPERT: (
        Question("clear", _("The terms of reference were clear")),
        Question("access", _("People and documents were within reach")),
        Question("support", _("The Secretariat helped when it was needed")),
        Question("enough", _("The days agreed were enough")),
    ),
}


def sides_of(*, for_party: bool) -> tuple[str, ...]:
    """The sides that appraise a mission; work that serves no single country has no Party."""
    return (PARTY, SECRETARIAT, EXPERT) if for_party else (SECRETARIAT, EXPERT)


def readable(side: str, given: Collection[str]) -> frozenset[str]:
    """The sides whose appraisal somebody of ``side`` ("" = of none) reads: nothing before giving its own."""
    return frozenset(given) if side and side in given else frozenset()
