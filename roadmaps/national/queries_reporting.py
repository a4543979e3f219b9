"""Named reads of reporting rounds, progress reports and the values of indicators."""

from collections.abc import Iterable

from ..models import IndicatorValue, Measure, ProgressReport, ReportingRound, Roadmap


def open_round() -> ReportingRound | None:
    """The round in which reports are taken now: the latest open one."""
    return ReportingRound.objects.filter(closed_at=None).order_by("-year").first()


def report_to_write(roadmap: Roadmap) -> tuple[ReportingRound, ProgressReport | None] | None:
    """The open round and the report of this roadmap in it (None before it is begun); None when nothing is asked."""
    if roadmap.edition_id is None:
        return None
    current = open_round()
    if current is None:
        return None
    return current, current.reports.filter(roadmap=roadmap).first()


def values_of(roadmap_id: int, keys: Iterable[str]) -> dict[str, list[IndicatorValue]]:
    """The values of these indicators over time, by key: one query."""
    found: dict[str, list[IndicatorValue]] = {}
    for value in IndicatorValue.objects.filter(roadmap=roadmap_id, indicator__in=list(keys)).order_by("on"):
        found.setdefault(value.indicator, []).append(value)
    return found


def measures_to_report(roadmap: Roadmap) -> list[Measure]:
    """The measures of the edition in force, in the order of the roadmap."""
    rows = Measure.objects.filter(edition=roadmap.edition_id).select_related("item")
    return list(rows.order_by("item__position", "position", "pk"))
