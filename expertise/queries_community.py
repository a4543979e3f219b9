"""Named reads of the community of experts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.documents.models import Job

from .models import Attendance, Expert, Gathering, GatheringText, SharedDocument


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation with the words of its gathering in the reader's language."""

    one: Attendance
    title: str

    @property
    def waits(self) -> bool:
        """Still to be answered."""
        return self.one.state == Attendance.State.INVITED and self.one.gathering.is_ahead

    @property
    def is_being_made(self) -> bool:
        """The certificate is ordered and not there yet."""
        return self.one.certificate_id is None and self.one.job is not None and self.one.job.state in Job.ACTIVE


def titles_of(gatherings: Iterable[int], language: str) -> dict[int, str]:
    """The titles of several gatherings in one language, else in any: one query."""
    found: dict[int, str] = {}
    rows = GatheringText.objects.filter(gathering__in=set(gatherings)).values_list(
        "gathering_id", "language", "title"
    )
    for gathering, code, title in rows:
        if code == language or gathering not in found:
            found[gathering] = title
    return found


def invitations_of(expert: Expert, language: str) -> list[Invited]:
    """What an expert was invited to, the next first, then what is over: two queries."""
    rows = list(
        Attendance.objects.filter(expert=expert)
        .exclude(gathering__state=Gathering.State.DRAFT)
        .select_related("gathering", "certificate", "job")
        .order_by("-gathering__starts_at", "-pk")
    )
    titles = titles_of((row.gathering_id for row in rows), language)
    found = [Invited(row, titles.get(row.gathering_id, str(row.gathering))) for row in rows]
    ahead = [row for row in found if row.one.gathering.is_ahead]
    return [*reversed(ahead), *(row for row in found if not row.one.gathering.is_ahead)]


def waiting_invitations(expert: Expert) -> QuerySet[Attendance]:
    """Invitations to answer, the next first."""
    return (
        Attendance.objects.filter(
            expert=expert,
            state=Attendance.State.INVITED,
            gathering__state=Gathering.State.ANNOUNCED,
            gathering__ends_at__gt=timezone.now(),
        )
        .select_related("gathering")
        .order_by("gathering__starts_at", "pk")
    )


def documents_for(expert: Expert) -> QuerySet[SharedDocument]:
    """What this expert may open: for members what all share, and what belongs to what they were invited to."""
    mine = Attendance.objects.filter(expert=expert).exclude(gathering__state=Gathering.State.DRAFT)
    readable = Q(gathering__in=mine.values("gathering"))
    if expert.is_member:
        readable |= Q(gathering__isnull=True)
    return SharedDocument.objects.filter(readable, withdrawn_at__isnull=True).select_related(
        "stored_file", "gathering"
    )
