"""The order of the files of a round, without Django.

DESIGN, "Score of a file": files are ranked within a round by score; ties go to the region with fewer
beneficiaries, then to the earlier submission; the threshold applies to the score. The reference closes
every remaining tie, so that equal inputs always give the same order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

SELECTED, RESERVE, NOT_SELECTED = "selected", "reserve", "not_selected"
_WORTH = {SELECTED: 2, RESERVE: 1, NOT_SELECTED: 0}


@dataclass(frozen=True)
class Candidate:
    """What the order of one file depends on."""

    key: str
    score: Decimal
    region: str
    submitted_at: datetime


@dataclass(frozen=True)
class Placed:
    """A file in its place. ``tie`` says what settled a tie with the file above: region, submission or ""."""

    rank: int
    candidate: Candidate
    passes: bool
    tie: str = ""


def rank(candidates: Iterable[Candidate], beneficiaries: Mapping[str, int], threshold: Decimal) -> list[Placed]:
    """The files in order; ``beneficiaries`` counts by region the Parties already selected in the call."""
    ordered = sorted(
        candidates, key=lambda one: (-one.score, beneficiaries.get(one.region, 0), one.submitted_at, one.key)
    )
    placed: list[Placed] = []
    for number, one in enumerate(ordered, start=1):
        above = ordered[number - 2] if number > 1 else None
        placed.append(Placed(number, one, one.score >= threshold, _settled_by(above, one, beneficiaries)))
    return placed


def _settled_by(above: Candidate | None, one: Candidate, beneficiaries: Mapping[str, int]) -> str:
    if above is None or above.score != one.score:
        return ""
    if beneficiaries.get(above.region, 0) != beneficiaries.get(one.region, 0):
        return "region"
    return "submission" if above.submitted_at != one.submitted_at else "reference"


def suggestion(placed: Sequence[Placed], places: int) -> dict[str, str]:
    """The outcome that follows the order alone: the places, then the reserve, then those below the threshold."""
    outcome: dict[str, str] = {}
    left = places
    for row in placed:
        if not row.passes:
            outcome[row.candidate.key] = NOT_SELECTED
        elif left > 0:
            outcome[row.candidate.key] = SELECTED
            left -= 1
        else:
            outcome[row.candidate.key] = RESERVE
    return outcome


def overtaken(placed: Sequence[Placed], outcomes: Mapping[str, str]) -> dict[str, list[int]]:
    """For each file put before a better ranked one, the ranks it passes: there a reason is asked.

    Only files at or above the threshold can be passed; the others could not have been chosen.
    """
    passed: dict[str, list[int]] = {}
    for position, row in enumerate(placed):
        worth = _WORTH.get(outcomes.get(row.candidate.key, ""), -1)
        if worth <= 0:
            continue
        ranks = [
            better.rank
            for better in placed[:position]
            if better.passes and 0 <= _WORTH.get(outcomes.get(better.candidate.key, ""), -1) < worth
        ]
        if ranks:
            passed[row.candidate.key] = ranks
    return passed
