"""What the office's list of applications is narrowed by: read from the address, applied, written back."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Q, QuerySet

from portal.reference.models import Country
from portal.reference.queries import named_like
from portal.ui import lists

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
class Wanted(lists.Wanted):
    """One view of the list of applications."""

    party: str = ""
    state: str = ""
    call: str = ""
    round: str = ""
    region: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()

    ORDERS: ClassVar = frozenset(SORTS)
    CHECKED: ClassVar = {
        "view": frozenset(VIEWS).__contains__,
        "state": states.STATES.__contains__,
        "round": str.isdecimal,
        "group": frozenset({"ldc", "sids"}).__contains__,
    }
    BESIDE: ClassVar = ("view", "order", "call")


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
