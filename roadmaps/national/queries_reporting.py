"""Named reads of reporting rounds, progress reports and the values of indicators."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import IndicatorValue, Measure, ProgressReport, ReportingRound, Roadmap


def open_round() -> ReportingRound | None:
    """The round in which reports are taken now: the latest open one."""
    return ReportingRound.objects.filter(closed_at=None).order_by("-year").first()


def roadmaps_to_report() -> QuerySet[Roadmap]:
    """Those that are asked in a round: validated, in force."""
    rows = Roadmap.objects.filter(is_current=True, edition__isnull=False)
    return rows.select_related("country", "edition").order_by("pk")


def roadmaps_to_remind(round: ReportingRound) -> list[Roadmap]:
    """Those whose report was not sent and that were not reminded today: one query."""
    today = timezone.localdate()
    settled = round.reports.filter(Q(sent_at__isnull=False) | Q(reminded_at__date=today)).values("roadmap")
    return list(roadmaps_to_report().exclude(pk__in=settled))


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
