"""Reads of national roadmaps for the office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q, QuerySet

from portal.activity.models import Entry

from ..models import Measure, Roadmap


@dataclass(frozen=True)
class Row:
    """One roadmap as the list shows it."""

    roadmap: Roadmap
    party: str
    measures: int
    verified: int
    changed_at: datetime | None

    @property
    def share(self) -> str:
        """How many of the measures are verified."""
        return f"{self.verified} / {self.measures}" if self.measures else ""


def listed(roadmaps: QuerySet[Roadmap], stage: str = "", words: str = "") -> QuerySet[Roadmap]:
    """The current roadmaps, the last changed first; those of a stage, those of a Party by its name or code."""
    found = roadmaps.filter(is_current=True).select_related("country", "edition")
    if stage:
        found = found.filter(stage=stage)
    if words:
        found = found.filter(Q(country__names__name__icontains=words) | Q(country__iso3__iexact=words)).distinct()
    return found.order_by("-stage_changed_at", "pk")


def rows_of(roadmaps: list[Roadmap], names: dict[int, str]) -> list[Row]:
    """The lines of a page: two queries however many. Measures are those of the last edition of each roadmap."""
    counts: dict[int, tuple[int, int]] = {}
    for roadmap_id, _number, measures, verified in (
        Measure.objects.filter(edition__roadmap__in=roadmaps)
        .values("edition__roadmap", "edition__number")
        .annotate(all=Count("pk"), found=Count("pk", filter=~Q(verified="")))
        .order_by("edition__roadmap", "edition__number")
        .values_list("edition__roadmap", "edition__number", "all", "found")
    ):
        counts[roadmap_id] = (measures, verified)
    changed = last_changes([roadmap.pk for roadmap in roadmaps])
    return [
        Row(
            roadmap,
            names.get(roadmap.country_id, roadmap.country.iso3),
            *counts.get(roadmap.pk, (0, 0)),
            changed.get(roadmap.pk, roadmap.stage_changed_at),
        )
        for roadmap in roadmaps
    ]


def last_changes(keys: list[int]) -> dict[int, Any]:
    """When each roadmap was last touched, by the log: one query."""
    rows = (
        Entry.objects.filter(content_type=ContentType.objects.get_for_model(Roadmap), object_id__in=keys)
        .values("object_id")
        .annotate(last=Max("at"))
        .values_list("object_id", "last")
    )
    return dict(rows)
