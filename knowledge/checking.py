"""What is missing or wrong in an entry, in words, with the page where it is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.collaboration import checking, completeness
from portal.collaboration.completeness import Problem, SectionState
from portal.collaboration.models import Section as SavedSection
from portal.collaboration.questions import Section

from . import entry_rules
from .models import EntryText, Version
from .sections import FACTS, story_of
from .store import TEXTS, VERSIONS

say = checking.speaker(
    {
        "period_backwards": gettext_lazy("The last year is before the first: change one of them"),
        "link_not_whole": gettext_lazy("Link %(number)s: give the whole address, beginning with https://"),
        "work_not_whole": gettext_lazy("Give the whole address of the work, beginning with https://"),
        "work_not_named": gettext_lazy("Name the work this address leads to"),
        # Of the texts only one names a record (`origin.settle`).
        "unfit_text": gettext_lazy("%(label)s: give the address or the code of another published entry"),
    }
)
SPECIALS: dict[str, completeness.Special] = {"basics": entry_rules.period, "means": entry_rules.addresses,
                                            "origin": entry_rules.origin}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One page of a version with its problems; ``text`` is the language version it is about, or None."""

    section: Section
    problems: list[Problem]
    begun: bool
    text: EntryText | None = None

    @property
    def state(self) -> SectionState:
        """How far it is."""
        missing = sum(problem.kind == completeness.MISSING for problem in self.problems)
        return SectionState(self.section, self.begun, missing, len(self.problems) - missing)


def problems_of(section: Section, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
    """The problems of one section."""
    return completeness.of_section(section, given, unparsed, say, SPECIALS.get(section.code))


def parts_of(version: Version) -> list[Part]:
    """The sections of the facts, then the text in each language, the original first."""
    unparsed = _unparsed(Version, [version.pk])
    parts = []
    for section in FACTS:
        given = VERSIONS.read_section(version, section)
        left = unparsed.get((version.pk, section.code), {})
        begun = completeness.is_begun(section, given, left)
        parts.append(Part(section, problems_of(section, given, left), begun))
    texts = sorted(version.texts.all(), key=lambda text: (text.state != EntryText.State.ORIGINAL, text.language))
    unparsed = _unparsed(EntryText, [text.pk for text in texts])
    for text in texts:
        section = story_of(version.entry.kind, translated=text.state != EntryText.State.ORIGINAL)
        given = TEXTS.read_section(text, section)
        left = unparsed.get((text.pk, section.code), {})
        begun = completeness.is_begun(section, given, left)
        parts.append(Part(section, problems_of(section, given, left), begun, text))
    return parts


def _unparsed(model: Any, keys: list[int]) -> dict[tuple[int, str], dict[str, str]]:
    rows = SavedSection.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=keys
    ).exclude(unparsed={})
    return {(row.object_id, row.code): dict(row.unparsed) for row in rows}


def holding_up(parts: list[Part]) -> list[Part]:
    """The parts that keep the version from being proposed. Translations do not hold it up."""
    return [
        part for part in parts if part.problems and (part.text is None or part.text.state == EntryText.State.ORIGINAL)
    ]


def in_words(part: Part, problem: Problem) -> str:
    """A problem with the part it stands in."""
    return _("%(title)s: %(problem)s") % {"title": part.section.title, "problem": problem.message}


def missing_of(parts: list[Part]) -> list[str]:
    """Why the version cannot be proposed yet, the first reason of each part; empty when it can."""
    return [in_words(part, part.problems[0]) for part in holding_up(parts)]
