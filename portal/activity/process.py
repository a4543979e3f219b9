"""Processes written as tables: which state may follow which, who may do it, and the one function that does.

An app declares a `Process` for each noun that has states (``states.py``) and changes them with `move` only.
The log entry `move` writes is the history of the record: who, when, from, to, why.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import rules
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import NotAllowed, Refused

from .services import record as write_entry

__all__ = ["NotAllowed", "Process", "Refused", "State", "Step", "move", "several"]

Text = str | Promise
Record = TypeVar("Record", bound=models.Model)


@dataclass(frozen=True)
class State:
    """One state: its name for the Secretariat and for the person concerned, whose turn it is, what follows.

    ``stitch`` is its sign: thread, hollow, half, full or bad. ``active``: the matter is under way.
    """

    code: str
    staff: Text
    person: Text
    turn: str = ""
    next: Text = ""
    active: bool = True
    stitch: str = "half"


@dataclass(frozen=True)
class Step:
    """One allowed change of state.

    ``who`` names a rule, asked with the record (``rules.test_rule(who, actor, record)``); "" is the portal
    itself, and then the actor is None. ``condition`` answers why not ("" when it holds).
    """

    source: str
    target: str
    who: str
    verb: str
    label: Text
    condition: Callable[[Any], str] | None = None
    reason_required: bool = False


@dataclass(frozen=True)
class Process:
    """The states of one noun and every way from one to another."""

    states: tuple[State, ...]
    steps: tuple[Step, ...]
    by_code: dict[str, State] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {state.code: state for state in self.states})
        known = set(self.by_code)
        strangers = {code for step in self.steps for code in (step.source, step.target)} - known
        if strangers:
            raise ValueError(f"steps name unknown states: {sorted(strangers)}")

    def __getitem__(self, code: str) -> State:
        return self.by_code[code]

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """(code, words of the Secretariat), for a field."""
        return [(state.code, state.staff) for state in self.states]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.by_code)

    @property
    def active(self) -> tuple[str, ...]:
        """The codes of the states in which the matter is under way."""
        return tuple(state.code for state in self.states if state.active)

    def step(self, source: str, target: str) -> Step | None:
        """The row for this change, or None when it is not allowed."""
        return next((row for row in self.steps if (row.source, row.target) == (source, target)), None)

    def targets(self, source: str) -> list[Step]:
        """Every change allowed from a state, in the order of the table."""
        return [row for row in self.steps if row.source == source]


def several(sources: Iterable[str], target: str, **columns: Any) -> tuple[Step, ...]:
    """The same change from several states."""
    return tuple(Step(source, target, **columns) for source in sources)


@transaction.atomic
def move(
    process: Process,
    *,
    record: Record,
    to: str,
    by: User | None,
    reason: str = "",
    at: datetime | None = None,
    also: dict[str, Any] | None = None,
) -> Record:
    """Change ``record.state``, and nothing else writes it.

    Locks the row, then checks the table: the change exists, the actor may do it (a rule: it holds for
    superusers too), its condition holds, a reason is given where one is asked. ``also`` are further columns
    written with the state. Sets ``state_changed_at`` where the model has it and writes the log entry.
    Returns the given record with its new values. Raises `NotAllowed` or `Refused`.
    """
    model: Any = type(record)
    reason = reason.strip()
    locked = model._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    row = process.step(locked.state, to)
    if row is None:
        words = {"state": process[locked.state].staff}
        raise Refused(_("This is now “%(state)s”: the change is no longer possible.") % words)
    if (row.who and not rules.test_rule(row.who, by, locked)) or (not row.who and by is not None):
        raise NotAllowed(_("You may not do this."))
    if row.reason_required and not reason:
        raise Refused(_("Give the reason."))
    problem = row.condition(locked) if row.condition is not None else ""
    if problem:
        raise Refused(problem)
    previous = locked.state
    columns = {"state": to, **(also or {})}
    if any(field.name == "state_changed_at" for field in model._meta.fields):
        columns["state_changed_at"] = at or timezone.now()
    model._base_manager.filter(pk=record.pk).update(**columns)
    for name, value in columns.items():
        setattr(record, name, value)
    write_entry(actor=by, verb=row.verb, target=record, old={"state": previous}, new={"state": to}, reason=reason)
    return record
