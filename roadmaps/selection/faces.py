"""An expert as the Party reads them in a selection: the parts open to everybody or to Parties, nothing else.

What the expert keeps for the Secretariat is not read from the database at all where it can be left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from expertise.choices import DEFAULT_AUDIENCE, Audience, Level, Part, Skill
from expertise.models import Curriculum, Expert, Profile
from expertise.queries_person import with_language
from portal.reference.languages import language_name
from portal.reference.queries import country_row, term_map

Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Face:
    """One expert: the name, a line, and parts as (label, lines of (name, text)); ``cv`` says a file may be read."""

    expert: Expert
    headline: str = ""
    biography: str = ""
    activities: tuple[str, ...] = ()
    parts: tuple[tuple[str, Lines], ...] = ()
    cv: bool = False
    readable: frozenset[str] = field(default_factory=frozenset)
    language: str = ""
    """That in which the expert writes."""


def readable_parts(expert: Expert) -> frozenset[str]:
    """The parts a Party reads; the expert's choices must have been read with the expert (or cost a query)."""
    chosen = {row.part: row.audience for row in expert.visibilities.all()}
    return frozenset(
        part for part in Part if chosen.get(part.value, DEFAULT_AUDIENCE[part]) in (Audience.PUBLIC, Audience.PARTIES)
    )


_ROWS = (
    "nationality_set",
    "knownactivity_set",
    "knowntheme_set",
    "knownfield_set",
    "knowndomain_set",
    "spokenlanguage_set",
    "knowncountry_set",
    "post_set",
    "study_set",
    "publication_set",
)


def faces(experts: Iterable[int], language: str) -> dict[int, Face]:
    """The faces by the expert's key: the same number of queries for one and for eight."""
    profiles = Profile.objects.prefetch_related(*_ROWS, Prefetch("files", Curriculum.objects.filter(kind="cv")))
    rows = with_language(Expert.objects.filter(pk__in=list(experts))).prefetch_related(
        "visibilities", "availabilities", Prefetch("profile", profiles)
    )
    return {expert.pk: _face(expert, language) for expert in rows}


def curriculum(expert: Expert) -> Curriculum | None:
    """The CV file a Party may read in a selection; None when the expert keeps it, or there is none."""
    if expert.profile_id is None or Part.CV not in readable_parts(expert):
        return None
    return Curriculum.objects.filter(profile=expert.profile_id, kind="cv").select_related("stored_file").first()


def _face(expert: Expert, language: str) -> Face:
    profile = expert.profile
    if profile is None or expert.erased_at is not None:
        return Face(expert)
    may = readable_parts(expert)
    parts: list[tuple[str, Lines]] = []
    for part, read in _READERS:
        if part in may:
            lines = [(name, text) for name, text in read(expert, profile, language) if name or text]
            if lines:
                parts.append((str(part.label), lines))
    return Face(
        expert=expert,
        headline=profile.headline,
        biography=profile.biography if Part.BIOGRAPHY in may else "",
        activities=tuple(row.activity for row in profile.knownactivity_set.all()) if Part.ACTIVITIES in may else (),
        parts=tuple(parts),
        cv=Part.CV in may and bool(profile.files.all()),
        readable=may,
        language=expert.writes_in,  # type: ignore[attr-defined]
    )


def _country(code: str, language: str) -> str:
    row = country_row(code, language) if code else None
    return row.name if row else code


def _term(list: str, code: str, language: str) -> str:
    row = term_map(list, language).get(code)
    return row.text if row else code


def _choice(choices: Any, value: str) -> str:
    return str(choices(int(value)).label) if value.isdecimal() and int(value) in choices.values else ""


def _activities(expert: Expert, profile: Profile, language: str) -> Lines:
    return [
        (
            f"{row.activity} {_term('activity', row.activity, language)}",
            " ".join(text for text in (_choice(Level, row.level) + ".", row.evidence) if text.strip(".")),
        )
        for row in profile.knownactivity_set.all()
    ]


def _languages(expert: Expert, profile: Profile, language: str) -> Lines:
    rows = []
    for row in profile.spokenlanguage_set.all():
        top = max((value for value in (row.working, row.speaking, row.reading) if value.isdecimal()), default="")
        rows.append((language_name(row.language, language) if row.language else "", _choice(Skill, top)))
    return rows


def _fields(expert: Expert, profile: Profile, language: str) -> Lines:
    named = [(_term("expertise_field", row.field, language), row.note) for row in profile.knownfield_set.all()]
    named += [(_term("theme", row.theme, language), row.note) for row in profile.knowntheme_set.all()]
    return named + [(_term("cultural_domain", row.domain, language), "") for row in profile.knowndomain_set.all()]


def _span(first: int | None, last: int | None) -> str:
    return "–".join(str(year) for year in dict.fromkeys((first, last)) if year)


def _career(expert: Expert, profile: Profile, language: str) -> Lines:
    return [
        (", ".join(text for text in (row.title, row.employer) if text), _span(row.year_from, row.year_to))
        for row in profile.post_set.all()
    ]


def _education(expert: Expert, profile: Profile, language: str) -> Lines:
    return [(row.title, _joined(row.institution, row.year)) for row in profile.study_set.all()]


def _publications(expert: Expert, profile: Profile, language: str) -> Lines:
    return [(row.title, _joined(row.publisher, row.year)) for row in profile.publication_set.all()]


def _countries(expert: Expert, profile: Profile, language: str) -> Lines:
    return [(_country(row.country, language), _joined(row.what, row.year)) for row in profile.knowncountry_set.all()]


def _nationality(expert: Expert, profile: Profile, language: str) -> Lines:
    return [(_country(row.country, language), "") for row in profile.nationality_set.all()]


def _residence(expert: Expert, profile: Profile, language: str) -> Lines:
    return [(_country(profile.residence, language), profile.city)]


def _organisation(expert: Expert, profile: Profile, language: str) -> Lines:
    return [(profile.organisation, profile.function)]


def _joined(*texts: Any) -> str:
    return ", ".join(str(text) for text in texts if text)


_READERS: Sequence[tuple[Part, Any]] = (
    (Part.ACTIVITIES, _activities),
    (Part.LANGUAGES, _languages),
    (Part.FIELDS, _fields),
    (Part.COUNTRIES, _countries),
    (Part.NATIONALITY, _nationality),
    (Part.RESIDENCE, _residence),
    (Part.ORGANISATION, _organisation),
    (Part.CAREER, _career),
    (Part.EDUCATION, _education),
    (Part.PUBLICATIONS, _publications),
)
