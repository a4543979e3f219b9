"""What a visitor asks of the state of play, read from an address. Pure logic.

What an address says and nobody can mean (a region that is not there, a year to come) is named, never guessed at.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

GROUPS = ("developing", "ldc", "sids")
FACETS = ("region", "group", "stage", "activity")
Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Choices:
    """What may be asked: codes of regions, stages and activities, years."""

    regions: Collection[str]
    stages: Collection[str]
    activities: Collection[str]
    years: Sequence[int]


@dataclass(frozen=True)
class Asked:
    """Regions and stages (any of), groups and activities (all of), a year; ``wrong``: (name, value) not understood.

    Without a year it is about today. ``everyone`` adds the Parties without a validated roadmap to the matrix.
    """

    region: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()
    year: int | None = None
    everyone: bool = False
    wrong: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def narrows(self) -> bool:
        """Something is asked."""
        return bool(self.region or self.group or self.stage or self.activity or self.year)

    def without(self, name: str, code: str = "") -> "Asked":
        """The same without one code of a facet, or without the whole of it."""
        if name == "year":
            return replace(self, year=None)
        left: dict[str, Any] = {name: tuple(one for one in getattr(self, name) if code and one != code)}
        return replace(self, **left)

    def query(self) -> str:
        """The address of it, one form for one meaning: "?region=africa&year=2025"; empty when nothing is asked."""
        pairs = [(name, code) for name in FACETS for code in sorted(getattr(self, name))]
        if self.year is not None:
            pairs.append(("year", str(self.year)))
        if self.everyone:
            pairs.append(("all", "1"))
        return "?" + urlencode(pairs) if pairs else ""


def read(params: Params, choices: Choices) -> Asked:
    """What these parameters ask; unknown names are left alone, unknown values are told in ``wrong``."""
    known: dict[str, Collection[str]] = {
        "region": choices.regions, "group": GROUPS, "stage": choices.stages, "activity": choices.activities,
    }  # fmt: skip
    wrong: list[tuple[str, str]] = []
    found: dict[str, tuple[str, ...]] = {}
    for name, codes in known.items():
        given = [value for value in dict.fromkeys(params.get(name, ())) if value]
        found[name] = tuple(value for value in given if value in codes)
        wrong += [(name, value) for value in given if value not in codes]
    year = None
    for value in params.get("year", ()):
        if value.isascii() and value.isdigit() and len(value) == 4 and int(value) in choices.years:
            year = int(value)
        elif value:
            wrong.append(("year", value))
    everyone = "1" in params.get("all", ())
    return Asked(**found, year=year, everyone=everyone, wrong=tuple(wrong))
