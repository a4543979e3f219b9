"""The twelve applications, as written in `applications/*.yaml`: illustrations, with invented people and figures."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "applications"


@dataclass(frozen=True)
class Story:
    """One application: what was written, and what became of it."""

    told: dict[str, Any]

    @property
    def iso3(self) -> str:
        return str(self.told["iso3"])

    @property
    def language(self) -> str:
        return str(self.told["language"])

    @property
    def state(self) -> str:
        """The state it ends in, of the table of states."""
        return str(self.told["state"])

    @property
    def history(self) -> dict[str, Any]:
        """When each state was reached."""
        return dict(self.told["history"])

    @property
    def sections(self) -> dict[str, dict[str, Any]]:
        return dict(self.told["sections"])

    @property
    def people(self) -> dict[str, dict[str, str]]:
        return dict(self.told["people"])

    @cached_property
    def words(self) -> int:
        """How many words its author wrote in the sections."""
        return len(" ".join(texts(self.told["sections"])).split())

    def get(self, part: str) -> Any:
        """A later part of the story (screening, assessments, decision …), or None."""
        return self.told.get(part)


def texts(value: Any) -> list[str]:
    """Every text in nested lists and mappings."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def all_stories() -> list[Story]:
    """In the order they were begun."""
    told = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]
    return sorted((Story(one) for one in told), key=lambda story: (str(story.history["started"]), story.iso3))
