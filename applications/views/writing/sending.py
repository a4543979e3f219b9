"""Check the answers, submit, withdraw; ask for the file on paper."""

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.resume import keeps_typed
from portal.collaboration.discussion import discussion
from portal.collaboration.views.comments import comments_page
from portal.reference.languages import page_language

from ... import receipt, states
from ...closing import why_call_closed
from ...models import Application, Version
from ...queries import limits_of, next_cut_off, open_version, problems_of, sent_versions
from ...reading import read
from ...sections import BY_CODE, LAST
from ...services.clarification_answer import answer, open_copy
from ...services.points import points_open
from ...services.submission import Incomplete, submit
from ...services.transition import Refused
from ...services.withdrawal import withdraw
from .base import frame, of_party, refused


@of_party
@require_safe
def check_page(request: HttpRequest, application: Application) -> HttpResponseBase:
    """The whole application as it stands, with a link to change each section and to each problem."""
    version = open_version(application)
    if version is None or not rules.test_rule("applications.write", request.user, application):
        return redirect("applications:read", application.ref)
    problems, answers, _unparsed = problems_of(version, limits_of(application.call))
    asked = points_open(application)
    clarifying = application.state == states.CLARIFICATION_ASKED
    changeable = set(asked) | {LAST} if clarifying else set(BY_CODE)
    change = {code: reverse("applications:section", args=[application.ref, code]) for code in changeable}
    return render(
        request,
        "applications/writing/check.html",
        frame(
            application,
            version=version,
            answers=read(version, answers).to_check(problems, change),
            problem_count=len(problems),
            declaration_left=bool(problems) and all(problem.section == LAST for problem in problems),
            clarifying=clarifying,
            closed="" if clarifying else why_call_closed(application.call),
            cut_off=next_cut_off(application.call),
            discussion=discussion(application, request.user),
        ),
    )


@of_party
@require_POST
def submit_file(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Send the application, or the answers to a clarification. A second press leads to the same page."""
    clarifying = application.state == states.CLARIFICATION_ASKED or "answers" in request.POST
    was_sent = application.submitted_at is not None
    try:
        if clarifying:
            sent = answer(application=application, by=request.user)
        else:
            sent = submit(application=application, by=request.user)
    except Incomplete as error:
        messages.error(request, error.message)
        return redirect("applications:check", application.ref)
    except Refused as error:
        return refused(request, error, application)
    if clarifying:
        messages.success(request, _("Your answers are sent. The Secretariat goes on with the screening."))
    elif not was_sent:
        messages.success(
            request,
            _("Your application is submitted. Its reference is %(reference)s.") % {"reference": sent.reference},
        )
    return redirect("applications:file", sent.ref)


@of_party
@require_POST
def begin_answer(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Open the copy in which the points of a clarification are answered."""
    try:
        open_copy(application=application, by=request.user)
    except Refused as error:
        return refused(request, error, application)
    return redirect("applications:file", application.ref)


@keeps_typed
@of_party
def comments(request: HttpRequest, application: Application) -> HttpResponseBase:
    """What the people of the Party say to each other about the application."""
    return comments_page(request, application, "applications/writing/comments.html", **frame(application))


@keeps_typed
@of_party
def withdraw_page(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Say why, and withdraw."""
    if not rules.test_rule("applications.withdraw", request.user, application):
        return redirect("applications:file", application.ref)
    restored = getattr(request, "restored", None)
    reason = (restored or request.POST).get("reason", "")
    error = ""
    if request.method == "POST":
        try:
            withdraw(application=application, by=request.user, reason=reason[:5000])
        except Refused as refusal:
            error = refusal.message
        else:
            messages.success(request, _("The application is withdrawn."))
            return redirect("applications:file", application.ref)
    return render(
        request,
        "applications/writing/withdraw.html",
        frame(application, reason=reason, error=error, page_errors=bool(error)),
        status=422 if error else 200,
    )


@of_party
@require_POST
def paper(request: HttpRequest, application: Application, kind: str) -> HttpResponseBase:
    """Have the receipt or the whole application made as a PDF."""
    if kind == "receipt":
        if application.submitted_at is None:
            raise Http404
        return redirect(receipt.request(application=application, by=request.user, language=page_language()))
    if kind != "application":
        raise Http404
    version = _version(application, request.POST.get("version", ""))
    return redirect(
        receipt.request_application(
            application=application, version=version, by=request.user, language=page_language()
        )
    )


def _version(application: Application, number: str) -> Version:
    """The version asked for; else the one being written, else the last sent. Raises Http404."""
    found: Version | None
    if number.isascii() and number.isdigit():
        found = application.versions.filter(number=int(number[:4])).first()
    else:
        found = open_version(application) or sent_versions(application).last()
    if found is None:
        raise Http404
    return found
