"""The manuals of `docs/manual`: one Markdown file a reader and language, read once in a process.

A file is a title (`#`), a few lines, and one part a task (`##`). What stands in bold is a label of the portal; a test
holds it to the catalogues.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import slugify

from portal.accounts import standing
from portal.accounts.models import Role, User
from portal.ui.prose import to_html

FOLDER = Path(settings.BASE_DIR) / "docs" / "manual"
NAMES = ("focal-point", "expert", "assessor", "officer", "editor", "author")
_ROLES = {
    Role.Kind.EXPERT: "expert",
    Role.Kind.ASSESSOR: "assessor",
    Role.Kind.OFFICER: "officer",
    Role.Kind.HEAD: "officer",
    Role.Kind.FIELD_OFFICE: "officer",
    Role.Kind.EDITOR: "editor",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One task of a manual."""

    title: str
    anchor: str
    body: SafeString


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual as shown; `language` is that of its words, which is English where a translation is missing."""

    name: str
    language: str
    title: str
    lead: str
    parts: tuple[Part, ...]


@lru_cache
def manual(name: str, language: str) -> Manual:
    """One manual by its name. Raises KeyError for a name that is none."""
    if name not in NAMES:
        raise KeyError(name)
    spoken = language if (FOLDER / f"{name}.{language}.md").exists() else "en"
    head, *tasks = (FOLDER / f"{name}.{spoken}.md").read_text(encoding="utf-8").split("\n## ")
    title, _line, lead = head.removeprefix("# ").partition("\n")
    return Manual(name, spoken, title.strip(), " ".join(lead.split()), tuple(_part(task) for task in tasks))


def _part(text: str) -> Part:
    title, _line, body = text.partition("\n")
    return Part(title.strip(), slugify(title), to_html(body))


def manuals(language: str, names: Iterable[str] = NAMES) -> list[Manual]:
    """These manuals, in the order of ``NAMES``."""
    return [manual(name, language) for name in NAMES if name in names]


def names_for(user: User) -> set[str]:
    """The manuals of what a person does: for a Party, in each role, and what everybody with an account may."""
    where = standing.of(user)
    found = {"author"} | {_ROLES[Role.Kind(kind)] for kind in where.roles}
    return found | {"focal-point"} if where.parties else found
