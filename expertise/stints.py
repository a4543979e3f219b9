"""The days of work of several needs against the days experts have left, without Django.

Work on a need may lie anywhere between its dates. Several needs fit into somebody's days exactly when, between
any two dates, those that lie wholly between them ask for no more days than are free there (Hall's theorem; the
dates of needs are enough to look at). Who declared no days is asked before, and takes one need at a time.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from .workdays import WHOLE

Free = Callable[[str, date, date], int | None]
"""Thousandths of a day that an expert has left between two dates, both included; None when nothing is declared."""


@dataclass(frozen=True, slots=True)
class Stint:
    """When a need is worked on, both dates included, and for how many days."""

    starts_on: date
    ends_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Of these needs together no more than ``most``: each counts as many as ``days`` says."""

    days: Mapping[str, int]
    most: int

    def holds(self, needs: Collection[str]) -> bool:
        """Whether these needs keep to it."""
        return sum(days for need, days in self.days.items() if need in needs) <= self.most


def _unknown(_expert: str, _since: date, _until: date) -> int | None:
    return None


@dataclass(slots=True)
class Diary:
    """The times of needs, by their codes, and what experts have left. A need without a time takes no days."""

    stints: Mapping[str, Stint] = field(default_factory=dict)
    free: Free = _unknown
    _kept: dict[tuple[str, date, date], int | None] = field(default_factory=dict)

    def fits(self, expert: str, needs: Collection[str]) -> bool:
        """Whether the expert has the days for all of these needs together."""
        return all(limit.holds(needs) for limit in self.limits(expert, needs))

    def limits(self, expert: str, needs: Collection[str]) -> list[Limit]:
        """What a choice among these needs has to keep to. Only what can be broken is given."""
        stints = {need: self.stints[need] for need in needs if need in self.stints}
        begins = sorted({stint.starts_on for stint in stints.values()})
        ends = sorted({stint.ends_on for stint in stints.values()})
        if not begins:
            return []
        if self._left(expert, begins[0], ends[-1]) is None:
            at_once = (
                Limit({need: 1 for need, one in stints.items() if one.starts_on <= day <= one.ends_on}, 1)
                for day in begins
            )
            return [limit for limit in at_once if len(limit.days) > 1]
        found = []
        for since in begins:
            for until in ends:
                within = {
                    need: WHOLE * one.days
                    for need, one in stints.items()
                    if since <= one.starts_on and one.ends_on <= until
                }
                if within and sum(within.values()) > (most := self._left(expert, since, until) or 0):
                    found.append(Limit(within, most))
        return found

    def _left(self, expert: str, since: date, until: date) -> int | None:
        key = (expert, since, until)
        if key not in self._kept:
            self._kept[key] = self.free(expert, since, until)
        return self._kept[key]
