"""What the office's list of missions is narrowed by: read from the address, applied, written back."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.reference.models import Country
from portal.reference.queries import named_like
from portal.reference.sortkeys import sort_key
from portal.ui import lists

from ..models import Appraisal, Mission
from . import appraisals, states

MY_TURN, EXPERT_TURN, LATE, APPRAISE = "mine", "expert", "late", "appraise"
VIEWS = (MY_TURN, EXPERT_TURN, LATE, APPRAISE)


@dataclass(frozen=True)
class Wanted(lists.Wanted):
    """One view of the list of missions."""

    party: str = ""
    state: str = ""
    kind: str = ""

    CHECKED: ClassVar = {
        "view": frozenset(VIEWS).__contains__,
        "state": frozenset(states.MISSION.codes).__contains__,
        "kind": frozenset(Mission.Kind.values).__contains__,
    }


def of_view(view: str) -> Q:
    """The missions of a saved view; all of them for none."""
    given = Exists(Appraisal.objects.filter(mission=OuterRef("pk"), side=appraisals.SECRETARIAT))
    unmarked = Q(state=states.REPORTED) & ~Q(given)
    return {
        MY_TURN: Q(state=states.PREPARED) | unmarked,
        EXPERT_TURN: Q(state=states.UNDER_WAY),
        LATE: Q(state=states.UNDER_WAY, ends_on__lt=timezone.localdate()),
        APPRAISE: unmarked,
    }.get(view, Q())


def apply(missions: QuerySet[Mission], wanted: Wanted) -> QuerySet[Mission]:
    """The missions of a view; no mission twice."""
    plain = {"state": wanted.state, "kind": wanted.kind}
    missions = missions.filter(**{name: value for name, value in plain.items() if value}).filter(of_view(wanted.view))
    if wanted.party:
        missions = missions.filter(
            assistance__country__in=named_like(Country.objects.all(), wanted.party).values("pk")
        )
    if wanted.q:
        named = named_like(Country.objects.all(), wanted.q).values("pk")
        missions = missions.filter(
            Q(title__icontains=wanted.q)
            | Q(code=wanted.q.upper())
            | Q(assistance__reference__contains=wanted.q.upper())
            | Q(assistance__country__in=named)
            | Q(expert__name_key__contains=sort_key(wanted.q) or "\0")
        )
    return missions
