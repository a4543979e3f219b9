"""What the demonstration is made of: acts of people at their dates, played together in the order of time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from django.utils import translation

from portal.collaboration.questions import Rows, Section

from . import clock

Act = Callable[[], Any]


class Part(Protocol):
    """One story on the stage."""

    @property
    def name(self) -> str:
        """Decides between acts of one moment, so that loading twice gives the same."""

    @property
    def language(self) -> str:
        """The language its people write in."""

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """(when, what) in the order of the story."""


def perform(parts: Sequence[Part], until: datetime) -> None:
    """All stories together, act by act in the order of time, up to a moment."""
    acts = [(when, part.name, number, part, act) for part in parts for number, (when, act) in enumerate(part.acts())]
    for when, _name, _number, part, act in sorted(acts, key=lambda one: one[:3]):
        if when <= until:
            with clock.at(when), translation.override(part.language):
                _perform(part, when, act)


def _perform(part: Part, when: datetime, act: Act) -> None:
    try:
        act()
    except Exception as error:
        error.add_note(f"in the demonstration: {part.name}, {when:%Y-%m-%d %H:%M}")
        raise


class Posted(dict[str, str]):
    """The answers of a section as a form would post them.

    ``told`` holds the answers by the names of the questions; boxes are a list of codes; rows that are picked
    from a list stand under their kind, each a mapping with the code under its key.
    """

    def __init__(self, section: Section, told: Mapping[str, Any]) -> None:
        super().__init__({question.name: text(told.get(question.name)) for question in section.fields})
        self.lists = {
            question.name: list(told.get(question.name) or [])
            for question in section.fields
            if question.type == "checkboxes"
        }
        for rows in section.rows:
            if not rows.picked:
                continue
            given = told.get(rows.kind) or []
            self.lists[rows.kind] = [row[rows.key] for row in given]
            for row in given:
                self.update({f"{c.name}-{row[rows.key]}": text(row.get(c.name)) for c in rows.columns})

    def getlist(self, name: str) -> list[str]:
        """All values posted under one name."""
        return self.lists.get(name, [])


def row_texts(rows: Rows, told: Mapping[str, Any]) -> list[dict[str, str]]:
    """Rows written freely, as a form would post them."""
    return [{name: text(value) for name, value in row.items()} for row in told.get(rows.kind) or []]


def text(value: Any) -> str:
    """One answer as a form would post it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    return value.isoformat() if isinstance(value, date) else str(value).strip()
