"""Completeness in the reader's language: words for the problems, and for how far a section is."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.ui.numbers import grouped

from .completeness import WRONG, Problem, Say, SectionState
from .parsing import Parsed
from .questions import HARD_LIMIT, Section

_CHOOSE = gettext_lazy("%(label)s: choose one of the list")
_WORDS = {
    "unfit_date": gettext_lazy("%(label)s: give a day, month and year, such as 2027-03-01"),
    "unfit_money": gettext_lazy("%(label)s: give an amount in figures, such as 12000"),
    "unfit_decimal": gettext_lazy("%(label)s: give a figure alone, such as 12.5; the unit has its own place"),
    "unfit_number": gettext_lazy("%(label)s: give a whole number from %(low)s to %(high)s"),
    "unfit_year": gettext_lazy("%(label)s: give a year from %(low)s to %(high)s"),
    "unfit_email": gettext_lazy("%(label)s: give a whole address, such as name@example.org"),
    "unfit_select": _CHOOSE,
    "unfit_radio": _CHOOSE,
    "unfit_checkboxes": gettext_lazy("%(label)s: choose from the list"),
    "too_long": gettext_lazy("%(label)s: shorten it, it has %(count)s characters of %(limit)s"),
    "in_row": gettext_lazy("%(each)s %(name)s: %(message)s"),
}
_FIGURES = frozenset({"count", "limit"})


def speaker(words: Mapping[str, Any], figures: Collection[str] = ()) -> Say:
    """What puts problems in words: those every record has, and an app's own ``words`` by their code.

    ``figures`` names the values in them that are written with their thousands apart.
    """
    known, grouped_names = {**_WORDS, **words}, _FIGURES | frozenset(figures)

    def say(code: str, values: Mapping[str, Any]) -> str:
        shown = {name: grouped(value) if name in grouped_names else value for name, value in values.items()}
        return str(known[code]) % shown

    return say


say = speaker({})


def too_much(label: Any, limit: int) -> str:
    """The error of a text that is too long to be kept."""
    return _("%(label)s: this text is longer than %(limit)s characters and is not saved. Shorten it.") % {
        "label": label,
        "limit": grouped(limit),
    }


def refused_problems(section: Section, parsed: Parsed) -> list[Problem]:
    """One problem for each text that is too long to be kept."""
    found = []
    for key in parsed.refused:
        kind, _dot, rest = key.partition(".")
        rows = section.rows_of(kind)
        if rows is None or not rest:
            question = section.field(key)
            label = question.label if question else key
            found.append(Problem(section.code, key, too_much(label, HARD_LIMIT), WRONG))
            continue
        place, _dot, name = rest.rpartition(".")
        column = next(column for column in rows.columns if column.name == name)
        row: int | str = place if rows.picked else int(place)
        found.append(Problem(section.code, name, too_much(column.label, HARD_LIMIT), WRONG, rows.kind, row))
    return found


def words_of(state: SectionState, files: int = 0) -> str:
    """How far a section is, in words."""
    if state.complete:
        if state.section.files:
            return ngettext("Complete: %(count)s file", "Complete: %(count)s files", files) % {"count": files}
        return _("Complete")
    if state.wrong:
        return ngettext("One answer needs a change", "%(count)s answers need a change", state.wrong) % {
            "count": state.wrong
        }
    if not state.begun:
        return _("Not begun")
    return ngettext("Begun: %(count)s answer missing", "Begun: %(count)s answers missing", state.missing) % {
        "count": state.missing
    }
