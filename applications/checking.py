"""Completeness in the reader's language: the rules of ``completeness`` with their words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.numbers import grouped

from . import completeness
from .completeness import Answers, Limits, Problem, SectionState, Unparsed
from .questions import Section
from .sections import SECTIONS

_CHOOSE = gettext_lazy("%(label)s: choose one of the list")
_WORDS = {
    "unfit_date": gettext_lazy("%(label)s: give a day, month and year, such as 2027-03-01"),
    "unfit_money": gettext_lazy("%(label)s: give an amount in figures, such as 12000"),
    "unfit_number": gettext_lazy("%(label)s: give a whole number from %(low)s to %(high)s"),
    "unfit_email": gettext_lazy("%(label)s: give a whole address, such as name@example.org"),
    "unfit_select": _CHOOSE,
    "unfit_radio": _CHOOSE,
    "too_long": gettext_lazy("%(label)s: shorten it, it has %(count)s characters of %(limit)s"),
    "in_row": gettext_lazy("%(each)s %(name)s: %(message)s"),
    "stages": gettext_lazy("Say for each of the four steps how far it is"),
    "same_order": gettext_lazy("Activity %(code)s: order %(order)s is already used by %(other)s"),
    "months": gettext_lazy("Length: choose from %(low)s to %(high)s months"),
    "backwards": gettext_lazy("Line %(number)s: its last month comes before its first"),
    "after_end": gettext_lazy("Line %(number)s: month %(month)s lies after the end of the work"),
    "ceiling": gettext_lazy("Budget: the lines ask for %(total)s USD; the ceiling is %(ceiling)s USD"),
    "letter": gettext_lazy("Attach the letter signed by the competent authority"),
}
_FIGURES = {"count", "limit", "total", "ceiling"}


def say(code: str, values: Mapping[str, Any]) -> str:
    """The words of a problem."""
    shown = {name: grouped(value) if name in _FIGURES else value for name, value in values.items()}
    return str(_WORDS[code]) % shown


def too_much(label: Any, limit: int) -> str:
    """The error of a text that is too long to be kept."""
    return _("%(label)s: this text is longer than %(limit)s characters and is not saved. Shorten it.") % {
        "label": label,
        "limit": grouped(limit),
    }


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
    return completeness.states(SECTIONS, answers, unparsed, found)
