"""What the office's list of applications is narrowed by: read from the address, applied, written back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from portal.reference.models import Country
from portal.reference.queries import named_like

from . import states
from .models import ActivityChoice, Application, Assessment

MY_TURN, PARTY_TURN, LATE = "mine", "party", "late"
VIEWS = (MY_TURN, PARTY_TURN, LATE)
SORTS = {
    "reference": ("reference", "pk"),
    "party": ("party_key", "pk"),
    "state": ("state", "state_changed_at", "pk"),
    "since": ("state_changed_at", "pk"),
    "usd": ("asks_usd", "pk"),
    "days": ("days", "pk"),
    "score": ("score", "pk"),
    "submitted": ("submitted_at", "pk"),
}


@dataclass(frozen=True)
class Wanted:
    """One view of the list. Every value was checked: an unknown one is left out, never an error."""

    view: str = ""
    q: str = ""
    party: str = ""
    state: str = ""
    call: str = ""
    round: str = ""
    region: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()
    order: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Wanted":
        """Read an address; values of closed lists are checked here, typed words are cut to a length."""
        order = query.get("o", "")
        return cls(
            view=query.get("view", "") if query.get("view") in VIEWS else "",
            q=query.get("q", "").strip()[:100],
            party=query.get("party", "").strip()[:100],
            state=query.get("state", "") if query.get("state") in states.STATES else "",
            call=query.get("call", "")[:80],
            round=query.get("round", "") if query.get("round", "").isdecimal() else "",
            region=tuple(query.getlist("region"))[:12],
            group=tuple(code for code in query.getlist("group") if code in {"ldc", "sids"}),
            activity=tuple(query.getlist("activity"))[:20],
            order=order if order.removeprefix("-") in SORTS else "",
        )

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> "Wanted":
        """From a job's parameters, as `as_params` gave them."""
        known = {field.name for field in fields(cls)}
        return cls(
            **{
                name: tuple(value) if isinstance(value, list) else value
                for name, value in params.items()
                if name in known
            }
        )

    def as_params(self) -> dict[str, Any]:
        """As plain values, for a job."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    def query(self, **changes: Any) -> str:
        """The address of this view with some changes, empty values left out."""
        values = asdict(replace(self, **changes))
        values["o"] = values.pop("order")
        return urlencode([(name, value) for name, value in values.items() if value], doseq=True)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beside the tab and the order is asked."""
        return self != Wanted(view=self.view, call=self.call, order=self.order)


def apply(files: QuerySet[Application], wanted: Wanted) -> QuerySet[Application]:
    """The files of a view. Subqueries only: no file twice, no join over rows."""
    plain = {
        "state": wanted.state,
        "call__slug": wanted.call,
        "round": wanted.round,
        "country__region__in": wanted.region,
    }
    files = files.filter(**{lookup: value for lookup, value in plain.items() if value})
    files = files.filter(of_view(wanted.view))
    if "ldc" in wanted.group or "sids" in wanted.group:
        group = Q(country__ldc=True) if "ldc" in wanted.group else Q()
        files = files.filter(group | Q(country__sids=True) if "sids" in wanted.group else group)
    if wanted.activity:
        chosen = ActivityChoice.objects.filter(activity__in=wanted.activity).values("version")
        files = files.filter(current_version__in=chosen, submitted_at__isnull=False)
    if wanted.party:
        files = files.filter(country__in=named_like(Country.objects.all(), wanted.party).values("pk"))
    if wanted.q:
        named = named_like(Country.objects.all(), wanted.q).values("pk")
        key = wanted.q.upper()
        files = files.filter(Q(country__in=named) | Q(reference__contains=key) | Q(code=key))
    return files


def of_view(view: str) -> Q:
    """The files of a saved view; all of them for none."""
    turns = {code: [state for state in states.STATES if states.turn(state) == code] for code in states.TURNS}
    if view == MY_TURN:
        return Q(state__in=[states.SUBMITTED, states.SCREENING, states.ELIGIBLE, states.RANKED])
    if view == PARTY_TURN:
        return Q(state__in=turns[states.PARTY])
    if view == LATE:
        late = Assessment.objects.late().values("application")
        return Q(pk__in=late)
    return Q()


def ordered(files: QuerySet[Application], order: str) -> QuerySet[Application]:
    """The files in the order asked, the latest change first by default; the key ends it, so pages never overlap."""
    columns = SORTS.get(order.removeprefix("-"))
    if columns is None:
        return files.order_by("-state_changed_at", "-pk")
    sign = "-" if order.startswith("-") else ""
    return files.order_by(*(f"{sign}{column}" for column in columns))
