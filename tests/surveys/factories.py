"""A small questionnaire about a country, and links to it."""

from typing import Any

import pytest

from portal.collaboration.completeness import Problem
from portal.collaboration.questions import Field, Rows, Section
from portal.reference.models import Country
from portal.surveys import ports
from portal.surveys.models import Link
from portal.surveys.services import create_link
from tests.accounts import factories as people

PURPOSE = "test.reference"
GOOD = {"opinion": "A careful colleague", "languages": ["en", "fr"], "since": "2012", "works-0-title": "The law"}

SECTION = Section(
    1,
    "reference",
    "reference",
    "A reference",
    "Say what you know of this work.",
    fields=(
        Field("opinion", "Your opinion", "Give your opinion", type="textarea", max_length=500),
        Field(
            "languages",
            "Languages you worked in",
            "Choose a language",
            type="checkboxes",
            choices=(("en", "English"), ("fr", "French")),
        ),
        Field("since", "Since when", "Give the year", type="year", required=False),
    ),
    rows=(
        Rows(
            "works",
            "Works",
            "Work",
            "Add a work",
            columns=(Field("title", "Title of the work", "give the title"),),
            at_least=1,
            ask="Name at least one work",
            at_most=3,
        ),
    ),
)


class Form:
    """A registered questionnaire that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[Link, dict[str, Any]]] = []
        self.against = ""
        self.raises: Exception | None = None

    def on_answered(self, link: Link, given: Any) -> None:
        self.told.append((link, dict(given)))
        if self.raises is not None:
            raise self.raises

    def may_answer(self, link: Link) -> str:
        return self.against

    def special(self, given: Any, say: Any) -> list[Problem]:
        found = [Problem("reference", "opinion", "Leave no swear words", "wrong")]
        return found if "damn" in (given["opinion"] or "") else []


@pytest.fixture
def form(monkeypatch):
    """The questionnaire, registered for one test."""
    made = Form()
    monkeypatch.setattr(ports, "_known", {})
    ports.register(
        ports.Questionnaire(
            purpose=PURPOSE,
            name="Reference for an expert",
            section=SECTION,
            readers="The Secretariat reads it, nobody else.",
            thanks="Thank you.",
            on_answered=made.on_answered,
            may_answer=made.may_answer,
            heading=lambda link: f"A reference about {link.record.iso3}",
            special=made.special,
        )
    )
    return made


def link(record: Country | None = None, **fields: Any) -> tuple[Link, str]:
    """A link and the path of its page."""
    values = {"name": "Rosa Lind", "email": "Rosa@Example.org", "by": None, "purpose": PURPOSE, **fields}
    return create_link(record=record or people.country("UGA"), **values)
