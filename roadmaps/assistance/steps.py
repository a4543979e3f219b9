"""The nine steps of an assistance: the plan, what follows what, the state of each. Pure logic.

DOMAIN, "Technical assistance": each step has planned and actual dates, a responsible person, evidence, and a state
derived from them (not started, on track, late, done); it cannot be done without what it must produce.
DCE/21/14.IGC/14, annex, axis 3: an assistance lasts twelve to eighteen months.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from expertise.months import add_months

CODES = tuple(f"TA{number}" for number in range(1, 10))
AFTER: dict[str, tuple[str, ...]] = {
    "TA1": (),
    "TA2": ("TA1",),
    "TA3": ("TA2",),
    "TA4": ("TA2",),
    "TA5": ("TA4",),
    "TA6": ("TA3", "TA5"),
    "TA7": ("TA6",),
    "TA8": ("TA6",),
    "TA9": ("TA7", "TA8"),
}
SECRETARIAT, PARTY, EXPERT, TEAM, TOGETHER = "secretariat", "party", "expert", "team", "together"
SIDES = (SECRETARIAT, PARTY, EXPERT, TEAM, TOGETHER)
LEADS = {
    "TA1": SECRETARIAT,
    "TA2": TOGETHER,
    "TA3": PARTY,
    "TA4": PARTY,
    "TA5": EXPERT,
    "TA6": TEAM,
    "TA7": PARTY,
    "TA8": PARTY,
    "TA9": PARTY,
}
"""Who leads each step, by the concept note."""
NOT_STARTED, ON_TRACK, LATE, DONE = "not_started", "on_track", "late", "done"
STATES = (NOT_STARTED, ON_TRACK, LATE, DONE)
LONGEST_MONTHS = 18
SLACK = timedelta(days=14)
"""A step that has not begun so many days after its planned beginning is late."""


class Step(NamedTuple):
    """One step as planned. A tuple: the board makes hundreds of them."""

    code: str
    starts_on: date
    ends_on: date
    side: str = PARTY
    responsible: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A line of a work plan, in months from the beginning (the first is 1)."""

    code: str
    month_from: int
    month_to: int
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a plan: a code, the step, and the step it is about if another one."""

    code: str
    step: str = ""
    other: str = ""


def state_of(step: Step | None, started_on: date | None, done_on: date | None, today: date) -> str:
    """The state that planned and actual dates make; without a plan nothing is late."""
    if done_on is not None:
        return DONE
    if step is not None and (today > step.ends_on or (started_on is None and today > step.starts_on + SLACK)):
        return LATE
    return ON_TRACK if started_on is not None else NOT_STARTED


def days_late(step: Step | None, started_on: date | None, done_on: date | None, today: date) -> int:
    """Days since a late step should have ended or, before its end, have begun; 0 of a step that is not late."""
    if step is None or state_of(step, started_on, done_on, today) != LATE:
        return 0
    return (today - (step.ends_on if today > step.ends_on else step.starts_on)).days


def current(states: Mapping[str, str]) -> str:
    """The step where the work stands: the first that is not done; "" when all are."""
    return next((code for code in CODES if states.get(code) != DONE), "")


def beyond(starts_on: date, ends_on: date, months: int = LONGEST_MONTHS) -> bool:
    """Whether a period is longer than so many months (eighteen: allowed with a reason)."""
    return ends_on >= add_months(starts_on, months) + timedelta(days=1)


def check(steps: Sequence[Step]) -> list[Problem]:
    """What is wrong with a plan: each step once, dates in order, none before what it follows."""
    found: list[Problem] = []
    by_code = {step.code: step for step in steps}
    found += [Problem("missing", code) for code in CODES if code not in by_code]
    found += [Problem("unknown", step.code) for step in steps if step.code not in CODES]
    if len(by_code) != len(steps):
        found.append(Problem("twice"))
    for step in steps:
        if step.ends_on < step.starts_on:
            found.append(Problem("order", step.code))
        for code in step.after:
            found += _check_after(step, by_code.get(code), code)
    return found


def _check_after(step: Step, other: Step | None, code: str) -> list[Problem]:
    """A step follows earlier ones only (so nothing waits in a circle); it neither begins nor ends before them."""
    if other is None or step.code not in CODES or CODES.index(code) >= CODES.index(step.code):
        return [Problem("after", step.code, code)]
    if step.starts_on < other.starts_on or step.ends_on < other.ends_on:
        return [Problem("before", step.code, code)]
    return []


def evenly(starts_on: date, ends_on: date) -> list[Step]:
    """A first plan: the evaluation lies behind, the other eight share the time equally."""
    days = max((ends_on - starts_on).days, 0)
    steps = [Step("TA1", starts_on, starts_on, LEADS["TA1"])]
    for place, code in enumerate(CODES[1:]):
        begins = starts_on + timedelta(days=days * place // 8)
        ends = starts_on + timedelta(days=days * (place + 1) // 8)
        steps.append(Step(code, begins, ends, LEADS[code], "", AFTER[code]))
    return in_order(steps)


def from_work(rows: Iterable[Work], starts_on: date, ends_on: date) -> list[Step]:
    """The plan an application describes, within the period; a step it does not speak of gets its even share.

    Lines of one step are joined: from the earliest month to the latest, all who are responsible.
    """
    lines: dict[str, list[Work]] = {}
    for row in rows:
        lines.setdefault(row.code, []).append(row)
    steps = []
    for step in evenly(starts_on, ends_on):
        given = lines.get(step.code, [])
        if given and step.code != "TA1":
            begins = add_months(starts_on, max(min(row.month_from for row in given), 1) - 1)
            ends = add_months(starts_on, max(row.month_to for row in given)) - timedelta(days=1)
            names = ", ".join(dict.fromkeys(row.responsible for row in given if row.responsible))
            step = step._replace(
                starts_on=min(begins, ends_on),
                ends_on=min(max(ends, begins), ends_on),
                responsible=names,
            )
        steps.append(step)
    return in_order(steps)


def in_order(steps: Sequence[Step]) -> list[Step]:
    """The same plan with no step before those it follows: dates move later, never earlier."""
    placed: dict[str, Step] = {}
    for step in sorted(steps, key=lambda one: CODES.index(one.code)):
        earlier = [placed[code] for code in step.after if code in placed]
        begins = max([step.starts_on, *(one.starts_on for one in earlier)])
        ends = max([step.ends_on, begins, *(one.ends_on for one in earlier)])
        placed[step.code] = step._replace(starts_on=begins, ends_on=ends)
    return list(placed.values())


def why_not_done(
    code: str, after: Iterable[str], done: Collection[str], produced: Collection[str]
) -> list[tuple[str, str]]:
    """Why a step cannot be done yet: ("after", step) for each it waits for, ("product", itself) without it."""
    reasons = [("after", other) for other in after if other not in done]
    return reasons if code in produced else [*reasons, ("product", code)]
