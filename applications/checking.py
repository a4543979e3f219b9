"""Completeness in the reader's language: the rules of ``completeness`` with their words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from portal.collaboration import completeness as general
from portal.collaboration.checking import speaker
from portal.collaboration.completeness import Answers, Problem, SectionState, Unparsed
from portal.collaboration.questions import Section

from . import completeness
from .completeness import Limits
from .sections import SECTIONS

say = speaker(
    {
        "stages": gettext_lazy("Say for each of the four steps how far it is"),
        "same_order": gettext_lazy("Activity %(code)s: order %(order)s is already used by %(other)s"),
        "months": gettext_lazy("Length: choose from %(low)s to %(high)s months"),
        "backwards": gettext_lazy("Line %(number)s: its last month comes before its first"),
        "after_end": gettext_lazy("Line %(number)s: month %(month)s lies after the end of the work"),
        "ceiling": gettext_lazy("Budget: the lines ask for %(total)s USD; the ceiling is %(ceiling)s USD"),
        "letter": gettext_lazy("Attach the letter signed by the competent authority"),
    },
    figures={"total", "ceiling"},
)


def problems(answers: Answers, unparsed: Unparsed, limits: Limits) -> list[Problem]:
    """Every problem of a file, in the order of the sections."""
    return completeness.problems(SECTIONS, answers, unparsed, limits, say)


def of_section(
    section: Section, given: Mapping[str, Any], unparsed: Mapping[str, str], limits: Limits
) -> list[Problem]:
    """The problems of one section."""
    return completeness.of_section(section, given, unparsed, limits, say)


def states(answers: Answers, unparsed: Unparsed, found: Sequence[Problem]) -> list[SectionState]:
    """How far each section is."""
    return general.states(SECTIONS, answers, unparsed, found)
