"""What queries hand out: light, read-only rows in one language. Pure, without Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term with the words shown for it; `language` is that of the words (another one as a fallback)."""

    code: str
    text: str
    standing: str
    position: int
    parent_code: str
    source: str
    list: str = ""
    language: str = ""
    version: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_working_translation(self) -> bool:
        """Whether the words carry the mark: only approved wording is shown as official."""
        return self.standing != "approved"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class OutputRow:
    """An output of the Open Roadmap with its activities, in order."""

    code: str
    number: int
    text: str
    standing: str
    language: str
    source: str
    goal_code: str
    activities: tuple[TermRow, ...]

    @property
    def is_working_translation(self) -> bool:
        return self.standing != "approved"


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country with its name; an empty yes/no is None, "not known"."""

    id: int
    iso2: str
    iso3: str
    m49: str
    name: str
    sort_key: str
    region: str
    electoral_group: str
    ldc: bool | None
    sids: bool | None
    developing: bool | None
    party: bool | None
    deposit_date: date | None
    deposit_earliest: date | None
    deposit_latest: date | None
    deposit_type: str
    type_confidence: str
    source: str
    confidence: str
    lat: float | None
    lon: float | None
    kind: str
    unesco_member: bool | None
    un_member: bool | None

    def __str__(self) -> str:
        return self.name
