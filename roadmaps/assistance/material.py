"""The material of workshops as pages and the package show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from .. import ports
from ..models import Assistance, WorkshopMaterial
from .queries_workshops import held


@dataclass(frozen=True)
class Shown:
    """A resource picked: as published now, or (withdrawn) its title as it was."""

    code: str
    title: str
    url: str = ""
    lang: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """No longer published."""
        return not self.url


def shown(rows: Iterable[WorkshopMaterial], language: str) -> list[Shown]:
    """These rows in their order, each resource once."""
    titles = {row.entry: row.title for row in rows}
    known = ports.material(list(titles), language) if titles else {}
    return [
        Shown(code, known[code].title, known[code].url, known[code].lang) if code in known else Shown(code, title)
        for code, title in titles.items()
    ]


def used_in(assistance: Assistance, language: str) -> list[Shown]:
    """What the workshops that were held worked with."""
    rows = WorkshopMaterial.objects.filter(workshop__in=held().filter(assistance=assistance))
    return shown(rows.order_by("workshop__starts_at", "pk"), language)


def workshops_with(entry: str) -> int:
    """In how many workshops that were held a resource was worked with: one query."""
    return held().filter(resources__entry=entry).distinct().count()
