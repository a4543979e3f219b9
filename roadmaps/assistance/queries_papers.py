"""Named reads of the documents and messages of an assistance."""

from collections.abc import Iterable

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from ..models import Assistance, Paper, PaperVersion, ThreadMessage


def papers_of(assistance: Assistance, audiences: Iterable[str]) -> QuerySet[Paper]:
    """The documents of an assistance for these audiences, with number, day and file name of the latest version."""
    last = PaperVersion.objects.filter(paper=OuterRef("pk")).order_by("-number")
    rows = Paper.objects.filter(assistance=assistance, audience__in=list(audiences)).select_related(
        "assistance__country"
    )
    return rows.annotate(
        number=Count("versions"), latest_at=Max("versions__at"), name=Subquery(last.values("stored_file__name")[:1])
    )


def thread_of(assistance: Assistance) -> QuerySet[ThreadMessage]:
    """The messages of an assistance, the first one first: one query."""
    return ThreadMessage.objects.filter(assistance=assistance).select_related("by").order_by("at", "pk")
