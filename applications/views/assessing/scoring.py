"""The acts of an assessor: declare interests, save scores, hand in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.resume import keeps_typed
from portal.ui.dates import clock

from ...models import Assessment, Criterion
from ...services import assessment as services
from ...services.transition import Refused
from .common import own_assessment
from .page import show


def _back(assessment: Assessment) -> HttpResponse:
    return redirect("applications:assessment", ref=assessment.application.ref)


@require_POST
@own_assessment
def declare(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Interests: none, or a conflict with its words."""
    answer = request.POST.get("conflict", "")
    if answer not in {"yes", "no"}:
        return show(request, assessment, message=_("Choose one of the two answers."), status=422)
    try:
        services.declare_interests(
            assessment=assessment, by=request.user, conflict=answer == "yes", note=request.POST.get("note", "")
        )
    except Refused as refusal:
        return show(
            request,
            assessment,
            message=str(refusal),
            typed={"conflict": answer, "note": request.POST.get("note", "")},
            status=422,
        )
    if answer == "yes":
        messages.success(request, _("Thank you. The file is closed to you; the Secretariat names somebody else."))
    return _back(assessment)


def _save_all(request: HttpRequest, assessment: Assessment) -> dict[str, str]:
    """Save each criterion that was sent and has changed; what is wrong, by the criterion's code."""
    given = {score.criterion_id: score for score in assessment.scores.all()}
    errors = {}
    for criterion in Criterion.objects.filter(call=assessment.application.call_id):
        if f"why-{criterion.code}" not in request.POST and f"level-{criterion.code}" not in request.POST:
            continue
        typed = request.POST.get(f"level-{criterion.code}", "")
        why = request.POST.get(f"why-{criterion.code}", "").strip()
        old = given.get(criterion.pk)
        try:
            level = int(typed) if typed else None
        except ValueError:
            errors[criterion.code] = _("Give a whole number from 0 to %(top)s.") % {
                "top": assessment.application.call.top_level
            }
            continue
        if old is not None and (old.level, old.justification) == (level, why):
            continue
        if old is None and level is None and not why:
            continue
        try:
            services.save_score(
                assessment=assessment, criterion=criterion, level=level, justification=why, by=request.user
            )
        except Refused as refusal:
            errors[criterion.code] = str(refusal)
    comment = request.POST.get("comment")
    if comment is not None and comment.strip() != assessment.comment:
        services.save_comment(assessment=assessment, comment=comment, by=request.user)
    return errors


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@own_assessment
def assessment_page(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Declaration, then scoring, then what was handed in; a conflict closes the file. A POST saves the scores."""
    return _save(request, assessment) if request.method == "POST" else show(request, assessment)


@require_POST
@own_assessment
def save(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Save what was typed; by script it answers in JSON, without one with the page."""
    return _save(request, assessment)


def _save(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    by_script = request.headers.get("X-Requested-With") == "fetch"
    try:
        errors = _save_all(request, assessment)
    except Refused as refusal:
        if by_script:
            return JsonResponse({"text": str(refusal)}, status=422)
        return show(request, assessment, message=str(refusal), status=422)
    if by_script:
        if errors:
            return JsonResponse({"text": " ".join(errors.values())}, status=422)
        text = _("Saved at %(time)s. You can leave this page.") % {"time": clock(timezone.now())}
        return JsonResponse({"revision": 0, "saved_at_text": text})
    if errors:
        return show(request, assessment, errors=errors, status=422)
    if request.POST.get("next") == "hand_in":
        return _hand_in(request, assessment)
    messages.success(request, _("Saved."))
    return _back(assessment)


@require_POST
@own_assessment
def hand_in(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Lock the scores."""
    return _hand_in(request, assessment)


def _hand_in(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    try:
        services.hand_in(assessment=assessment, by=request.user)
    except Refused as refusal:
        ask = _("Choose a level and give the reason.")
        lacking = {criterion.code: ask for criterion in services.unfinished(assessment)}
        return show(request, assessment, errors=lacking, message=str(refusal), status=422)
    messages.success(request, _("Handed in. Thank you."))
    return _back(assessment)
