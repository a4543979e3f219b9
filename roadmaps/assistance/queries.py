"""Named reads of the plan of an assistance and of how its steps go."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from ..models import (
    Assistance,
    AttendanceCount,
    FinalPackage,
    Mission,
    PlannedStep,
    PlanVersion,
    ProgressReport,
    Roadmap,
    StepEvidence,
    StepProgress,
)
from ..selection import states
from . import step_words, steps
from .queries_workshops import held
from .rules import open_to


@dataclass(frozen=True)
class PlanRow:
    """One step as pages show it: planned, real, what it must produce, its state."""

    code: str
    name: str
    planned: steps.Step | None
    progress: StepProgress | None
    produced: bool
    state: str
    side: str
    late: int = 0

    @property
    def words(self) -> str:
        """The state in words."""
        return str(step_words.STATES[self.state])

    @property
    def stitch(self) -> str:
        """The sign of the state."""
        return step_words.STITCHES[self.state]

    @property
    def product(self) -> str:
        """What the step must produce."""
        return str(step_words.PRODUCTS[self.code])


def open_assistance_of(user: Any, reference: str) -> Assistance | None:
    """The assistance at this address for who has a part in it, experts with a mission too."""
    rows = open_to(user).select_related("country", "officer", "application")
    return rows.filter(reference=reference.upper()).first()


def current_plan(assistance: Assistance) -> PlanVersion | None:
    """The plan that holds."""
    return assistance.plans.filter(is_current=True).prefetch_related("steps").first()


def planned_steps(plan: PlanVersion | None) -> dict[str, steps.Step]:
    """The steps of a plan by code; empty without one."""
    return {row.step: row.as_step() for row in plan.steps.all()} if plan is not None else {}


def produced_by(assistance: Assistance) -> frozenset[str]:
    """The steps whose product is there, by the records themselves: nothing is asked twice.

    A roadmap counts from the beginning of the assistance on: an edition validated before is not its product.
    """
    since = assistance.starts_on
    found = {"TA1"} if assistance.application_id else set()
    evidence = StepEvidence.objects.filter(progress__assistance=assistance)
    with_papers = set(evidence.values_list("progress__step", flat=True))
    found |= with_papers & ({"TA1"} if not assistance.application_id else frozenset())
    if held().filter(assistance=assistance).exists():
        found.add("TA5")
    if Mission.objects.filter(assistance=assistance).exclude(state=states.CANCELLED).exists():
        found.add("TA2")
    if FinalPackage.objects.filter(assistance=assistance, state=FinalPackage.State.ACCEPTED).exists():
        found.add("TA9")
    roadmap = _roadmap(assistance, since)
    if roadmap is None:
        return frozenset(found)
    edition = roadmap.edition
    validated = edition is not None and edition.document_id is not None and edition.validated_on >= since
    named = {
        "TA3": roadmap.was_consulted,
        "TA4": roadmap.has_team,
        "TA6": validated,
        "TA7": validated and roadmap.presented_on is not None and roadmap.presented_on >= since,
        "TA8": roadmap.has_reported,
    }
    return frozenset(found | {code for code, there in named.items() if there})


def _roadmap(assistance: Assistance, since: date) -> Roadmap | None:
    """The Party's roadmap with what was done for it since the assistance began: one query."""
    today = timezone.localdate()
    counts = AttendanceCount.objects.filter(
        consultation__roadmap=OuterRef("pk"),
        consultation__is_cancelled=False,
        consultation__starts_at__date__gte=since,
        consultation__starts_at__lte=timezone.now(),
    ).annotate(came=F("women") + F("men") + F("undeclared"))
    reports = ProgressReport.objects.filter(roadmap=OuterRef("pk"), sent_at__date__gte=since)
    team = Roadmap.objects.filter(pk=OuterRef("pk"), team__since__lte=today).filter(
        Q(team__until=None) | Q(team__until__gte=today)
    )
    rows = Roadmap.objects.filter(country=assistance.country_id, is_current=True).select_related("edition")
    return rows.annotate(
        was_consulted=Exists(counts.filter(came__gt=0)), has_team=Exists(team), has_reported=Exists(reports)
    ).first()


def plan_rows(assistance: Assistance, language: str, today: date | None = None) -> list[PlanRow]:
    """The nine steps with their plan, their progress and their state: at most ten queries."""
    day = today or timezone.localdate()
    planned = planned_steps(current_plan(assistance))
    progress = {row.step: row for row in assistance.progress.select_related("done_by")}
    produced = produced_by(assistance)
    names = step_words.names(language)
    rows = []
    for code in steps.CODES:
        step, real = planned.get(code), progress.get(code)
        started, done = (real.started_on, real.done_on) if real else (None, None)
        rows.append(
            PlanRow(
                code=code,
                name=names[code],
                planned=step,
                progress=real,
                produced=code in produced,
                state=steps.state_of(step, started, done, day),
                side=side_words(step.side) if step else "",
                late=steps.days_late(step, started, done, day),
            )
        )
    return rows


def side_words(side: str) -> str:
    """Who leads, in words."""
    return str(PlannedStep.Side(side).label) if side in PlannedStep.Side.values else side
