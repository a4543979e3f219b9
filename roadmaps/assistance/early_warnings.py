"""Early warnings of an assistance, from what is known of it. Pure logic.

Issue "Technical assistance": late step, no sign of life for 30 days, expert unavailable, team changed, national
focal point changed, money short.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from . import steps
from .envelope import Sums, is_short

LATE_STEP, SILENT, EXPERT_AWAY, IDLE_MISSION = "late_step", "silent", "expert_away", "idle_mission"
TEAM_CHANGED, FOCAL_CHANGED, MONEY_SHORT = "team_changed", "focal_changed", "money_short"
RISK_REVIEW = "risk_review"
TO_BEGIN = "to_begin"
CODES = (LATE_STEP, SILENT, EXPERT_AWAY, IDLE_MISSION, TEAM_CHANGED, FOCAL_CHANGED, MONEY_SHORT, RISK_REVIEW)
WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Mission:
    """A live mission as the warnings look at it; ``since`` is the day it began, ``last_day`` the last one worked."""

    code: str
    name: str
    active: bool
    under_way: bool
    starts_on: date
    ends_on: date
    last_day: date | None = None
    free: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one assistance."""

    planned: dict[str, steps.Step]
    progress: dict[str, tuple[date | None, date | None]]
    opened_on: date
    last_sign: date | None = None
    missions: Sequence[Mission] = ()
    team_changed_on: date | None = None
    focal_changed_on: date | None = None
    money: Sums | None = None
    days_over: int = 0
    risk_review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """One warning: its code, what it is about (a step, a mission, days or US dollars of the envelope), the days, the
    dollars left or the day behind it."""

    code: str
    about: str = ""
    name: str = ""
    days: int = 0
    on: date | None = None


def step_states(facts: Facts, today: date) -> dict[str, str]:
    """The state of each step."""
    return {
        code: steps.state_of(facts.planned.get(code), *facts.progress.get(code, (None, None)), today)
        for code in steps.CODES
    }


def find(facts: Facts, today: date, states: Mapping[str, str] | None = None) -> list[Warning]:
    """The warnings of one assistance, in the order of `CODES`. `states`: those of its steps, where they are known."""
    states = step_states(facts, today) if states is None else states
    found = [_late(facts, code, today) for code, state in states.items() if state == steps.LATE]
    last = max(facts.last_sign or facts.opened_on, facts.opened_on)
    if today - last >= WINDOW:
        found.append(Warning(SILENT, days=(today - last).days, on=last))
    for mission in facts.missions:
        if not available(mission, today):
            found.append(Warning(EXPERT_AWAY, mission.code, mission.name))
    for mission in facts.missions:
        idle = today - max(mission.last_day or mission.starts_on, mission.starts_on)
        if mission.under_way and idle >= WINDOW:
            found.append(Warning(IDLE_MISSION, mission.code, mission.name, idle.days))
    for code, on in ((TEAM_CHANGED, facts.team_changed_on), (FOCAL_CHANGED, facts.focal_changed_on)):
        if on is not None and timedelta(0) <= today - on <= WINDOW:
            found.append(Warning(code, on=on))
    if facts.days_over > 0:
        found.append(Warning(MONEY_SHORT, "days", days=facts.days_over))
    if facts.money is not None and is_short(facts.money):
        found.append(Warning(MONEY_SHORT, "usd", days=int(facts.money.left)))
    if facts.risk_review_on is not None and facts.risk_review_on < today:
        found.append(Warning(RISK_REVIEW, days=(today - facts.risk_review_on).days, on=facts.risk_review_on))
    return found


def available(mission: Mission, today: date) -> bool:
    """Whether the expert can do what is left of a mission: a member, and free at some time of it.

    One who has given no period at all has said nothing against it.
    """
    if not mission.active:
        return False
    begins = max(today, mission.starts_on)
    return (
        not mission.free
        or begins > mission.ends_on
        or any(first <= mission.ends_on and last >= begins for first, last in mission.free)
    )


def _late(facts: Facts, code: str, today: date) -> Warning:
    """A late step; `TO_BEGIN` says that its end is still to come."""
    step = facts.planned[code]
    days = steps.days_late(step, *facts.progress.get(code, (None, None)), today)
    return Warning(LATE_STEP, code, "" if today > step.ends_on else TO_BEGIN, days)


def next_due(facts: Facts) -> tuple[str, date] | None:
    """The planned end that comes first among the steps that are not done."""
    open_steps = [step for code, step in facts.planned.items() if facts.progress.get(code, (None, None))[1] is None]
    first = min(open_steps, key=lambda step: (step.ends_on, step.code), default=None)
    return (first.code, first.ends_on) if first is not None else None
