"""The plan of an assistance in the office: changed in a table, with the reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language

from ..assistance import step_words
from ..assistance.queries import current_plan, planned_steps
from ..forms.steps import PlanForm
from ..services.assistance import plans
from .common import assistance_at, page, staff_only


@staff_only
def plan_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The nine steps, their dates, who leads, what they follow; the Party is told of the change and its reason."""
    assistance = assistance_at(request, reference)
    plan = current_plan(assistance)
    planned = planned_steps(plan) or {step.code: step for step in plans.first_steps(assistance)[0]}
    names = step_words.names(page_language())
    shown = {"version": plan.number if plan else None}
    form = PlanForm(request.POST if request.method == "POST" else None, planned=planned, names=names, initial=shown)
    if form.is_bound and form.is_valid():
        try:
            plans.change_plan(
                assistance=assistance,
                planned=form.planned(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                expected=form.cleaned_data["version"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The plan is kept, and the Party is told."))
            return redirect("admin:roadmaps_assistance", reference=assistance.reference)
    return page(
        request,
        "plan.html",
        _("Change the plan"),
        {
            "form": form,
            "assistance": assistance,
            "plan": plan,
            "bar": reason_against("roadmaps.plan_assistance", request.user, assistance),
        },
        status=422 if form.errors else 200,
    )
