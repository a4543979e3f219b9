"""Named readings of assistances, selections and missions, used by pages, the office, exports and lists alike."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, DecimalField, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from applications import states as application_states
from applications.models import Application
from expertise.models import Expert
from portal.activity import verbs
from portal.activity.models import Entry
from portal.activity.queries import told

from ..models import Appraisal, Assistance, Considered, DaysWorked, Deliverable, Mission, Need, Offer, Shortlist
from . import states
from .rules import missions_visible_to, visible_to


def assistance_of(user: Any, reference: str) -> Assistance | None:
    """The assistance at this address, if the person reads it; letter case does not matter."""
    rows = visible_to(user).select_related("country", "officer", "application")
    return rows.filter(reference=reference.upper()).first()


def needs_with_selection(assistance: Assistance) -> QuerySet[Need]:
    """The needs with their shortlists and offers: four queries whatever their number."""
    offers = Offer.objects.select_related("expert", "mission").order_by("pk")
    lists = Shortlist.objects.annotate(size=Count("considered")).order_by("number")
    return assistance.needs.prefetch_related(Prefetch("offers", offers), Prefetch("shortlists", lists))


def missions() -> QuerySet[Mission]:
    """Missions with what their rows show, and the days used."""
    return Mission.objects.select_related("expert", "assistance__country").annotate(used=_used())


def _used() -> Coalesce:
    rows = DaysWorked.objects.filter(mission=OuterRef("pk")).order_by().values("mission")
    total = rows.annotate(total=Sum("days")).values("total")
    return Coalesce(Subquery(total), Value(Decimal(0)), output_field=DecimalField(max_digits=8, decimal_places=1))


def missions_of_assistance(assistance: Assistance) -> QuerySet[Mission]:
    """The missions of one assistance, in the order of time."""
    return missions().filter(assistance=assistance).order_by("starts_on", "pk")


def mission_of(user: Any, code: str) -> Mission | None:
    """The mission at this address, if the person reads it."""
    rows = missions_visible_to(user).select_related(
        "expert__user", "assistance__country", "assistance__officer", "terms", "terms_job", "offer__need"
    )
    return rows.filter(code=code.upper()).first()


def missions_of_expert(expert: Expert) -> QuerySet[Mission]:
    """An expert's missions, the latest first."""
    return missions().filter(expert=expert).order_by("-starts_on", "-pk")


def deliverables_of(mission: Mission) -> list[Deliverable]:
    """What is to be handed over, what is due first."""
    return list(mission.deliverables.select_related("stored_file"))


def offer_of(user: Any, code: str) -> Offer | None:
    """The expert's own offer at this address."""
    if not getattr(user, "is_authenticated", False):
        return None
    return (
        Offer.objects.filter(code=code.upper(), expert__user=user.pk, expert__erased_at__isnull=True)
        .select_related("need__assistance__country", "expert__user", "considered", "mission")
        .first()
    )


def offers_of_expert(expert: Expert) -> QuerySet[Offer]:
    """The offers made to an expert, the latest first."""
    return Offer.objects.filter(expert=expert).select_related("need__assistance__country")


def appraisals_of(mission: Mission) -> dict[str, Appraisal]:
    """The appraisals given, by side, with their marks: who reads which is asked elsewhere."""
    return {row.side: row for row in mission.appraisals.prefetch_related("marks").select_related("given_by")}


def considered_in_aggregate(expert: Expert) -> tuple[int, list[tuple[str, int]]]:
    """How often an expert stood on a shortlist a Party has seen, and why not chosen: (words, number), no more.

    Reasons are counted for closed choices only, so that a figure tells nothing of one that is under way.
    """
    rows = Considered.objects.filter(expert=expert).exclude(shortlist__state=states.DRAFT)
    total = rows.count()
    reasons = (
        rows.filter(~Q(why_not=""), shortlist__state=states.CLOSED)
        .order_by()
        .values_list("why_not")
        .annotate(number=Count("pk"))
        .order_by("-number", "why_not")
    )
    labels = dict(Considered.WhyNot.choices)
    return total, [(str(labels.get(code, code)), number) for code, number in reasons]


def selected_without_assistance() -> QuerySet[Application]:
    """Selected applications whose assistance is not open yet, the longest waiting first."""
    return (
        Application.objects.filter(state=application_states.SELECTED, assistance__isnull=True)
        .select_related("country", "call")
        .order_by("state_changed_at", "pk")
    )


def numbers_of(assistances: Iterable[Assistance]) -> dict[int, dict[str, int]]:
    """Open and filled needs and live missions of several assistances: two queries."""
    keys = [row.pk for row in assistances]
    found: dict[int, dict[str, int]] = {key: {"open": 0, "filled": 0, "live": 0} for key in keys}
    needs = Need.objects.filter(assistance__in=keys).order_by().values_list("assistance_id", "state")
    for key, state, number in needs.annotate(number=Count("pk")):
        if state in found[key]:
            found[key][state] = number
    live = Mission.objects.filter(assistance__in=keys, state__in=states.MISSION.active).order_by()
    for key, number in live.values_list("assistance_id").annotate(number=Count("pk")):
        found[key]["live"] = number
    return found


def history_of(assistance: Assistance, *, for_party: bool = True) -> QuerySet[Entry]:
    """What happened to an assistance and to all that belongs to it, the latest first; what its Party may read."""
    of_need = {"need__assistance": assistance}
    rows = _entries(
        Assistance.objects.filter(pk=assistance.pk),
        Need.objects.filter(assistance=assistance),
        Shortlist.objects.filter(**of_need),
        Offer.objects.filter(**of_need),
        Mission.objects.filter(assistance=assistance),
    )
    return rows.filter(verb__in=verbs.shown_to_party()) if for_party else rows


def history_of_need(need: Need) -> QuerySet[Entry]:
    """What happened to a need, its shortlists and its offers, the latest first: for the Secretariat."""
    own = {"need": need}
    parts = (Need.objects.filter(pk=need.pk), Shortlist.objects.filter(**own), Offer.objects.filter(**own))
    return _entries(*parts)


def _entries(*parts: QuerySet[Any]) -> QuerySet[Entry]:
    """The log of several sets of records, in one query."""
    wanted = Q()
    for rows in parts:
        kind = ContentType.objects.get_for_model(rows.model)
        wanted |= Q(content_type=kind, object_id__in=rows.values("pk"))
    return told(Entry.objects.filter(wanted))
