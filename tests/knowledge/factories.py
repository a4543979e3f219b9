"""Entries in one line each, made through the services everybody uses."""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.checks import CHECKS
from knowledge.models import Entry, EntryText
from knowledge.sections import FACTS, story_of
from knowledge.services import entries, review, writing
from portal.accounts.models import User
from portal.collaboration.queries import sections_of
from portal.reference.models import Country
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary

POINTS = [code for code, _words in CHECKS]
FACTS_GIVEN: dict[str, dict[str, Any]] = {
    "basics": {"language": "en", "organisation": "Ministry of Culture", "period_from": "2020", "period_to": "2022",
               "licence": "CC-BY-SA-4.0", "takes_contact": "on"},
    "ties": {"activities": ["1.1"], "themes": ["T1"], "gender": "1", "places": []},
    "means": {"cost": "120000", "evaluated": "yes", "partners": [], "links": []},
    "origin": {"adapted_for": []},
}  # fmt: skip
WORDS = {
    "title": "A national observatory of digital culture",
    "summary": "A small team counts what is created, sold and seen online.",
    "problem": "Nobody knew how many artists earn online.",
    "done": "The ministry and the statistics office founded an **observatory**.",
    "actors": "The ministry, the statistics office, two women’s associations.",
    "steps": "1. A law\n2. A team",
    "funding": "The State paid two thirds.",
    "results": "Three yearly reports.",
    "difficulties": "Platforms gave no figures at first.",
    "reusable": "The questionnaire and the agreement with the platforms.",
    "conditions": "A statistics law that covers culture.",
    "audience": "Statisticians of ministries.",
}


class Posted(dict[str, str]):
    """Answers as a browser posts them."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__({name: value for name, value in given.items() if isinstance(value, str)})
        self.lists = {name: value for name, value in given.items() if isinstance(value, list)}

    def getlist(self, name: str) -> list[str]:
        return self.lists.get(name, [])


def fill_facts(entry: Entry, by: User, **changes: Mapping[str, Any]) -> None:
    """Save the sections of facts; ``changes`` by section."""
    for section in FACTS:
        given = {**FACTS_GIVEN[section.code], **changes.get(section.code, {})}
        version = entry.versions.get(frozen_at=None)
        writing.save_facts(
            entry=entry, section=section, posted=Posted(given),
            read_rows=lambda rows, given=given: given.get(rows.kind, []),
            expected_revision=revision_of(version, section.code), by=by,
        )  # fmt: skip


def fill_text(text: EntryText, by: User, *, follows: Sequence[str] = (), seen: str = "", **words: str) -> None:
    """Save the words of a text; ``follows`` names the answers said to follow the original again."""
    given: dict[str, Any] = {**WORDS, "figures": [], **words}
    if text.state != EntryText.State.ORIGINAL:
        given.setdefault("translator", "Sam Translator")
    section = story_of(text.version.entry.kind)
    writing.save_text(
        text=text, posted=Posted(given), read_rows=lambda rows: given.get(rows.kind, []),
        expected_revision=revision_of(text, section.code), by=by, follows=follows, seen=seen,
    )  # fmt: skip


def revision_of(record: Any, code: str) -> int:
    """The revision of a section as stored."""
    saved = sections_of(record).get(code)
    return saved.revision if saved is not None else 0


def draft(
    kind: str = "practice",
    *,
    country: Country | None = None,
    by: User | None = None,
    facts: Mapping[str, Mapping[str, Any]] | None = None,
    **words: str,
) -> Entry:
    """A complete draft of a focal point of the country (Uganda)."""
    small_vocabulary()
    country = country or people.country("UGA")
    by = by or people.focal_point(country)
    entry = entries.start(kind=kind, country=country, by=by)
    fill_facts(entry, by, **(facts or {}))
    fill_text(original(entry), by, **words)
    return entry


def original(entry: Entry) -> EntryText:
    """The original text of the newest version."""
    return EntryText.objects.select_related("version__entry").get(
        version=entry.versions.order_by("-number")[0], state=EntryText.State.ORIGINAL
    )


def publish(entry: Entry) -> Entry:
    """Take a complete draft through proposal and two readings."""
    review.propose(entry=entry, by=entry.owner)
    review.take_up(entry=entry, by=people.editor())
    review.read_first(entry=entry, checks=POINTS, by=people.editor())
    return review.publish(entry=entry, checks=POINTS, by=people.editor())


def published(kind: str = "practice", **made: Any) -> Entry:
    """A published entry."""
    return publish(draft(kind, **made))


def translated(entry: Entry, language: str = "fr", **words: str) -> EntryText:
    """The same with a text in a further language."""
    by = people.editor()
    text = writing.add_language(entry=entry, language=language, by=by)
    fill_text(text, by, **words)
    text.refresh_from_db()
    return text
