"""Where a Party stands on a day, from dated records. Pure logic.

The stage known from the work in this portal is the one shown; what the Party told otherwise (in a survey, by
letter) stands beside it with its date and source, and is the one shown while nothing is known from the portal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ..national import stage_rules as stages

PORTAL = "portal"
NOT_KNOWN = "not_known"
CODES = (*stages.ORDER, NOT_KNOWN)
"""Every stage a Party may be shown in, in order; the last where nothing was ever told."""
_SHADES = {
    NOT_KNOWN: None, stages.NOT_STARTED: 0,
    stages.MAPPING: 1, stages.CONSULTATIONS: 1, stages.DRAFTING: 1,
    stages.VALIDATED: 2, stages.PRESENTED: 2,
    stages.IMPLEMENTATION: 3, stages.COMPLETED: 3,
}  # fmt: skip
Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Known:
    """One record: the stage on a day, and the kind of its source."""

    stage: str
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is shown of a Party on a day: ``shown`` and, where it was told otherwise as well, ``told``."""

    shown: Known | None = None
    told: Known | None = None

    @property
    def stage(self) -> str:
        return self.shown.stage if self.shown else NOT_KNOWN

    @property
    def shade(self) -> int | None:
        """0 to 3, for the map; None while nothing is known."""
        return shade_of(self.stage)

    @property
    def differs(self) -> bool:
        """The portal and the Party do not say the same."""
        return self.shown is not None and self.told is not None and self.shown.stage != self.told.stage


def shade_of(stage: str) -> int | None:
    """The shade of a stage on the map: 0 not begun, 1 on the way, 2 validated, 3 carried out; None not known."""
    return _SHADES[stage]


def standing(records: Sequence[Known], day: date) -> Standing:
    """Where the Party of these records, oldest first, stood at the end of ``day``; later records do not count."""
    portal = told = None
    for record in records:
        if record.on > day:
            continue
        if record.source == PORTAL:
            portal = record if portal is None or record.on >= portal.on else portal
        else:
            told = record if told is None or record.on >= told.on else told
    if portal is None:
        return Standing(told)
    return Standing(portal, told)


def end_of(year: int, today: date) -> date:
    """The last day of a year, or today in the year under way."""
    return min(date(year, 12, 31), today)


def by_stage(stages_shown: Iterable[str]) -> dict[str, int]:
    """Stage → how many, every stage named: the figures add up to the Parties."""
    found = dict.fromkeys(CODES, 0)
    for stage in stages_shown:
        found[stage] += 1
    return found


def over_time(
    records: Mapping[Name, Sequence[Known]], names: Sequence[Name], years: Sequence[int], today: date
) -> dict[int, dict[str, int]]:
    """Year → stage → how many of ``names`` stood there at its end."""
    return {
        year: by_stage(standing(records.get(name, ()), end_of(year, today)).stage for name in names) for year in years
    }
