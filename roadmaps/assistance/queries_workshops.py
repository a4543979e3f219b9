"""Named reads of the workshops of assistances."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from portal.reference.queries import term_map
from portal.surveys.queries import given_of, links_of

from ..models import Assistance, Workshop, WorkshopCount
from ..sections.evaluation import MARKED
from .evaluations import Result, add_up
from .ledger import Count as LedgerCount
from .ledger import Ledger
from .ledger import add_up as add_up_ledger

PURPOSE = "roadmaps.workshop_evaluation"


def workshops_of(assistance: Assistance) -> QuerySet[Workshop]:
    """The workshops of an assistance, the latest first, with how many came."""
    came = Sum(F("counts__women") + F("counts__men") + F("counts__undeclared"), default=0)
    rows = Workshop.objects.filter(assistance=assistance).select_related("assistance__country")
    return rows.annotate(people=came).order_by("-starts_at", "-pk")


def held() -> QuerySet[Workshop]:
    """Workshops that took place, with people: the product of step TA5."""
    counts = WorkshopCount.objects.filter(workshop=OuterRef("pk")).annotate(
        came=F("women") + F("men") + F("undeclared")
    )
    rows = Workshop.objects.filter(is_cancelled=False, ends_at__lte=timezone.now())
    return rows.filter(Exists(counts.filter(came__gt=0)))


def people_trained(assistance: Assistance) -> Ledger:
    """Who came to the workshops that were held, by sector: two queries."""
    rows = WorkshopCount.objects.filter(workshop__in=held().filter(assistance=assistance))
    values = rows.values_list("kind", "women", "men", "undeclared", "young")
    number = held().filter(assistance=assistance).count()
    return add_up_ledger(
        (LedgerCount(*row) for row in values), term_map("stakeholder_kind", "en"), meetings=number, contributions=0
    )


def evaluation_of(workshop: Workshop) -> tuple[Result, int]:
    """What the evaluations came to, and how many were asked: two queries."""
    links = list(links_of(workshop, PURPOSE))
    return add_up(given_of(links).values(), MARKED, ("best", "better")), len(links)


def participants_of(workshop: Workshop) -> dict[str, int]:
    """How many are named, came, were asked for their evaluation, have a certificate: one query."""
    return dict(
        workshop.participants.aggregate(
            named=Count("pk"),
            came=Count("pk", filter=Q(came=True)),
            asked=Count("pk", filter=Q(asked_at__isnull=False)),
            certified=Count("pk", filter=Q(certificate__isnull=False)),
        )
    )
