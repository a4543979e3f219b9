"""Which kind of risk an early warning points at, and how often a risk is looked at. Pure logic."""

from datetime import date, timedelta

from . import early_warnings as early

KIND_OF = {
    early.LATE_STEP: "delay",
    early.SILENT: "participation",
    early.EXPERT_AWAY: "experts",
    early.IDLE_MISSION: "experts",
    early.TEAM_CHANGED: "institutions",
    early.FOCAL_CHANGED: "turnover",
    early.MONEY_SHORT: "money",
}
HIGH_FROM = 6
"""A risk whose likelihood times impact comes to so much is high."""


def next_review(score: int, today: date) -> date:
    """When a risk is looked at again: in a month if it is high, in a quarter otherwise."""
    return today + timedelta(days=30 if score >= HIGH_FROM else 90)


def level(score: int) -> str:
    """low, medium or high."""
    return "high" if score >= HIGH_FROM else "medium" if score >= 3 else "low"


def mark_of(code: str, about: str) -> str:
    """What a risk keeps of the warning it was made from."""
    return f"{code}:{about}"[:40]
