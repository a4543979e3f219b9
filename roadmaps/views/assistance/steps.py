"""The plan with its versions, and one step: what it must produce, its evidence, begun, done."""

from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.documents.services import UploadRefused
from portal.documents.serving import serve
from portal.reference.languages import page_language

from ...assistance import steps
from ...assistance.places import place_of
from ...assistance.queries import PlanRow, plan_rows, side_words
from ...assistance.queries_tools import tools_of_step
from ...assistance.step_words import names, reason
from ...assistance.timeline import draw
from ...forms.steps import BeginForm, EvidenceForm, FinishForm
from ...models import Assistance, StepEvidence
from ...services.assistance import progress
from ..common import of_assistance, of_open_assistance
from ..party.assistance import frame


@of_open_assistance
@require_safe
def plan_page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """The plan that holds, and every version before it with its reason."""
    versions = list(assistance.plans.select_related("by").prefetch_related("steps").order_by("-number"))
    called = names(page_language())
    told = [
        (version, [(row, called.get(row.step, row.step), side_words(row.side)) for row in version.steps.all()])
        for version in versions
    ]
    rows = plan_rows(assistance, page_language())
    return render(
        request,
        "roadmaps/assistance/plan.html",
        frame(assistance, rows=rows, timeline=draw(rows, timezone.localdate()), versions=told),
    )


def _row(assistance: Assistance, code: str) -> PlanRow:
    if code not in steps.CODES:
        raise Http404
    return next(row for row in plan_rows(assistance, page_language()) if row.code == code)


@of_open_assistance
@require_safe
def step_page(request: HttpRequest, assistance: Assistance, step: str) -> HttpResponseBase:
    """One step."""
    return _show(request, assistance, step)


def _show(
    request: HttpRequest, assistance: Assistance, step: str, status: int = 200, **forms: Any
) -> HttpResponseBase:
    row = _row(assistance, step)
    done = {one.step for one in assistance.progress.all() if one.done_on}
    after = row.planned.after if row.planned else steps.AFTER[step]
    missing = steps.why_not_done(step, after, done, {step} if row.produced else ())
    user, today = request.user, timezone.localdate()
    is_open = assistance.state == Assistance.State.OPEN
    context = frame(
        assistance,
        row=row,
        called=names(page_language()),
        tools=tools_of_step(assistance, step, page_language()),
        is_expert=bool(reason_against("roadmaps.read", user, assistance)),
        after=after,
        place=place_of(user, assistance, step, produced=row.produced),
        evidence=list(row.progress.evidence.select_related("stored_file", "added_by")) if row.progress else [],
        writes=is_open and rules.test_rule("roadmaps.progress_assistance", user, assistance),
        reopens=is_open
        and row.state == steps.DONE
        and not reason_against("roadmaps.plan_assistance", user, assistance),
        missing=[reason(one) for one in missing],
        begin_form=BeginForm(initial={"on": today}, prefix="begin"),
        finish_form=FinishForm(initial={"on": today}, prefix="finish"),
        evidence_form=EvidenceForm(prefix="evidence"),
        form=next(iter(forms.values()), None),
    )
    return render(request, "roadmaps/assistance/step.html", {**context, **forms}, status=status)


def _act(
    request: HttpRequest,
    assistance: Assistance,
    step: str,
    form: Any,
    name: str,
    service: Any,
    done: str,
    **more: Any,
) -> HttpResponseBase:
    """A valid form goes to its service; a refusal stands at the form, with all that was typed."""
    if step not in steps.CODES:
        raise Http404
    if reason_against("roadmaps.progress_assistance", request.user, assistance):
        raise Http404
    if form.is_valid():
        values = dict(form.cleaned_data)
        if "file" in values:
            values["upload"] = values.pop("file")
        try:
            service(assistance=assistance, step=step, by=request.user, **values, **more)
        except UploadRefused as error:
            form.add_error("file", error.message)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, done)
            return redirect("roadmaps:assistance_step", assistance.reference, step)
    return _show(request, assistance, step, 422, **{name: form})


@of_assistance
@require_POST
def begin(request: HttpRequest, assistance: Assistance, step: str) -> HttpResponseBase:
    """A step has begun."""
    form = BeginForm(request.POST, prefix="begin")
    return _act(request, assistance, step, form, "begin_form", progress.begin, _("The step has begun."))


@of_assistance
@require_POST
def finish(request: HttpRequest, assistance: Assistance, step: str) -> HttpResponseBase:
    """A step is done."""
    form = FinishForm(request.POST, prefix="finish")
    return _act(request, assistance, step, form, "finish_form", progress.finish, _("The step is done."))


@of_assistance
@require_POST
def add_evidence(request: HttpRequest, assistance: Assistance, step: str) -> HttpResponseBase:
    """A file or a link that shows what the step produced."""
    form = EvidenceForm(request.POST, request.FILES, prefix="evidence")
    words = _("The evidence is kept.")
    return _act(request, assistance, step, form, "evidence_form", progress.add_evidence, words)


@of_assistance
@require_POST
def reopen(request: HttpRequest, assistance: Assistance, step: str) -> HttpResponseBase:
    """A step that was done is not."""
    if step not in steps.CODES or reason_against("roadmaps.plan_assistance", request.user, assistance):
        raise Http404
    try:
        progress.reopen(assistance=assistance, step=step, reason=request.POST.get("reason", ""), by=request.user)
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The step is open again."))
    return redirect("roadmaps:assistance_step", assistance.reference, step)


def _evidence(assistance: Assistance, step: str, pk: int) -> StepEvidence:
    rows = StepEvidence.objects.select_related("stored_file", "progress")
    return get_object_or_404(rows, pk=pk, progress__assistance=assistance, progress__step=step)


@of_open_assistance
@require_safe
def evidence(request: HttpRequest, assistance: Assistance, step: str, pk: int) -> HttpResponseBase:
    """The file of a piece of evidence."""
    found = _evidence(assistance, step, pk)
    if found.stored_file is None:
        raise Http404
    return serve(found.stored_file)


@of_assistance
@require_POST
def drop_evidence(request: HttpRequest, assistance: Assistance, step: str, pk: int) -> HttpResponseBase:
    """Take a piece of evidence away."""
    found = _evidence(assistance, step, pk)
    if reason_against("roadmaps.progress_assistance", request.user, assistance):
        raise Http404
    try:
        progress.drop_evidence(assistance=assistance, evidence=found, by=request.user)
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The evidence is taken away."))
    return redirect("roadmaps:assistance_step", assistance.reference, step)
