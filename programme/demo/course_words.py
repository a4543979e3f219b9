"""What the assistances of earlier years share: words in both languages, their papers, the tools of the steps."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from roadmaps.services.assistance import tools

from . import clock, paper
from .acting import Act
from .files import read_yaml

FOLDER = Path(__file__).resolve().parent


def told() -> dict[str, Any]:
    """The assistances."""
    return read_yaml(FOLDER / "courses.yaml")


def words() -> dict[str, Any]:
    """What people write, by language; and the tools of the steps."""
    return read_yaml(FOLDER / "courses_words.yaml")


def paper_file(title: str, text: str) -> SimpleUploadedFile:
    """A page of PDF that says it is an illustration."""
    return SimpleUploadedFile("paper.pdf", paper.one_page(f"{title} (illustration)", text), "application/pdf")


class Tools:
    """Templates, guides and checklists of the steps, in both languages."""

    name = "tools"
    language = "en"

    def __init__(self, people: Mapping[str, User]) -> None:
        self.officer = people["officer"]

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        yield clock.moment(words()["tools_since"]), self.add

    def add(self) -> None:
        for row in words()["tools"]:
            for language in ("en", "fr"):
                tools.add(
                    step=row["step"],
                    kind=row["kind"],
                    language=language,
                    title=row[language]["title"],
                    body=row[language]["body"].strip(),
                    by=self.officer,
                )
