"""A version as it is read: its sections in words, ready for any template.

The same structure feeds the check page, the office, the assessors, the PDF and the dossier.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from portal.collaboration.completeness import Problem
from portal.collaboration.reading import ReadSection, read_sections, to_check

from .models import Version
from .sections import DECLARATION_POINTS, GROUPS, LAST, SECTIONS


@dataclass(frozen=True)
class Reading:
    """A whole version as read."""

    version: Version
    sections: tuple[ReadSection, ...]
    raw: dict[str, dict[str, Any]] = field(repr=False)

    def groups(self) -> Iterator[tuple[str, list[ReadSection]]]:
        """(title of the group, its sections)."""
        for code, title in GROUPS:
            yield str(title), [read for read in self.sections if read.section.group == code]

    def to_check(self, problems: Sequence[Problem], change: Mapping[str, str]) -> "Reading":
        """The same with the problems of each section beside its answers, and where it is changed, by its code."""
        return replace(self, sections=to_check(self.sections, problems, change))

    @property
    def activities(self) -> list[str]:
        """The activities given priority, in their order."""
        return [row["activity"] for row in self.raw["activities"]["activities"]]


def read(version: Version, answers: dict[str, dict[str, Any]]) -> Reading:
    """Put the answers of a version in words, in the present language. No query but the vocabulary's."""
    sections = read_sections(SECTIONS, answers)
    return Reading(version, tuple(_with_points(section) for section in sections), answers)


def _with_points(section: ReadSection) -> ReadSection:
    return replace(section, notes=DECLARATION_POINTS) if section.code == LAST else section
