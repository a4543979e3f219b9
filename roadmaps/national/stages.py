"""The stage of a national roadmap, as declared and as shown. Plain data and pure logic, without Django models.

DOMAIN: not started, mapping, team and consultations, drafting, validated, presented, under implementation,
completed. The first four steps are those of the concept note, DCE/21/14.IGC/14, para. 7.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

NOT_STARTED = "not_started"
MAPPING = "mapping"
CONSULTATIONS = "consultations"
DRAFTING = "drafting"
VALIDATED = "validated"
PRESENTED = "presented"
IMPLEMENTATION = "implementation"
COMPLETED = "completed"


@dataclass(frozen=True)
class Stage:
    """One stage: its place in the order, its words, and its sign (thread, hollow, half, full)."""

    code: str
    number: int
    words: Any
    stitch: str


STAGES = (
    Stage(NOT_STARTED, 0, _("Not started"), "hollow"),
    Stage(MAPPING, 1, _("Mapping"), "half"),
    Stage(CONSULTATIONS, 2, _("Team and consultations"), "half"),
    Stage(DRAFTING, 3, _("Drafting"), "half"),
    Stage(VALIDATED, 4, _("Validated"), "full"),
    Stage(PRESENTED, 5, _("Presented"), "full"),
    Stage(IMPLEMENTATION, 6, _("Under implementation"), "full"),
    Stage(COMPLETED, 7, _("Completed"), "full"),
)
BY_CODE = {stage.code: stage for stage in STAGES}
CHOICES = [(stage.code, stage.words) for stage in STAGES]
WITH_ROADMAP = tuple(stage.code for stage in STAGES if stage.number >= BY_CODE[VALIDATED].number)
"""Stages in which a validated roadmap exists."""
