"""What the office's list of missions is narrowed by: read from the address, applied, written back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from portal.reference.models import Country
from portal.reference.queries import named_like
from portal.reference.sortkeys import sort_key

from ..models import Appraisal, Mission
from . import appraisals, states

MY_TURN, EXPERT_TURN, LATE, APPRAISE = "mine", "expert", "late", "appraise"
VIEWS = (MY_TURN, EXPERT_TURN, LATE, APPRAISE)


@dataclass(frozen=True)
class Wanted:
    """One view of the list. Every value was checked: an unknown one is left out, never an error."""

    view: str = ""
    q: str = ""
    party: str = ""
    state: str = ""
    kind: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Wanted":
        """Read an address."""
        return cls(
            view=query.get("view", "") if query.get("view") in VIEWS else "",
            q=query.get("q", "").strip()[:100],
            party=query.get("party", "").strip()[:100],
            state=query.get("state", "") if query.get("state") in states.MISSION.codes else "",
            kind=query.get("kind", "") if query.get("kind") in Mission.Kind.values else "",
        )

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> "Wanted":
        """From a job's parameters, as `as_params` gave them."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in params.items() if name in known})

    def as_params(self) -> dict[str, str]:
        """As plain values, for a job."""
        return asdict(self)

    def query(self, **changes: Any) -> str:
        """The address of this view with some changes, empty values left out."""
        return urlencode([(name, value) for name, value in asdict(replace(self, **changes)).items() if value])

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beside the tab is asked."""
        return self != Wanted(view=self.view)


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
