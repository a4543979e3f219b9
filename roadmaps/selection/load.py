"""What experts have on the table and behind them, from missions, offers, shortlists and appraisals.

Providers of ``expertise.ports.load`` and ``expertise.ports.track_record``: two queries for any number.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, Q, QuerySet, Sum, Value

from expertise.ports import Load, TrackRecord
from expertise.workdays import months

from ..models import Appraisal, Considered, Mission, Offer
from . import states

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


@dataclass
class _Record:
    """What is being counted of one expert."""

    missions: int = 0
    total: int = 0
    marks: int = 0
    countries: set[int] = field(default_factory=set)
    activities: set[str] = field(default_factory=set)
    considered: int = 0
    called: int = 0


def track_record(experts: Iterable[int]) -> dict[int, TrackRecord]:
    """Evaluated missions with their marks, and how often each was considered and called. One query.

    The expert's own appraisal gives no mark. A shortlist counts once it has left the Secretariat.
    """
    wanted = set(experts)
    found: dict[int, _Record] = defaultdict(_Record)
    for kind, expert, country, activities, number, marks in _behind(wanted):
        if expert not in wanted:
            continue
        one = found[expert]
        if kind == "evaluated":
            one.missions += 1
            one.total += number or 0
            one.marks += marks
            one.activities.update((activities or "").split())
            if country is not None:
                one.countries.add(country)
        elif kind == "considered":
            one.considered += number
        else:
            one.called += number
    return {
        expert: TrackRecord(
            missions=one.missions,
            mean_mark=(Decimal(one.total) / one.marks).quantize(Decimal("0.01")) if one.marks else None,
            countries=frozenset(one.countries),
            activities=frozenset(one.activities),
            considered=one.considered,
            called=one.called,
        )
        for expert, one in found.items()
    }


def not_chosen(expert: int) -> list[tuple[str, int]]:
    """Why another expert was chosen, with how often, the most frequent first: one query.

    Provider of ``expertise.ports.not_chosen``: sums alone, so that no need and no Party can be told from them.
    """
    rows = (
        Considered.objects.filter(expert=expert)
        .exclude(why_not="")
        .exclude(shortlist__state=states.DRAFT)
        .order_by()
        .values_list("why_not")
        .annotate(times=Count("pk"))
    )
    found = sorted(rows, key=lambda row: (-row[1], row[0]))
    return [(str(Considered.WhyNot(code).label), times) for code, times in found]


def _behind(wanted: Collection[int]) -> QuerySet[Any]:
    """(kind, expert, country, activities, sum of marks or how often, number of marks).

    One row for each mission evaluated; one for each expert on shortlists shared, with offers, and with missions
    that came without an offer.
    """
    given = ~Q(appraisals__side=Appraisal.Side.EXPERT)

    def kind(code: str) -> Value:
        return Value(code, output_field=CharField())

    evaluated = (
        _of(Mission.objects.filter(state=states.EVALUATED), wanted)
        .annotate(
            what=kind("evaluated"),
            party=F("assistance__country_id"),
            served=F("offer__need__activities"),
            number=Sum("appraisals__marks__mark", filter=given),
            marks=Count("appraisals__marks__mark", filter=given),
        )
        .values_list("what", "expert_id", "party", "served", "number", "marks")
    )

    def times(code: str, rows: QuerySet[Any]) -> QuerySet[Any]:
        counted = rows.values("expert_id").annotate(
            what=kind(code),
            party=Value(None, output_field=BigIntegerField()),
            served=kind(""),
            number=Count("pk"),
            marks=Value(0, output_field=BigIntegerField()),
        )
        return counted.values_list("what", "expert_id", "party", "served", "number", "marks")

    return evaluated.union(
        times("considered", _of(Considered.objects.exclude(shortlist__state=states.DRAFT), wanted)),
        times("called", _of(Offer.objects.all(), wanted)),
        times("called", _of(Mission.objects.filter(offer=None), wanted)),
        all=True,
    )


def _of(rows: QuerySet[Any], experts: Collection[int]) -> QuerySet[Any]:
    return rows.order_by().filter(expert__in=experts) if len(experts) <= FEW else rows.order_by()
