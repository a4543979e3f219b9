"""How the steps of an assistance go: begun, evidence shown, done only with what each must produce, opened again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.rules import is_officer
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.services import remove_file, store_upload

from ...assistance import step_words, steps
from ...assistance.queries import current_plan, planned_steps, produced_by
from ...models import Assistance, StepEvidence, StepProgress
from ...selection.notices import tell_officers, tell_party
from .guards import lock

PURPOSE = "assistance-evidence"
MOST = 30


def _locked(assistance: Assistance, step: str, by: Any) -> tuple[Assistance, StepProgress]:
    locked = lock(assistance=assistance, rule="roadmaps.progress_assistance", by=by)
    if step not in steps.CODES:
        raise Refused(_("“%(step)s” is not a step of an assistance.") % {"step": step})
    row = StepProgress.objects.get_or_create(assistance=locked, step=step)[0]
    row.assistance = locked
    return locked, row


def _refuse_done(row: StepProgress) -> None:
    if row.done_on is not None:
        raise Refused(_("This step is done. The officer in charge can open it again."))


def _refuse_day(on: date) -> None:
    if on > timezone.localdate():
        raise Refused(_("This date is still ahead: give the day it happened."))


@transaction.atomic
def begin(*, assistance: Assistance, step: str, on: date, by: Any) -> StepProgress:
    """Say that a step has begun. Raises `NotAllowed`; `Refused` for a day to come or a step that is done."""
    locked, row = _locked(assistance, step, by)
    _refuse_done(row)
    _refuse_day(on)
    if row.started_on != on:
        row.started_on = on
        row.save(update_fields=["started_on"])
        record(actor=by, verb="assistance.step_begun", target=locked, new={"step": step, "on": on.isoformat()})
    return row


@transaction.atomic
def add_evidence(
    *, assistance: Assistance, step: str, title: str, upload: Any = None, link: str = "", by: Any
) -> StepEvidence:
    """Show what a step produced: a file or a link. The step has begun then, if nobody had said so.

    Raises `NotAllowed`; `Refused` without a title, without the one or with both, for a step that is done;
    ``UploadRefused``.
    """
    locked, row = _locked(assistance, step, by)
    _refuse_done(row)
    title, link = title.strip()[:200], link.strip()
    if not title:
        raise Refused(_("Name the evidence."))
    if bool(upload) == bool(link):
        raise Refused(_("Choose a file, or give a link: one of the two."))
    if link and not link.startswith(("https://", "http://")):
        raise Refused(_("Give a whole link, such as https://example.org/page."))
    if row.evidence.count() >= MOST:
        raise Refused(_("A step takes at most %(most)s pieces of evidence.") % {"most": MOST})
    stored = store_upload(upload=upload, owner=locked, purpose=PURPOSE, by=by) if upload else None
    made = StepEvidence.objects.create(progress=row, title=title, stored_file=stored, link=link, added_by=by)
    if row.started_on is None:
        row.started_on = timezone.localdate()
        row.save(update_fields=["started_on"])
    record(actor=by, verb="assistance.evidence_added", target=locked, new={"step": step, "title": title})
    return made


@transaction.atomic
def drop_evidence(*, assistance: Assistance, evidence: StepEvidence, by: Any) -> None:
    """Take a piece of evidence away again. Raises `NotAllowed`; `Refused` once the step is done."""
    locked, row = _locked(assistance, evidence.progress.step, by)
    _refuse_done(row)
    found = row.evidence.select_related("stored_file").filter(pk=evidence.pk).first()
    if found is None:
        return
    stored, title = found.stored_file, found.title
    found.delete()
    if stored is not None:
        remove_file(stored_file=stored)
    record(actor=by, verb="assistance.evidence_dropped", target=locked, old={"step": row.step, "title": title})


@transaction.atomic
def finish(*, assistance: Assistance, step: str, on: date, note: str = "", by: Any) -> StepProgress:
    """Say that a step is done; the other side is told. Doing it again changes nothing.

    DOMAIN: "A step cannot be done without what it must produce". Raises `NotAllowed`; `Refused` with what is missing,
    for a day to come or before the step began, and for the last step, which the accepted final package closes.
    """
    locked, row = _locked(assistance, step, by)
    if row.done_on is not None:
        return row
    _refuse_day(on)
    if row.started_on is not None and on < row.started_on:
        raise Refused(_("The step ends before it begins: change one of the dates."))
    planned = planned_steps(current_plan(locked)).get(step)
    done = set(locked.progress.filter(done_on__isnull=False).values_list("step", flat=True))
    after = planned.after if planned else steps.AFTER[step]
    reasons = steps.why_not_done(step, after, done, produced_by(locked))
    if reasons:
        raise Refused(" ".join(step_words.reason(one) for one in reasons))
    row.started_on, row.done_on, row.done_by = row.started_on or on, on, by
    row.note = note.strip()[:4000] or row.note
    row.save(update_fields=["started_on", "done_on", "done_by", "note"])
    record(actor=by, verb="assistance.step_done", target=locked, new={"step": step, "on": on.isoformat()})
    _tell(locked, row, by)
    return row


def _tell(assistance: Assistance, row: StepProgress, by: Any) -> None:
    """The side that did not say it hears of it."""
    message: dict[str, Any] = {
        "code": "assistance.step_done",
        "key": f"assistance.step_done:{row.pk}:{row.done_on}",
        "target": assistance,
        "to": ("roadmaps:assistance_step", [assistance.reference, row.step]),
        "context": {"reference": assistance.reference, "step": row.step},
    }
    if is_officer(by):
        tell_party(assistance=assistance, **message)
    else:
        tell_officers(assistance=assistance, **message)


@transaction.atomic
def reopen(*, assistance: Assistance, step: str, reason: str, by: Any) -> StepProgress:
    """Open a step that is done again, with the reason. Raises `NotAllowed`; `Refused` without a reason, or while a
    step that follows it is done."""
    locked = lock(assistance=assistance, rule="roadmaps.plan_assistance", by=by)
    row = locked.progress.filter(step=step, done_on__isnull=False).first()
    if row is None:
        raise Refused(_("This step is not done."))
    if not reason.strip():
        raise Refused(_("Give the reason for opening the step again."))
    planned = planned_steps(current_plan(locked))
    later = [
        code
        for code in locked.progress.filter(done_on__isnull=False).values_list("step", flat=True)
        if step in (planned[code].after if code in planned else steps.AFTER[code])
    ]
    if later:
        raise Refused(_("Step %(step)s follows it and is done: open that one first.") % {"step": later[0]})
    row.done_on, row.done_by = None, None
    row.save(update_fields=["done_on", "done_by"])
    record(actor=by, verb="assistance.step_reopened", target=locked, new={"step": step}, reason=reason.strip()[:1000])
    return row
