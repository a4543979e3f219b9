"""Named reads of the process: lists of the office, one file, the decision board, the assessors' pages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from portal.accounts.models import Role, User
from portal.accounts.models.user import naming
from portal.prepared import Prepared

from .filters import ordered
from .interests import countries_of_each
from .models import (
    ActivityChoice,
    Application,
    Assessment,
    BudgetLine,
    CallGate,
    ExpertiseNeed,
    GateCheck,
    Score,
)
from .queries import criteria_of
from .scoring import spread


def activities_by_version(versions: Iterable[int]) -> dict[int, list[str]]:
    """The chosen activities of several versions: one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = ActivityChoice.objects.filter(version__in=list(versions)).exclude(activity="")
    for version, code in rows.order_by("order", "pk").values_list("version_id", "activity"):
        found[version].append(code)
    return found


def money_by_version(versions: Iterable[int]) -> dict[int, Decimal]:
    """What several versions ask for, in USD: one query."""
    rows = BudgetLine.objects.filter(version__in=list(versions)).order_by().values_list("version_id")
    return {version: total or Decimal(0) for version, total in rows.annotate(total=Sum("asked_usd"))}


def days_by_version(versions: Iterable[int]) -> dict[int, int]:
    """The expert days several versions ask for: one query."""
    rows = ExpertiseNeed.objects.filter(version__in=list(versions)).order_by().values_list("version_id")
    return {version: total or 0 for version, total in rows.annotate(total=Sum("days"))}


@dataclass(frozen=True)
class Marks:
    """What the assessments of one file have come to."""

    wanted: int
    handed_in: int
    named: int
    totals: tuple[Decimal, ...]
    waiting: tuple[tuple[str, Any], ...]
    """(name of the assessor, date due) of those not handed in."""
    assessors: frozenset[int] = frozenset()
    """The keys of everybody named, those with a conflict included."""

    @property
    def spread(self) -> Decimal:
        return spread(self.totals)

    @property
    def is_late(self) -> bool:
        today = timezone.localdate()
        return any(due < today for _name, due in self.waiting)


def marks_by_file(files: Iterable[Application]) -> dict[int, Marks]:
    """The assessments of several files (their call loaded): one query."""
    files = list(files)
    rows: dict[int, list[tuple]] = defaultdict(list)
    everybody: dict[int, set[int]] = defaultdict(set)
    found = (
        Assessment.objects.filter(application__in=[row.pk for row in files])
        .order_by("assigned_at", "pk")
        .values_list("application_id", "assessor_id", "state", "total", "assessor__name", "due")
    )
    for application, assessor, *rest in found:
        everybody[application].add(assessor)
        if rest[0] != Assessment.State.CONFLICT:
            rows[application].append(tuple(rest))
    return {
        one.pk: Marks(
            wanted=one.call.assessors_per_file,
            named=len(rows[one.pk]),
            handed_in=sum(1 for state, *_rest in rows[one.pk] if state == Assessment.State.SUBMITTED),
            totals=tuple(total for _state, total, *_rest in rows[one.pk] if total is not None),
            waiting=tuple(
                (name, due) for state, _total, name, due in rows[one.pk] if state != Assessment.State.SUBMITTED
            ),
            assessors=frozenset(everybody[one.pk]),
        )
        for one in files
    }


_ASSESSMENTS = Prepared(
    lambda application: (
        Assessment.objects.filter(application=application)
        .select_related("assessor", "version")
        # Of the version its number only: its answers are forty columns of text.
        .only(*(field.name for field in Assessment._meta.fields), *naming("assessor"), "version__number")
        .order_by("assigned_at", "pk")
    )
)
_SCORES = Prepared(
    lambda application: Score.objects.filter(assessment__application=application).select_related("criterion")
)


def assessments_with_scores(application: Application) -> list[Assessment]:
    """The assessments of a file, each with its person and its scores: two queries."""
    rows: list[Assessment] = _ASSESSMENTS(application.pk)
    scores: dict[int, list[Score]] = defaultdict(list)
    for score in _SCORES(application.pk):
        scores[score.assessment_id].append(score)
    for row in rows:
        row.marks = sorted(scores[row.pk], key=lambda score: (score.criterion.position, score.pk))
    return rows


def gates_with_checks(application: Application) -> list[tuple[CallGate, GateCheck | None]]:
    """Every gate of the call with this file's answer: two queries."""
    checks = {check.gate_id: check for check in application.gate_checks.select_related("confirmed_by", "gate")}
    return [(gate, checks.get(gate.pk)) for gate in CallGate.objects.filter(call=application.call_id)]


def labels_of(call_id: int, language: str) -> dict[int, str]:
    """The names of the criteria of a call by key, in one language."""
    return {row.criterion_id: row.label for row in criteria_of(call_id, language)}


@dataclass(frozen=True)
class Candidate:
    """A person who could assess: how much they have to read, and which countries are closed to them."""

    person: User
    load: int
    closed: frozenset[int]


def assessors() -> list[Candidate]:
    """Everybody with the role, the least loaded first: three queries."""
    people = list(
        User.objects.filter(is_active=True, roles__kind=Role.Kind.ASSESSOR, roles__ended_at__isnull=True)
        .annotate(
            load=Count(
                "assessments",
                filter=Q(assessments__state__in=[Assessment.State.ASSIGNED, Assessment.State.OPEN]),
                distinct=True,
            )
        )
        .order_by("load", "name_key", "pk")
    )
    ties = countries_of_each(person.pk for person in people)
    return [Candidate(person, person.load, ties[person.pk]) for person in people]


def assessments_of(user: Any) -> QuerySet[Assessment]:
    """The files assigned to a person, what is due first. One query."""
    return (
        Assessment.objects.filter(assessor=user)
        .select_related("application__call", "application__country", "version")
        .annotate(
            done=Count("scores", filter=Q(scores__level__isnull=False) & ~Q(scores__justification=""), distinct=True),
        )
        .order_by("due", "pk")
    )


def assessment_at(user: Any, reference: str) -> Assessment | None:
    """The person's own assessment of the file at this address; None (404) for everybody else's."""
    return (
        Assessment.objects.filter(assessor=user, application__reference=reference.upper())
        .select_related("application__call", "application__country", "application__round", "version")
        .first()
    )


def late_assessments() -> int:
    """How many assessments are past their date: one query."""
    return Assessment.objects.late().count()


def with_asks(files: QuerySet[Application]) -> QuerySet[Application]:
    """Files annotated with `asks_usd` and `days`, for sorting and exports, without a join per row."""
    money = (
        BudgetLine.objects.filter(version=OuterRef("current_version"))
        .order_by()
        .values("version")
        .annotate(total=Sum("asked_usd"))
        .values("total")
    )
    days = (
        ExpertiseNeed.objects.filter(version=OuterRef("current_version"))
        .order_by()
        .values("version")
        .annotate(total=Sum("days"))
        .values("total")
    )
    return files.annotate(asks_usd=Subquery(money), days=Subquery(days))


def in_order(files: QuerySet[Application], order: str, language: str) -> QuerySet[Application]:
    """Files in the order asked, annotated with what that order needs and nothing else."""
    wanted = order.removeprefix("-")
    if wanted in {"usd", "days"}:
        files = with_asks(files)
    elif wanted == "party":
        files = files.annotate(
            own_name=FilteredRelation("country__names", condition=Q(country__names__language=language)),
            party_key=F("own_name__sort_key"),
        )
    return ordered(files, order)
