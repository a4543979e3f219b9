"""What this floor asks of the floors above, without importing them. No provider means "not known"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from portal.port import Collector, Port


@dataclass(frozen=True, slots=True)
class Load:
    """What an expert has on the table: missions under way or agreed, and days taken by month (first of month)."""

    missions: int = 0
    days_by_month: Mapping[date, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Missions evaluated, and the mean of the marks the Parties and the Secretariat gave (1 to 5), if any.

    ``activities`` are those of the needs that evaluated missions served; ``called`` counts offers and missions.
    """

    missions: int = 0
    mean_mark: Decimal | None = None
    countries: frozenset[int] = frozenset()
    activities: frozenset[str] = frozenset()
    considered: int = 0
    called: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the office's page of one expert that a floor above adds: a title and a table, or words alone.

    ``rows``: cells in the order of ``columns``; a cell is words, or (words, address) for a link. ``empty`` is
    said when there are no rows. Panels stand in ``order``.
    """

    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | tuple[str, str], ...], ...] = ()
    empty: str = ""
    order: int = 50


# load(expert_ids: Iterable[int]) -> dict[int, Load]
load: Port[[Iterable[int]], dict[int, Load]] = Port("expertise.load", {})
# track_record(expert_ids: Iterable[int]) -> dict[int, TrackRecord]
track_record: Port[[Iterable[int]], dict[int, TrackRecord]] = Port("expertise.track_record", {})
# not_chosen(expert_id) -> Iterable[tuple[str words, int times]]: why the expert was considered and not chosen
not_chosen: Collector[[int], tuple[str, int]] = Collector("expertise.not_chosen")
# held(expert) -> list[str]: what the record of missions must keep of a person who asks to be erased, in words
held: Collector[[Any], str] = Collector("expertise.held")
# erase(*, expert, by) -> list[str]: what a floor above has erased or taken back (an open offer, a shortlist)
erase: Collector[..., str] = Collector("expertise.erase")
# expert_panels(expert, language) -> Iterable[Panel]: missions, load, how often considered, on the page of the office
expert_panels: Collector[[Any, str], Panel] = Collector("expertise.expert_panels")
