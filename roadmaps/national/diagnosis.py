"""From a self-diagnosis of the twenty activities to the order in which to take them up. Pure logic.

The concept note has a country map its situation before it drafts (DCE/21/14.IGC/14, para. 7, first step);
no source weighs the answers, so this is told as a suggestion and never decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass

GAPS = {"nothing": 3, "begun": 2, "partly": 1, "working": 0}
"""What is still to do, by the level of the situation."""
WEIGHTS = {"low": 1, "medium": 2, "high": 3}


@dataclass(frozen=True)
class Answer:
    """The two answers on one activity; either may be missing."""

    activity: str
    level: str
    importance: str


@dataclass(frozen=True)
class Suggestion:
    """An activity worth taking up; the more points, the earlier."""

    activity: str
    points: int
    level: str
    importance: str


def suggest(answers: Iterable[Answer]) -> list[Suggestion]:
    """The activities in the order suggested: what matters most and lacks most comes first.

    Points are the gap times the importance; ties go to the more important, then to the order of the Open
    Roadmap. Left out: activities with an answer missing or unknown, and those that work already.
    """
    found = [
        Suggestion(one.activity, GAPS[one.level] * WEIGHTS[one.importance], one.level, one.importance)
        for one in answers
        if one.level in GAPS and one.importance in WEIGHTS and GAPS[one.level]
    ]
    return sorted(found, key=lambda one: (-one.points, -WEIGHTS[one.importance], _place(one.activity)))


def _place(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split(".") if part.isdigit())
