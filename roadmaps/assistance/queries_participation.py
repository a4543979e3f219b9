"""Named reads of the national team, consultations and contributions."""

from django.db.models import Q
from django.utils import timezone

from portal.reference.queries import term_map

from ..models import AttendanceCount, Consultation, Contribution, Roadmap, TeamMember
from .composition import Advice, Member, advise
from .ledger import Count, Ledger, add_up


def team_now(roadmap: Roadmap) -> list[TeamMember]:
    """The members of the team today, the chair first: one query."""
    today = timezone.localdate()
    rows = roadmap.team.filter(since__lte=today).filter(Q(until=None) | Q(until__gte=today))
    order = list(TeamMember.Part.values)
    return sorted(rows, key=lambda one: (order.index(one.part), one.since, one.pk))


def advice_on(members: list[TeamMember]) -> list[Advice]:
    """What the composition of a team is advised to be, point by point."""
    return advise(Member(one.kind, one.ministry, one.gender) for one in members)


def ledger_of(roadmap: Roadmap) -> Ledger:
    """Who took part in the consultations of a roadmap: three queries."""
    held = Consultation.objects.filter(roadmap=roadmap, is_cancelled=False, starts_at__lte=timezone.now())
    counts = AttendanceCount.objects.filter(consultation__in=held).values_list(
        "kind", "women", "men", "undeclared", "young"
    )
    accepted = Contribution.objects.filter(consultation__roadmap=roadmap, state=Contribution.State.ACCEPTED).count()
    return add_up(
        (Count(*row) for row in counts),
        term_map("stakeholder_kind", "en"),
        meetings=held.count(),
        contributions=accepted,
    )
