"""The stage of a roadmap, derived from what is there. Pure logic.

DOMAIN, "National roadmap": not started, mapping, team and consultations, drafting, validated, presented, under
implementation, completed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

NOT_STARTED, MAPPING, CONSULTATIONS, DRAFTING = "not_started", "mapping", "consultations", "drafting"
VALIDATED, PRESENTED, IMPLEMENTATION, COMPLETED = "validated", "presented", "implementation", "completed"
ORDER = (NOT_STARTED, MAPPING, CONSULTATIONS, DRAFTING, VALIDATED, PRESENTED, IMPLEMENTATION, COMPLETED)
_BEGUN = {"adopted", "under_way", "done"}


@dataclass(frozen=True)
class Facts:
    """What is known of one roadmap; ``statuses`` are those declared of the measures of its validated edition."""

    written: bool = False
    people: bool = False
    measures: bool = False
    validated: bool = False
    presented: bool = False
    statuses: Sequence[str] = ()


def derive(facts: Facts) -> str:
    """The stage these facts make."""
    if facts.validated:
        kept = [status for status in facts.statuses if status != "dropped"]
        if kept and all(status == "done" for status in kept):
            return COMPLETED
        if any(status in _BEGUN for status in kept):
            return IMPLEMENTATION
        return PRESENTED if facts.presented else VALIDATED
    if facts.measures:
        return DRAFTING
    if facts.people:
        return CONSULTATIONS
    return MAPPING if facts.written else NOT_STARTED


def next_stage(now: str, facts: Facts) -> str:
    """Where the roadmap stands after a change: it never falls back, but a completed one is under implementation
    again when an edition adds measures that are not done."""
    found = derive(facts)
    if now == COMPLETED and found == IMPLEMENTATION:
        return found
    return max(now, found, key=ORDER.index)
