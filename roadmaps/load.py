"""What experts have on the table and behind them, from missions, offers, shortlists and appraisals.

Providers of ``expertise.ports.load`` and ``expertise.ports.track_record``: three queries for any number.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Sum, Value

from expertise.matching import months
from expertise.ports import Load, TrackRecord

from . import states
from .models import Appraisal, Considered, Mission, Offer

FEW = 200
"""Up to so many experts are named in a query; beyond, everybody is read."""
_TENTH = Decimal("0.1")


def load(experts: Iterable[int]) -> dict[int, Load]:
    """Missions agreed or under way, and their days spread evenly over the months they touch. One query."""
    wanted = set(experts)
    numbers: dict[int, int] = defaultdict(int)
    days: dict[int, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    rows = _of(Mission.objects.filter(state__in=states.LIVE_MISSIONS), wanted)
    for expert, starts_on, ends_on, agreed in rows.values_list("expert_id", "starts_on", "ends_on", "days"):
        if expert not in wanted:
            continue
        numbers[expert] += 1
        length = (ends_on - starts_on).days + 1
        for first, last in months(starts_on, ends_on):
            part = (min(last, ends_on) - max(first, starts_on)).days + 1
            days[expert][first] += (Decimal(agreed * part) / length).quantize(_TENTH)
    return {expert: Load(number, dict(days[expert])) for expert, number in numbers.items()}


def track_record(experts: Iterable[int]) -> dict[int, TrackRecord]:
    """Evaluated missions with their marks, and how often each was considered and called. Two queries.

    The expert's own appraisal gives no mark. A shortlist counts once it has left the Secretariat.
    """
    wanted = set(experts)
    missions: dict[int, int] = defaultdict(int)
    points: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    countries: dict[int, set[int]] = defaultdict(set)
    activities: dict[int, set[str]] = defaultdict(set)
    given = ~Q(appraisals__side=Appraisal.Side.EXPERT)
    evaluated = (
        _of(Mission.objects.filter(state=states.EVALUATED), wanted)
        .annotate(
            total=Sum("appraisals__marks__mark", filter=given),
            number=Count("appraisals__marks__mark", filter=given),
        )
        .values_list("expert_id", "assistance__country_id", "offer__need__activities", "total", "number")
    )
    for expert, country, codes, total, number in evaluated:
        missions[expert] += 1
        points[expert][0] += total or 0
        points[expert][1] += number
        if country is not None:
            countries[expert].add(country)
        activities[expert].update((codes or "").split())
    counts = _counts(wanted)
    return {
        expert: TrackRecord(
            missions=missions[expert],
            mean_mark=_mean(*points[expert]),
            countries=frozenset(countries[expert]),
            activities=frozenset(activities[expert]),
            considered=counts.get(("considered", expert), 0),
            called=counts.get(("offer", expert), 0) + counts.get(("mission", expert), 0),
        )
        for expert in {*missions, *(expert for _kind, expert in counts)} & wanted
    }


def _mean(total: int, number: int) -> Decimal | None:
    return (Decimal(total) / number).quantize(Decimal("0.01")) if number else None


def _counts(wanted: Collection[int]) -> dict[tuple[str, int], int]:
    """(what, expert) → how often: on shortlists shared, offers, missions that came without an offer."""

    def of(kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
        named = rows.order_by().annotate(what=Value(kind, output_field=CharField()), who=F("expert_id"))
        return named.values("what", "who").annotate(times=Count("pk")).values_list("what", "who", "times")

    found = of("considered", _of(Considered.objects.exclude(shortlist__state=states.DRAFT), wanted)).union(
        of("offer", _of(Offer.objects.all(), wanted)),
        of("mission", _of(Mission.objects.filter(offer=None), wanted)),
        all=True,
    )
    return {(kind, expert): times for kind, expert, times in found}


def _of(rows: QuerySet[Any], experts: Collection[int]) -> QuerySet[Any]:
    return rows.order_by().filter(expert__in=experts) if len(experts) <= FEW else rows.order_by()
