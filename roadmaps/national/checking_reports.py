"""What is missing or wrong in a progress report, in words."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.collaboration import completeness
from portal.collaboration.completeness import Problem, Special
from portal.collaboration.models import Section as SavedSection
from portal.collaboration.questions import Section

from ..models import Indicator, MeasureProgress, ProgressReport, ReportedValue
from ..sections import progress_section
from . import measure_rules
from .checking import say, units_in_use, values_known

_CELLS = ("indicator", "on", "value", "unit", "women", "men", "source")


@dataclass(frozen=True)
class Reported:
    """The page of one measure in a report: its section, its answers, its rule and its problems."""

    progress: MeasureProgress
    section: Section
    given: dict[str, Any]
    special: Special
    problems: list[Problem]
    begun: bool


def of_report(report: ProgressReport) -> list[Reported]:
    """Every page of a report in the order of the roadmap, with its problems: a fixed number of queries."""
    rows = list(
        report.measures.select_related("measure__item").order_by(
            "measure__item__position", "measure__position", "measure__pk"
        )
    )
    units = units_in_use(report.roadmap_id)
    indicators: dict[int, list[tuple[str, str, str]]] = {}
    for key, name, unit, measure in (
        Indicator.objects.filter(measure__edition=report.edition_id)
        .order_by("position", "pk")
        .values_list("key", "name", "unit", "measure_id")
    ):
        indicators.setdefault(measure, []).append((key, name, units.get(key, unit)))
    known = values_known(report.roadmap_id, [key for own in indicators.values() for key, _name, _unit in own])
    values: dict[int, list[dict[str, Any]]] = {}
    for row in ReportedValue.objects.filter(progress__report=report).values("progress_id", *_CELLS):
        values.setdefault(row.pop("progress_id"), []).append(row)
    unparsed = {
        row.object_id: dict(row.unparsed)
        for row in SavedSection.objects.filter(
            content_type=ContentType.objects.get_for_model(MeasureProgress), object_id__in=[row.pk for row in rows]
        )
    }
    today = timezone.localdate()
    found = []
    for place, row in enumerate(rows, start=1):
        own = indicators.get(row.measure_id, [])
        section = progress_section(
            place, [(key, _("%(name)s (%(unit)s)") % {"name": name, "unit": unit}) for key, name, unit in own]
        )
        special = measure_rules.progress({key: unit for key, _name, unit in own}, today, known)
        given = {question.name: getattr(row, question.name) for question in section.fields}
        if section.rows:
            given["values"] = values.get(row.pk, [])
        typed = unparsed.get(row.pk, {})
        problems = completeness.of_section(section, given, typed, say, special)
        found.append(Reported(row, section, given, special, problems, row.pk in unparsed))
    return found
