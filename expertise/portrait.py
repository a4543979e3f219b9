"""A profile read part by part, in words, for the readers a part is open to.

The parts are those whose readers the expert chooses (``choices.Part``). Public pages show the public
parts, a Party in a selection those for Parties too, the Secretariat all of them.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.reference.languages import language_names
from portal.reference.queries import country_row, term_map

from .choices import DEFAULT_AUDIENCE, Audience, Evidence, Gender, Level, Part, Skill
from .models import Expert, Profile, Visibility

FOR_PUBLIC = frozenset({Audience.PUBLIC})
FOR_PARTIES = frozenset({Audience.PUBLIC, Audience.PARTIES})
FOR_SECRETARIAT = frozenset(Audience)
# Parts that are not read here: availability is periods, the curriculum a file.
ELSEWHERE = frozenset({Part.AVAILABILITY, Part.CV})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: its words, what is said beside it, and its code when it is an activity."""

    words: str
    note: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One part: its name, who reads it, its lines; a long text stands in ``text``."""

    part: str
    title: str
    audience: str
    audience_words: str
    lines: tuple[Line, ...] = ()
    text: str = ""

    @property
    def given(self) -> bool:
        return bool(self.lines or self.text)


def readers_of(expert_id: int) -> dict[str, str]:
    """Part → who reads it, as the expert chose or by default: one query."""
    chosen = dict(Visibility.objects.filter(expert=expert_id).values_list("part", "audience"))
    return {str(part): chosen.get(str(part), str(audience)) for part, audience in DEFAULT_AUDIENCE.items()}


def portrait(
    expert: Expert, profile: Profile, language: str, *, open_to: Collection[str] = FOR_SECRETARIAT
) -> tuple[Reading, ...]:
    """The parts open to these readers, in order, empty ones left out; one query a part made of rows."""
    readers = readers_of(expert.pk)
    audiences = dict(Audience.choices)
    found = []
    for part, read in _READERS.items():
        audience = readers[str(part)]
        if audience not in open_to:
            continue
        text, lines = read(profile, language)
        reading = Reading(
            str(part), str(Part(part).label), audience, str(audiences[audience]), tuple(lines), text.strip()
        )
        if reading.given:
            found.append(reading)
    return tuple(found)


Read = tuple[str, Iterable[Line]]


def _country(iso3: str, language: str) -> str:
    row = country_row(iso3, language) if iso3 else None
    return row.name if row is not None else iso3


def _lines(*pairs: tuple[Any, Any]) -> list[Line]:
    return [Line(str(words), str(note)) for words, note in pairs if words]


def _biography(profile: Profile, language: str) -> Read:
    years = profile.years_of_experience
    said = _lines((profile.headline, ""), (_("%(years)s years of experience") % {"years": years} if years else "", ""))
    return profile.biography, said


def _organisation(profile: Profile, language: str) -> Read:
    return "", _lines((profile.function, ""), (profile.organisation, ""))


def _residence(profile: Profile, language: str) -> Read:
    return "", _lines((_country(profile.residence, language), profile.city))


def _nationality(profile: Profile, language: str) -> Read:
    codes = profile.nationality_set.values_list("country", flat=True)
    return "", [Line(_country(code, language)) for code in codes if code]


def _gender(profile: Profile, language: str) -> Read:
    return "", _lines((dict(Gender.choices).get(profile.gender, ""), ""))


def _languages(profile: Profile, language: str) -> Read:
    names, skills = language_names(language), {str(code): label for code, label in Skill.choices}
    lines = []
    for row in profile.spokenlanguage_set.all():
        kinds = ((_("reading"), row.reading), (_("speaking"), row.speaking), (_("working"), row.working))
        said = [f"{kind}: {str(skills[level]).lower()}" for kind, level in kinds if level in skills]
        if row.language:
            lines.append(Line(names.get(row.language, row.language), ", ".join(said)))
    return "", lines


def _activities(profile: Profile, language: str) -> Read:
    words = term_map("activity", language)
    levels, evidence = {str(code): label for code, label in Level.choices}, dict(Evidence.choices)
    lines = []
    for row in profile.knownactivity_set.all():
        if row.activity:
            shown = [levels.get(row.level, ""), evidence.get(row.evidence_kind, ""), row.evidence]
            text = words[row.activity].text if row.activity in words else ""
            lines.append(Line(text, " · ".join(str(part) for part in shown if part), row.activity))
    return "", lines


def _fields(profile: Profile, language: str) -> Read:
    lists = (
        ("expertise_field", profile.knownfield_set.values_list("field", "note")),
        ("theme", profile.knowntheme_set.values_list("theme", "note")),
        ("cultural_domain", [(code, "") for code in profile.knowndomain_set.values_list("domain", flat=True)]),
    )
    lines = []
    for name, rows in lists:
        words = term_map(name, language)
        lines += [Line(words[code].text if code in words else code, note) for code, note in rows if code]
    return "", lines


def _countries(profile: Profile, language: str) -> Read:
    return "", [
        Line(_country(row.country, language), ", ".join(str(part) for part in (row.year, row.what) if part))
        for row in profile.knowncountry_set.all()
        if row.country
    ]


def _years(first: int | None, last: int | None) -> str:
    return f"{first}–{last}" if first and last else _("since %(year)s") % {"year": first} if first else str(last or "")


def _career(profile: Profile, language: str) -> Read:
    return "", [
        Line(
            ", ".join(part for part in (row.title, row.employer, _country(row.country, language)) if part),
            " · ".join(part for part in (_years(row.year_from, row.year_to), row.what) if part),
        )
        for row in profile.post_set.all()
        if row.title or row.employer
    ]


def _education(profile: Profile, language: str) -> Read:
    rows = profile.study_set.values_list("title", "institution", "year")
    lines = [Line(", ".join(part for part in (title, where) if part), str(year or "")) for title, where, year in rows]
    return profile.convention_training, [line for line in lines if line.words]


def _publications(profile: Profile, language: str) -> Read:
    rows = profile.publication_set.values_list("title", "publisher", "year", "link")
    return "", [
        Line(title or link, " · ".join(str(part) for part in (publisher, year, link if title else "") if part))
        for title, publisher, year, link in rows
        if title or link
    ]


_READERS: dict[Part, Callable[[Profile, str], Read]] = {
    Part.BIOGRAPHY: _biography,
    Part.ORGANISATION: _organisation,
    Part.ACTIVITIES: _activities,
    Part.FIELDS: _fields,
    Part.LANGUAGES: _languages,
    Part.RESIDENCE: _residence,
    Part.NATIONALITY: _nationality,
    Part.GENDER: _gender,
    Part.COUNTRIES: _countries,
    Part.CAREER: _career,
    Part.EDUCATION: _education,
    Part.PUBLICATIONS: _publications,
}
