"""The plan of an assistance: made from the application, changed in versions with a reason."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import WorkItem
from portal.accounts.services.refusals import Refused
from portal.activity.services import record

from ...assistance import step_words, steps
from ...assistance.queries import current_plan, planned_steps
from ...assistance.steps import Step, Work
from ...models import Assistance, PlannedStep, PlanVersion, StepProgress
from ...selection.notices import party_page, tell_party
from .guards import lock


def first_steps(assistance: Assistance) -> tuple[list[Step], str]:
    """The plan of the application's work plan, or an even one; and which of the two it is."""
    version = assistance.application.current_version_id if assistance.application else None
    rows = WorkItem.objects.filter(version=version) if version else WorkItem.objects.none()
    work = [
        Work(row.step, row.month_from, row.month_to or row.month_from, row.responsible.strip())
        for row in rows
        if row.step in steps.CODES and row.month_from
    ]
    if not work:
        return steps.evenly(assistance.starts_on, assistance.ends_on), PlanVersion.Origin.EVENLY
    return steps.from_work(work, assistance.starts_on, assistance.ends_on), PlanVersion.Origin.APPLICATION


def make_first(*, assistance: Assistance, by: Any) -> PlanVersion:
    """Plan version 1, and the evaluation that lies behind; called when an assistance opens, in its transaction."""
    found, origin = first_steps(assistance)
    plan = _write(assistance, found, origin=origin, reason="", by=by)
    if assistance.application is not None:
        decided = min(timezone.localdate(assistance.application.state_changed_at), timezone.localdate())
        StepProgress.objects.create(assistance=assistance, step="TA1", started_on=decided, done_on=decided)
    return plan


def _write(assistance: Assistance, found: Iterable[Step], *, origin: str, reason: str, by: Any) -> PlanVersion:
    last = assistance.plans.order_by("-number").first()
    assistance.plans.filter(is_current=True).update(is_current=False)
    plan = PlanVersion.objects.create(
        assistance=assistance, number=last.number + 1 if last else 1, origin=origin, reason=reason, by=by
    )
    PlannedStep.objects.bulk_create(
        PlannedStep(
            version=plan,
            step=step.code,
            starts_on=step.starts_on,
            ends_on=step.ends_on,
            side=step.side,
            responsible=step.responsible,
            after=" ".join(step.after),
        )
        for step in found
    )
    return plan


@transaction.atomic
def change_plan(
    *, assistance: Assistance, planned: Sequence[Step], reason: str, by: Any, expected: int | None = None
) -> PlanVersion:
    """Put another plan in the place of the one that holds, with the reason; the earlier versions stay.

    ``expected`` is the number of the version the person had before them. The same plan again changes nothing. A plan
    that ends after the assistance moves its end. Raises `NotAllowed`; `Refused` for a plan that makes no sense,
    without a reason, or when a colleague has changed it meanwhile.
    """
    locked = lock(assistance=assistance, rule="roadmaps.plan_assistance", by=by)
    now = current_plan(locked)
    if expected is not None and now is not None and now.number != expected:
        raise Refused(
            _("The plan was changed meanwhile: it is now version %(number)s. Look at it, then make your change.")
            % {"number": now.number}
        )
    problems = steps.check(planned)
    if problems:
        raise Refused(" ".join(step_words.problem(one) for one in problems[:3]))
    _refuse_sides(planned)
    if now is not None and planned_steps(now) == {step.code: step for step in planned}:
        return now
    if not reason.strip():
        raise Refused(_("Give the reason for the change; the Party reads it."))
    plan = _write(locked, planned, origin=PlanVersion.Origin.CHANGED, reason=reason.strip()[:1000], by=by)
    ends = max(step.ends_on for step in planned)
    if ends > locked.ends_on:
        locked.ends_on = ends
        locked.save(update_fields=["ends_on"])
    record(
        actor=by,
        verb="assistance.plan_changed",
        target=locked,
        old={"version": now.number} if now else {},
        new={"version": plan.number, "to": ends.isoformat()},
        reason=plan.reason,
    )
    tell_party(
        assistance=locked,
        to=party_page(locked),
        code="assistance.plan_changed",
        key=f"assistance.plan_changed:{plan.pk}",
        target=locked,
        context={"reference": locked.reference, "reason": plan.reason, "ends_on": ends},
    )
    return plan


def _refuse_sides(planned: Sequence[Step]) -> None:
    if any(step.side not in steps.SIDES for step in planned):
        raise Refused(_("Choose who leads each step."))


def refuse_period(assistance: Assistance | None, starts_on: date, ends_on: date, reason: str) -> None:
    """Raises `Refused` for dates out of order, a period beyond eighteen months without a reason, or one that
    cuts the plan off."""
    if ends_on <= starts_on:
        raise Refused(_("The assistance ends before it begins: change one of the dates."))
    if steps.beyond(starts_on, ends_on) and not reason.strip():
        raise Refused(_("This is longer than eighteen months, which is allowed with a reason: give it."))
    if assistance is None:
        return
    planned = planned_steps(current_plan(assistance)).values()
    last = max((step.ends_on for step in planned), default=None)
    if last is not None and ends_on < last:
        raise Refused(_("The plan runs longer than this. Change the plan first, then the period."))
