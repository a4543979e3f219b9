"""An edition as it is read, and what differs between two: ready for pages, PDFs and the office."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from portal.collaboration.comparing import ChangedSection, compare
from portal.collaboration.reading import Answer, ReadSection, read_sections
from portal.reference.languages import page_language
from portal.reference.queries import term_map

from ..models import Measure
from ..sections import ITEM, MEASURE
from ..sections.edition import WRITTEN
from .whole import Planned, Whole

# Told beside each other on the page of a measure, and moved by reports: not part of what is compared.
_LIVE = "declared"


@dataclass(frozen=True)
class ReadMeasure:
    """A measure in words."""

    number: str
    planned: Planned
    section: ReadSection

    @property
    def measure(self) -> Measure:
        return self.planned.measure

    @property
    def title(self) -> str:
        """Its title, or words that say it has none."""
        return self.measure.title or _("Measure without a title")

    @property
    def facts(self) -> list[Answer]:
        """Its answers but the title, those that are given."""
        return [answer for answer in self.section.answers if answer.given and answer.name not in {"title", _LIVE}]


@dataclass(frozen=True)
class ReadItem:
    """An activity in words, with its measures."""

    code: str
    words: str
    section: ReadSection
    measures: list[ReadMeasure] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """An edition in words."""

    sections: tuple[ReadSection, ...]
    items: list[ReadItem]

    @property
    def codes(self) -> list[str]:
        return [item.code for item in self.items]


def read_edition(whole: Whole) -> Reading:
    """An edition in the present language; the vocabulary is the only thing asked."""
    activities = term_map("activity", page_language())
    described, answers = [], {}
    for place, taken in enumerate(whole.items):
        described.append(replace(ITEM, number=place + 1, code=f"item {taken.item.pk}"))
        answers[f"item {taken.item.pk}"] = {"situation": taken.item.situation, "aim": taken.item.aim}
        for planned in taken.measures:
            described.append(replace(MEASURE, number=place + 1, code=f"measure {planned.measure.pk}"))
            answers[f"measure {planned.measure.pk}"] = planned.given
    read = {section.code: section for section in read_sections(described, answers)}
    items = []
    for taken in whole.items:
        code = taken.item.activity
        words = str(activities[code].text) if code in activities else ""
        measures = [
            ReadMeasure(f"{code}.{number}", planned, read[f"measure {planned.measure.pk}"])
            for number, planned in enumerate(taken.measures, start=1)
        ]
        items.append(ReadItem(code, words, read[f"item {taken.item.pk}"], measures))
    return Reading(read_sections(WRITTEN, whole.answers), items)


@dataclass(frozen=True)
class Differences:
    """What differs between two editions; measures are matched by their key."""

    sections: list[ChangedSection]
    activities_in: list[str]
    activities_out: list[str]
    measures_in: list[str]
    measures_out: list[str]
    moved: list[tuple[str, str, str]]
    """(title, from activity, to activity)."""

    @property
    def none(self) -> bool:
        return not (
            self.sections or self.activities_in or self.activities_out or self.measures_in or self.measures_out
            or self.moved
        )  # fmt: skip


def compare_editions(old: Reading, new: Reading) -> Differences:
    """What a reader of the older edition finds changed in the newer one."""
    before, after = _by_key(old), _by_key(new)
    old_items = {item.code: item for item in old.items}
    new_items = {item.code: item for item in new.items}
    sections = compare(old.sections, new.sections)
    number = len(new.sections)
    pairs = [
        (old_items[code].section, _named(item.section, f"{code} {item.words}", number + place))
        for place, (code, item) in enumerate(new_items.items(), start=1)
        if code in old_items
    ]
    both = [(before[key], measure) for key, measure in after.items() if key in before]
    pairs += [
        (_compared(one.section), _named(_compared(other.section), other.title, number + len(new_items) + place))
        for place, (one, other) in enumerate(both, start=1)
    ]
    sections += compare((one for one, _two in pairs), (two for _one, two in pairs))
    return Differences(
        sections=sections,
        activities_in=[f"{code} {item.words}" for code, item in new_items.items() if code not in old_items],
        activities_out=[f"{code} {item.words}" for code, item in old_items.items() if code not in new_items],
        measures_in=[measure.title for key, measure in after.items() if key not in before],
        measures_out=[measure.title for key, measure in before.items() if key not in after],
        moved=[
            (other.title, _activity(one), _activity(other))
            for one, other in both
            if _activity(one) != _activity(other)
        ],
    )


def _by_key(reading: Reading) -> dict[str, ReadMeasure]:
    return {measure.measure.key: measure for item in reading.items for measure in item.measures}


def _activity(measure: ReadMeasure) -> str:
    return measure.number.rpartition(".")[0]


def _named(section: ReadSection, title: str, number: int) -> ReadSection:
    return replace(section, section=replace(section.section, title=title, number=number))


def _compared(section: ReadSection) -> ReadSection:
    answers: Iterable[Answer] = (answer for answer in section.answers if answer.name != _LIVE)
    return replace(section, answers=tuple(answers))
