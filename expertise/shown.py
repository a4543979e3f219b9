"""A profile as one kind of reader sees it: part by part, in words. Used by previews, public pages and selections."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from portal.collaboration.reading import Answer, ReadSection, Table, read_sections

from .choices import Audience, Part
from .models import Availability, Expert
from .queries_person import parts_for, periods_from, readers_of
from .sections import SECTIONS
from .store import read_answers

# Part -> (section, names of its questions and kinds of rows). Telephone, town and time zone are in none.
CONTENTS: dict[Part, tuple[str, tuple[str, ...]]] = {
    Part.BIOGRAPHY: (
        "presentation",
        ("headline", "biography", "years_of_experience", "convention_training", "modes"),
    ),
    Part.ORGANISATION: ("identity", ("organisation", "function")),
    Part.RESIDENCE: ("identity", ("residence",)),
    Part.NATIONALITY: ("identity", ("nationalities",)),
    Part.GENDER: ("identity", ("gender",)),
    Part.LANGUAGES: ("languages", ("languages",)),
    Part.ACTIVITIES: ("activities", ("activities",)),
    Part.FIELDS: ("fields", ("fields", "themes", "domains")),
    Part.COUNTRIES: ("countries", ("countries",)),
    Part.CAREER: ("career", ("posts",)),
    Part.EDUCATION: ("education", ("studies",)),
    Part.PUBLICATIONS: ("publications", ("publications",)),
    Part.CV: ("files", ()),
}


@dataclass(frozen=True)
class ShownPart:
    """One part: its answers, tables, files or periods; those without content are left out of the list."""

    part: Part
    answers: tuple[Answer, ...] = ()
    tables: tuple[Table, ...] = ()
    files: tuple[dict[str, Any], ...] = ()
    periods: tuple[Availability, ...] = field(default=())

    @property
    def title(self) -> str:
        return str(self.part.label)


def shown_to(expert: Expert, audience: Audience) -> list[ShownPart]:
    """What an audience reads of an expert's current profile, in the present language: four queries."""
    if expert.profile is None:
        return []
    allowed = parts_for(readers_of([expert.pk])[expert.pk], audience)
    periods = tuple(periods_from(expert)) if Part.AVAILABILITY in allowed else ()
    return parts(read_sections(SECTIONS, read_answers(expert.profile)), allowed, periods)


def parts(
    sections: Iterable[ReadSection], allowed: Iterable[Part], periods: Iterable[Availability] = ()
) -> list[ShownPart]:
    """The allowed parts of a profile that hold anything, in the order of `Part`."""
    by_code = {section.code: section for section in sections}
    wanted = set(allowed)
    found = []
    for part in Part:
        if part not in wanted:
            continue
        if part == Part.AVAILABILITY:
            made = ShownPart(part, periods=tuple(periods))
        else:
            code, names = CONTENTS[part]
            section = by_code[code]
            made = ShownPart(
                part,
                tuple(answer for answer in section.answers if answer.name in names and answer.given),
                tuple(table for table in section.tables if table.kind in names and table.rows),
                section.files if part == Part.CV else (),
            )
        if made.answers or made.tables or made.files or made.periods:
            found.append(made)
    return found
