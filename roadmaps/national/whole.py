"""An edition read whole: for its pages, checks, documents, exports and differences alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..models import Edition, Indicator, Item, Measure
from ..sections import MEASURE
from ..sections.edition import WRITTEN
from ..stores import EDITIONS

_CELLS = tuple(column.name for column in MEASURE.rows[0].columns)


@dataclass(frozen=True)
class Planned:
    """A measure with its answers, indicators among them."""

    measure: Measure
    indicators: list[dict[str, Any]]

    @cached_property
    def given(self) -> dict[str, Any]:
        """Its answers by the names of its questions."""
        single = {question.name: getattr(self.measure, question.name) for question in MEASURE.fields}
        return {**single, "indicators": self.indicators}


@dataclass(frozen=True)
class Taken:
    """An activity taken up, with its measures in order."""

    item: Item
    measures: list[Planned] = field(default_factory=list)


@dataclass(frozen=True)
class Whole:
    """What an edition says."""

    edition: Edition
    items: list[Taken]

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """The answers of the sections that are validated, by section."""
        return {section.code: EDITIONS.read_section(self.edition, section) for section in WRITTEN}

    @property
    def measures(self) -> list[Planned]:
        """Every measure, in the order of the activities."""
        return [planned for taken in self.items for planned in taken.measures]


def read_whole(edition: Edition) -> Whole:
    """Everything of an edition: three queries, however long it is."""
    items = {item.pk: Taken(item) for item in edition.items.all()}
    indicators = _indicators(Indicator.objects.filter(measure__edition=edition))
    measures = Measure.objects.filter(edition=edition).select_related("verified_by").order_by("position", "pk")
    for measure in measures:
        items[measure.item_id].measures.append(Planned(measure, indicators.get(measure.pk, [])))
    return Whole(edition, list(items.values()))


def _indicators(rows: Iterable[Any]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.order_by("position", "pk").values("measure_id", *_CELLS):  # type: ignore[attr-defined]
        found.setdefault(row.pop("measure_id"), []).append(row)
    return found
