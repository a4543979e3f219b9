"""What public pages read of calls: few queries, light rows, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.ui.pages import shelf

from . import states
from .models import Application, Call, CallGate, LevelText, Round


@dataclass(frozen=True)
class RoundRow:
    """One cut-off of a call."""

    pk: int
    position: int
    cut_off: datetime
    places: int
    money: Decimal
    is_past: bool


@dataclass(frozen=True)
class Offer:
    """A call as its readers see it, in one language."""

    pk: int
    slug: str
    state: str
    title: str
    summary: str
    body: str
    how_to_apply: str
    opens_at: datetime
    closes_at: datetime | None
    is_open: bool
    rounds: tuple[RoundRow, ...]
    places_total: int
    places_taken: int
    places_per_year: int
    ceiling: Decimal
    months: tuple[int, int]
    threshold: Decimal
    top_level: int
    assessors_per_file: int
    grid_adopted: bool

    @property
    def places_free(self) -> int:
        return max(self.places_total - self.places_taken, 0)

    @property
    def next_round(self) -> RoundRow | None:
        """The next cut-off to come."""
        return next((row for row in self.rounds if not row.is_past), None)

    @property
    def next_cut_off(self) -> datetime | None:
        return self.next_round.cut_off if self.next_round else None

    @property
    def is_closed(self) -> bool:
        return self.state == Call.State.CLOSED


@dataclass(frozen=True)
class LevelRow:
    """A level of a criterion and what it means."""

    value: int
    meaning: str


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with its words and levels, in one language."""

    pk: int
    code: str
    weight: int
    label: str
    guidance: str
    levels: tuple[LevelRow, ...]


def _rounds_with_call(language: str) -> QuerySet[Round]:
    """Rounds with their call, its words in the language and the places taken: one query."""
    taken = (
        Application.objects.filter(call=OuterRef("call"), state=states.SELECTED)
        .order_by()
        .values("call")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Round.objects.filter(call__state__in=[Call.State.PUBLISHED, Call.State.CLOSED])
        .select_related("call")
        .annotate(
            words=FilteredRelation("call__texts", condition=Q(call__texts__language=language)),
            taken=Coalesce(Subquery(taken, output_field=IntegerField()), 0),
        )
        .annotate(
            title=F("words__title"),
            summary=F("words__summary"),
            body=F("words__body"),
            how_to_apply=F("words__how_to_apply"),
        )
        .order_by("-call__opens_at", "call_id", "cut_off")
    )


def _offers(rows: Iterable[Any], now: datetime) -> list[Offer]:
    by_call: dict[int, list[Any]] = {}
    for row in rows:
        by_call.setdefault(row.call_id, []).append(row)
    return [_offer(rounds, now) for rounds in by_call.values()]


def _offer(rounds: list[Any], now: datetime) -> Offer:
    first = rounds[0]
    call: Call = first.call
    ended = call.closes_at is not None and call.closes_at <= now
    return Offer(
        pk=call.pk,
        slug=call.slug,
        state=call.state,
        title=first.title or call.slug,
        summary=first.summary or "",
        body=first.body or "",
        how_to_apply=first.how_to_apply or "",
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        is_open=call.state == Call.State.PUBLISHED and call.opens_at <= now and not ended,
        rounds=tuple(
            RoundRow(row.pk, row.position, row.cut_off, row.places, row.money, row.cut_off <= now) for row in rounds
        ),
        places_total=call.places_total,
        places_taken=first.taken,
        places_per_year=call.places_per_year,
        ceiling=call.ceiling_logistics,
        months=(call.min_months, call.max_months),
        threshold=call.threshold,
        top_level=call.top_level,
        assessors_per_file=call.assessors_per_file,
        grid_adopted=call.grid_adopted,
    )


def public_calls(language: str) -> list[Offer]:
    """Every call that was published, the latest first. One query when public content has changed, then none."""
    rows = shelf.get(("applications.rounds", language), lambda: list(_rounds_with_call(language)))
    return _offers(rows, timezone.now())


def public_call(slug: str, language: str) -> Offer | None:
    """One published or closed call, or None."""
    return next((call for call in public_calls(language) if call.slug == slug), None)


def open_call(language: str) -> Offer | None:
    """The call one can apply to now (the latest opened, if several), or None."""
    return next((call for call in public_calls(language) if call.is_open), None)


def figures() -> dict[str, int]:
    """How far the programme is: applications submitted, countries applying, selected, places in all."""
    return shelf.get("applications.figures", _figures)


def _figures() -> dict[str, int]:
    sent = Q(submitted_at__isnull=False) & ~Q(state=states.WITHDRAWN)
    found = Application.objects.aggregate(
        applications=Count("pk", filter=sent),
        countries_applying=Count("country", filter=sent, distinct=True),
        selected=Count("pk", filter=Q(state=states.SELECTED)),
    )
    found |= Call.objects.exclude(state=Call.State.DRAFT).aggregate(places_total=Sum("places_total"))
    return {name: int(value or 0) for name, value in found.items()}


def gates_of(call_id: int) -> list[CallGate]:
    """The eligibility conditions of a call, in order."""
    return list(CallGate.objects.filter(call=call_id))


def grid(call_id: int, language: str) -> list[CriterionRow]:
    """The criteria of a call with the meaning of each level, in one language and one query."""
    rows = (
        LevelText.objects.filter(level__criterion__call=call_id, language=language)
        .annotate(
            words=FilteredRelation("level__criterion__texts", condition=Q(level__criterion__texts__language=language))
        )
        .order_by("level__criterion__position", "level__criterion_id", "level__value")
        .values_list(
            "level__criterion_id",
            "level__criterion__code",
            "level__criterion__weight",
            "words__label",
            "words__guidance",
            "level__value",
            "meaning",
        )
    )
    found: dict[int, tuple[tuple, list[LevelRow]]] = {}
    for pk, code, weight, label, guidance, value, meaning in rows:
        _head, levels = found.setdefault(pk, ((pk, code, weight, label or code, guidance or ""), []))
        levels.append(LevelRow(value, meaning))
    return [CriterionRow(*head, levels=tuple(levels)) for head, levels in found.values()]
