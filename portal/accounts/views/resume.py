"""The page that signs in again without losing what was typed, and the answer to a stale token."""

import json

from allauth.account.forms import LoginForm
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.decorators import rate_limit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from .. import resume


def _carried_files(request: HttpRequest) -> list[str]:
    try:
        names = json.loads(request.POST.get("files", "[]"))
    except ValueError:
        return []
    return [str(name) for name in names] if isinstance(names, list) else []


@sensitive_post_parameters("password")
@require_POST
@rate_limit(action="login")
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign in, keep what was typed, go on to its page. 404 for an address that is not such a page."""
    target = request.POST.get("target", "")
    if not resume.is_page(target):
        raise Http404
    typed, files = request.POST.get("typed", ""), _carried_files(request)
    if request.user.is_authenticated:
        resume.keep(request, target=target, typed=resume.unpack(typed), files=files)
        return HttpResponseRedirect(target)
    if request.POST.get("action") == "other":
        resume.keep(request, target=target, typed=resume.unpack(typed), files=files)
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
    form = LoginForm(request.POST, request=request)
    if not form.is_valid():
        return resume.resume_page(request, target=target, typed=typed, files=files, form=form)
    resume.keep(request, target=target, typed=resume.unpack(typed), files=files)
    try:
        return form.login(request, redirect_url=target)
    except ImmediateHttpResponse as answer:
        return answer.response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is stale: give back what was typed where the page keeps it, else say so plainly."""
    match = request.resolver_match
    if request.method == "POST" and match is not None and not reason.startswith("Origin checking failed"):
        if getattr(match.func, "keeps_typed", False):
            return resume.ask_to_sign_in(request)
        if match.view_name == "accounts:resume" and resume.is_page(request.POST.get("target", "")):
            return resume.resume_page(
                request,
                target=request.POST["target"],
                typed=request.POST.get("typed", ""),
                files=_carried_files(request),
                status=403,
            )
    if resume.wants_json(request):
        return JsonResponse({"text": _("This page had been open for too long. Load it again.")}, status=403)
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
