"""What the office's lists are narrowed by: read from the address, applied, written back."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.reference.models import Country
from portal.reference.queries import named_like
from portal.reference.sortkeys import sort_key
from portal.ui.lists import Wanted

from . import ports, states
from .choices import Gender
from .models import Candidacy, Expert, KnownActivity, KnownField, KnownTheme, SpokenLanguage
from .months import STALE_AFTER, TERM_WARNING, add_months
from .queries_office import WORKS

LISTED, UNCONFIRMED, ENDING, NEVER = "listed", "unconfirmed", "ending", "never"
MEMBERS = "members"


@dataclass(frozen=True)
class WantedExperts(Wanted):
    """The list of experts."""

    state: str = ""
    region: str = ""
    country: str = ""
    activity: str = ""
    field: str = ""
    theme: str = ""
    language: str = ""
    gender: str = ""

    ORDERS: ClassVar = frozenset({"name", "state", "region", "term", "confirmed", "admitted"})
    CHECKED: ClassVar = {
        "view": frozenset({MEMBERS, LISTED, UNCONFIRMED, ENDING, NEVER}).__contains__,
        "state": frozenset(states.EXPERT.codes).__contains__,
        "gender": frozenset({*Gender.values, "none"}).__contains__,
    }


_EXPERT_ORDER = {
    "name": ("name_key", "pk"),
    "state": ("state", "name_key", "pk"),
    "region": ("region", "name_key", "pk"),
    "term": ("term_ends_on", "name_key", "pk"),
    "confirmed": ("confirmed_on", "name_key", "pk"),
    "admitted": ("admitted_on", "name_key", "pk"),
}


def apply_experts(rows: QuerySet[Expert], wanted: WantedExperts, today: date | None = None) -> QuerySet[Expert]:
    """The experts of a view. Subqueries only: nobody twice, no join over rows."""
    plain = {"state": wanted.state, "region": wanted.region}
    rows = rows.filter(**{lookup: value for lookup, value in plain.items() if value})
    rows = rows.filter(of_view(wanted.view, today or timezone.localdate()))
    said = {
        KnownActivity: {"activity": wanted.activity},
        KnownField: {"field": wanted.field},
        KnownTheme: {"theme": wanted.theme},
        SpokenLanguage: {"language": wanted.language},
    }
    for model, given in said.items():
        if any(given.values()):
            more = {"working__in": WORKS} if model is SpokenLanguage else {}
            rows = rows.filter(profile__in=model.objects.filter(**given, **more).values("profile"))  # type: ignore[attr-defined]
    if wanted.gender:
        rows = rows.filter(gender="" if wanted.gender == "none" else wanted.gender)
    if wanted.country:
        rows = rows.filter(residence__in=named_like(Country.objects.all(), wanted.country).values("pk"))
    if wanted.q:
        key = sort_key(wanted.q)
        named = Q(name_key__contains=key) if key else Q()
        rows = rows.filter(named | Q(code=wanted.q.upper()) | Q(user__email__icontains=wanted.q))
    return rows


def of_view(view: str, today: date) -> Q:
    """The experts of a saved view; everybody but who was erased for none."""
    present = Q(erased_at__isnull=True)
    members = present & Q(state__in=states.ON_ROSTER)
    if view == MEMBERS:
        return members
    if view == LISTED:
        return members & Q(is_public=True)
    if view == UNCONFIRMED:
        return members & (Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=add_months(today, -STALE_AFTER)))
    if view == ENDING:
        return members & Q(term_ends_on__lte=add_months(today, TERM_WARNING))
    if view == NEVER:
        on_roster = list(Expert.objects.on_roster().values_list("pk", flat=True))
        called = [key for key, record in ports.track_record(on_roster).items() if record.called]
        return members & ~Q(pk__in=called)
    return present


def order_experts(rows: QuerySet[Expert], order: str) -> QuerySet[Expert]:
    """In the order asked, by name otherwise; the key ends it, so pages never overlap."""
    return _ordered(rows, _EXPERT_ORDER.get(order.removeprefix("-"), _EXPERT_ORDER["name"]), order)


TO_OPEN, TO_CHECK, TO_DECIDE, DECIDED = "open", "check", "decide", "decided"


@dataclass(frozen=True)
class WantedCandidacies(Wanted):
    """The list of applications of experts."""

    state: str = ""
    call: str = ""
    region: str = ""

    ORDERS: ClassVar = frozenset({"name", "state", "since", "submitted", "call"})
    CHECKED: ClassVar = {
        "view": frozenset({TO_OPEN, TO_CHECK, TO_DECIDE, DECIDED}).__contains__,
        "state": (frozenset(states.CANDIDACY.codes) - {states.DRAFT}).__contains__,
    }


_CANDIDACY_ORDER = {
    "name": ("expert__name_key", "pk"),
    "state": ("state", "state_changed_at", "pk"),
    "since": ("state_changed_at", "pk"),
    "submitted": ("submitted_at", "pk"),
    "call": ("call__slug", "submitted_at", "pk"),
}


def apply_candidacies(rows: QuerySet[Candidacy], wanted: WantedCandidacies) -> QuerySet[Candidacy]:
    """The applications of a view."""
    plain = {"state": wanted.state, "call__slug": wanted.call, "expert__region": wanted.region}
    rows = rows.filter(**{lookup: value for lookup, value in plain.items() if value}).filter(of_turn(wanted.view))
    if wanted.q:
        key = sort_key(wanted.q)
        named = Q(expert__name_key__contains=key) if key else Q()
        rows = rows.filter(named | Q(expert__code=wanted.q.upper()))
    return rows


def of_turn(view: str) -> Q:
    """The applications of a saved view; all that were sent for none."""
    if view == TO_OPEN:
        return Q(state=states.APPLIED)
    if view == TO_CHECK:
        return Q(state=states.UNDER_REVIEW, proposed_at__isnull=True)
    if view == TO_DECIDE:
        return Q(state=states.UNDER_REVIEW, proposed_at__isnull=False)
    if view == DECIDED:
        return Q(state__in=[states.ADMITTED, states.DECLINED])
    return Q()


def order_candidacies(rows: QuerySet[Candidacy], order: str) -> QuerySet[Candidacy]:
    """In the order asked, the oldest turn first otherwise."""
    return _ordered(rows, _CANDIDACY_ORDER.get(order.removeprefix("-"), _CANDIDACY_ORDER["since"]), order)


def _ordered(rows: Any, columns: tuple[str, ...], order: str) -> Any:
    sign = "-" if order.startswith("-") else ""
    return rows.order_by(*(f"{sign}{column}" for column in columns))
