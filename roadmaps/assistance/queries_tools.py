"""Named reads of the tools of the steps and of the lessons."""

from django.db.models import Count, Q, QuerySet

from ..models import Assistance, Lesson, Tool


def tools() -> QuerySet[Tool]:
    """Tools with their country, what they come from, and how often they were adapted and changed."""
    rows = Tool.objects.select_related("country", "adapted_from", "stored_file")
    return rows.annotate(
        adapted=Count("adaptations", filter=Q(adaptations__archived_at__isnull=True), distinct=True),
        changed=Count("changes", distinct=True),
    )


def tools_of_step(assistance: Assistance, step: str, language: str) -> list[Tool]:
    """What a step of an assistance offers: the Party's own version in the place of the one it comes from.

    In the reader's language; those in another one when there is nothing else. One query.
    """
    rows = Tool.objects.filter(step=step, archived_at__isnull=True).filter(
        Q(country__isnull=True) | Q(country=assistance.country_id)
    )
    found = list(rows.select_related("adapted_from", "stored_file"))
    replaced = {row.adapted_from_id for row in found}
    offered = [row for row in found if row.pk not in replaced]
    own = [row for row in offered if row.language == language or row.country_id]
    return own or offered


def lessons_of(assistance: Assistance) -> list[Lesson]:
    """The lessons of an assistance with the tools they changed: two queries."""
    return list(
        Lesson.objects.filter(assistance=assistance).select_related("tool", "by").prefetch_related("changes__tool")
    )
