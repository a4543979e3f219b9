"""The participation ledger: who took part, added up for the report on the participatory process. Pure logic.

DCE/21/14.IGC/14, para. 7, and DOMAIN ("submission to UNESCO with a report on the participatory process").
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Count:
    """How many took part from one sector; ``young`` are among them."""

    kind: str
    women: int = 0
    men: int = 0
    undeclared: int = 0
    young: int = 0

    @property
    def total(self) -> int:
        """Everybody."""
        return self.women + self.men + self.undeclared


@dataclass(frozen=True)
class Ledger:
    """The whole: by sector in the order of the list given, in all, meetings, contributions accepted."""

    by_sector: tuple[Count, ...]
    total: Count
    meetings: int
    contributions: int


_FIGURES = [one.name for one in fields(Count) if one.name != "kind"]


def add_up(counts: Iterable[Count], kinds: Iterable[str], *, meetings: int, contributions: int) -> Ledger:
    """Add counts up by sector. ``kinds`` gives the order; a sector that is not in it comes last, none is lost."""
    rows = list(counts)
    order = list(dict.fromkeys([*kinds, *(row.kind for row in rows)]))
    by_sector = tuple(one for kind in order if (one := _sum(kind, (row for row in rows if row.kind == kind))).total)
    return Ledger(by_sector, _sum("", by_sector), meetings, contributions)


def _sum(kind: str, rows: Iterable[Count]) -> Count:
    rows = list(rows)
    return Count(kind, **{name: sum(getattr(row, name) for row in rows) for name in _FIGURES})
