"""The experts and the candidates of the demonstration, as written in `experts/` and `candidates/`.

Illustrations: nobody in them exists. ``key`` is the name of the file; other stories name people by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent
DOMAIN = "experts.example"


@dataclass(frozen=True)
class Person:
    """One person: the profile as written, and what became of the application."""

    key: str
    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.told['given_name']} {self.told['family_name']}"

    @property
    def language(self) -> str:
        return str(self.told["language"])

    @property
    def account(self) -> str:
        """The part before the @ of a demo account, or nothing."""
        return str(self.told.get("account", ""))

    @property
    def email(self) -> str:
        """The address of somebody who is no demo account of the contract."""
        return f"{self.key}@{DOMAIN}"

    @property
    def history(self) -> Mapping[str, Any]:
        """The call, and when each step was taken."""
        history: Mapping[str, Any] = self.told["history"]
        return history

    def get(self, part: str) -> Any:
        """A part of the story, or None."""
        return self.told.get(part)

    def answers(self, section: str) -> dict[str, Any] | None:
        """The answers of a section of the profile by the names of its questions; None when nothing is written."""
        found = {
            "identity": self._identity,
            "presentation": self._presentation,
            "activities": self._activities,
            "fields": self._fields,
            "languages": self._languages,
            "countries": self._countries,
            "career": self._career,
            "education": lambda: self._rows("studies"),
            "publications": lambda: self._rows("publications"),
            "declaration": self._declaration,
        }.get(section)
        return found() if found is not None else None

    def _plain(self, *names: str) -> dict[str, Any]:
        return {name: self.told.get(name) for name in names}

    def _rows(self, kind: str) -> dict[str, Any] | None:
        return {kind: self.told[kind]} if self.told.get(kind) else None

    def _identity(self) -> dict[str, Any]:
        plain = self._plain("given_name", "family_name", "gender", "residence", "city", "time_zone", "organisation",
                            "function")  # fmt: skip
        return {**plain, "nationalities": [{"country": iso3} for iso3 in self.told["nationalities"]]}

    def _presentation(self) -> dict[str, Any]:
        return {
            **self._plain("headline", "biography", "modes"),
            "years_of_experience": self.told["years"],
            "convention_training": self.told.get("training"),
        }

    def _activities(self) -> dict[str, Any]:
        return {
            "activities": [
                {"activity": row["activity"], "level": row["level"], "evidence_kind": row["kind"],
                 "evidence": row["evidence"]}
                for row in self.told["activities"]
            ]
        }  # fmt: skip

    def _fields(self) -> dict[str, Any]:
        return self._plain("fields", "themes", "domains")

    def _languages(self) -> dict[str, Any]:
        """333 says: reads, speaks and works in it fluently."""
        return {
            "languages": [
                dict(zip(("language", "reading", "speaking", "working"), (code, *str(levels)), strict=True))
                for code, levels in self.told["languages"].items()
            ]
        }

    def _countries(self) -> dict[str, Any] | None:
        return self._rows("countries")

    def _career(self) -> dict[str, Any]:
        return {
            "posts": [
                {"title": row["title"], "employer": row["employer"], "country": row["country"],
                 "year_from": row["from"], "year_to": row.get("to"), "what": row.get("what")}
                for row in self.told["posts"]
            ]
        }  # fmt: skip

    def _declaration(self) -> dict[str, Any] | None:
        """Signed by whoever has sent the application."""
        if "sent" not in self.history:
            return None
        return {"ties_declared": True, "conduct_accepted": True, "data_accepted": True}


def _people(folder: str) -> list[Person]:
    paths = sorted((FOLDER / folder).glob("*.yaml"))
    return [Person(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths]


def all_experts() -> list[Person]:
    """The 48 who are, or were, members of the Expert Facility."""
    return _people("experts")


def all_candidates() -> list[Person]:
    """Those whose application was not, or not yet, granted."""
    return _people("candidates")
