"""Completeness of a profile and of a candidacy in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from portal.collaboration import completeness as general
from portal.collaboration.checking import speaker
from portal.collaboration.completeness import Answers, Problem, SectionState, Unparsed
from portal.collaboration.queries import sections_of, unparsed_of
from portal.collaboration.questions import Section

from . import completeness
from .models import Candidacy, Profile
from .sections import MOTIVATION, SECTIONS
from .store import CANDIDACY_STORE, read_answers

say = speaker(
    {
        "twice": gettext_lazy("Line %(number)s says the same as line %(other)s: remove one"),
        "no_working_language": gettext_lazy("Give at least one language you work in well"),
        "backwards": gettext_lazy("Post %(number)s: its last year comes before its first"),
        "link": gettext_lazy("Publication %(number)s: begin the link with https://"),
        "cv": gettext_lazy("Add your curriculum vitae"),
        "referees": gettext_lazy("Referees: this call asks for %(wanted)s"),
        "own_referee": gettext_lazy("Referee %(number)s: nobody is their own referee"),
    }
)


def of_section(section: Section, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
    """The problems of one section of a profile."""
    return general.of_section(section, given, unparsed, say, completeness.SPECIALS.get(section.code))


def of_motivation(candidacy: Candidacy, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
    """The problems of the section the call adds."""
    own = candidacy.expert.user.email if candidacy.expert.user else ""
    special = completeness.motivation(candidacy.call.referees, own)
    return general.of_section(MOTIVATION, given, unparsed, say, special)


def problems(answers: Answers, unparsed: Unparsed) -> list[Problem]:
    """Every problem of a profile, in the order of the sections."""
    return general.problems(SECTIONS, answers, unparsed, say, completeness.SPECIALS)


def states(answers: Answers, unparsed: Unparsed, found: Sequence[Problem]) -> list[SectionState]:
    """How far each section is."""
    return general.states(SECTIONS, answers, unparsed, found)


def problems_of(profile: Profile) -> tuple[list[Problem], Answers, Unparsed]:
    """Every problem of a stored profile, with its answers: four queries."""
    answers = read_answers(profile)
    unparsed = unparsed_of(sections_of(profile))
    return problems(answers, unparsed), answers, unparsed


def problems_of_candidacy(candidacy: Candidacy) -> tuple[list[Problem], dict[str, Any], Mapping[str, str]]:
    """The problems of what the call adds, with its answers."""
    given = CANDIDACY_STORE.read_section(candidacy, MOTIVATION)
    unparsed = unparsed_of(sections_of(candidacy)).get(MOTIVATION.code, {})
    return of_motivation(candidacy, given, unparsed), given, unparsed
