"""What is missing or wrong in an edition, in words, with the page where it is changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.collaboration import checking, completeness
from portal.collaboration.completeness import Problem
from portal.collaboration.models import Section as SavedSection
from portal.collaboration.questions import Section

from ..models import Edition, IndicatorValue, Item, Measure
from ..sections import ITEM, MEASURE, SECTIONS
from . import measure_rules
from .whole import Whole

say = checking.speaker(
    {
        "period_backwards": gettext_lazy("The last year is before the first: change one of them"),
        "period_long": gettext_lazy("The period is longer than %(most)s years: shorten it"),
        "ends_before": gettext_lazy("The measure ends before it begins: change one of the dates"),
        "rate_zero": gettext_lazy("The rate must be more than zero"),
        "rate_missing": gettext_lazy("Say how many %(currency)s make one US dollar"),
        "unit_changed": gettext_lazy(
            "Indicator %(number)s: values are already given in “%(unit)s”. Keep this unit, or add another indicator "
            "for the new one"
        ),
        "unit_other": gettext_lazy(
            "Value %(number)s: the indicator is counted in “%(unit)s”, not in “%(given)s”. Convert the value, or add "
            "an indicator with the other unit to the measure"
        ),
        "value_future": gettext_lazy("Value %(number)s: the date is in the future. Give a day that has passed"),
        "value_twice": gettext_lazy(
            "Value %(number)s: there is already a value of this indicator for that day. Change the date or correct "
            "the other value"
        ),
        "value_sexes": gettext_lazy("Value %(number)s: women and men together are more than the value"),
    }
)
SPECIALS = {"identity": measure_rules.period}


@dataclass(frozen=True)
class Part:
    """One page of an edition with its problems: a section, an activity or a measure."""

    code: str
    title: str
    problems: list[Problem]
    record: Any


def of_section(section: Section, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
    """The problems of one section of an edition."""
    return completeness.of_section(section, given, unparsed, say, SPECIALS.get(section.code))


def of_item(given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
    """The problems of what is said on one activity."""
    return completeness.of_section(ITEM, given, unparsed, say)


def of_measure(given: Mapping[str, Any], unparsed: Mapping[str, str], units: Mapping[str, str]) -> list[Problem]:
    """The problems of one measure; ``units`` as `units_in_use` gives them."""
    return completeness.of_section(MEASURE, given, unparsed, say, measure_rules.measure(units))


def units_in_use(roadmap_id: int) -> dict[str, str]:
    """The unit of each indicator that has values, by its key: one query."""
    rows = IndicatorValue.objects.filter(roadmap=roadmap_id).order_by("on").values_list("indicator", "unit")
    return dict(rows)


def values_known(roadmap_id: int, keys: Iterable[str]) -> dict[tuple[str, Any], Decimal]:
    """The values of these indicators by key and day: one query."""
    rows = IndicatorValue.objects.filter(roadmap=roadmap_id, indicator__in=list(keys))
    return {(key, on): value for key, on, value in rows.values_list("indicator", "on", "value")}


def _unparsed(model: Any, keys: Iterable[int]) -> dict[int, dict[str, str]]:
    rows = SavedSection.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=list(keys)
    ).exclude(unparsed={})
    return {row.object_id: dict(row.unparsed) for row in rows}


def parts_of(whole: Whole) -> list[Part]:
    """Every page of an edition in order, each with its problems: a fixed number of queries."""
    edition = whole.edition
    answers = whole.answers
    saved = SavedSection.objects.filter(
        content_type=ContentType.objects.get_for_model(Edition), object_id=edition.pk
    ).values_list("code", "unparsed")
    own = dict(saved)
    found = [
        Part(section.code, str(section.title), of_section(section, answers[section.code], own.get(section.code, {})),
             edition)
        for section in SECTIONS
        if section.code in answers
    ]  # fmt: skip
    items = _unparsed(Item, (taken.item.pk for taken in whole.items))
    measures = _unparsed(Measure, (planned.measure.pk for planned in whole.measures))
    units = units_in_use(edition.roadmap_id)
    for taken in whole.items:
        item = taken.item
        given = {"situation": item.situation, "aim": item.aim}
        problems = of_item(given, items.get(item.pk, {}))
        if not taken.measures:
            problems.append(Problem("item", "", _("Activity %(code)s: add a measure") % {"code": item.activity}))
        found.append(Part("item", item.activity, problems, item))
        for planned in taken.measures:
            one = planned.measure
            found.append(
                Part("measure", one.title or _("Measure without a title"),
                     of_measure(planned.given, measures.get(one.pk, {}), units), one)
            )  # fmt: skip
    return found


def missing_of(whole: Whole, parts: list[Part]) -> list[str]:
    """Why the edition cannot be validated yet, in sentences; empty when it can."""
    reasons = []
    if not whole.items:
        reasons.append(_("No activity is chosen. Choose at least one."))
    reasons += [
        _("%(title)s: %(problem)s") % {"title": part.title, "problem": part.problems[0].message}
        for part in parts
        if part.problems
    ]
    return reasons
