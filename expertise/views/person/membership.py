"""On leave and back, retired, renewed."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused

from ... import states
from ...forms.person import ReasonForm
from ...models import Expert
from ...services import membership
from .base import frame, of_expert, refused


@of_expert
@require_POST
def leave(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """Go on leave, or come back."""
    back = expert.state == states.ON_LEAVE
    try:
        if back:
            membership.come_back(expert=expert, by=request.user)
        else:
            membership.go_on_leave(expert=expert, by=request.user)
    except Refused as error:
        return refused(request, error)
    if back:
        messages.success(request, _("Welcome back. You are proposed for missions again."))
    else:
        messages.success(request, _("You are on leave: you are not proposed for missions until you are back."))
    return redirect("expertise:home")


@keeps_typed
@of_expert
def retire_page(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """Say why, and leave the Expert Facility."""
    if expert.state not in (*states.ON_ROSTER, states.EXPIRED):
        return redirect("expertise:home")
    form = start(request, ReasonForm)
    if request.method == "POST" and form.is_valid():
        try:
            membership.retire(expert=expert, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as error:
            form.add_error(None, error.message)
        else:
            # The role of expert has ended and with it every session; this one goes on.
            request.user.refresh_from_db(fields=["sign_in_key"])
            update_session_auth_hash(request, request.user)
            messages.success(request, _("You have left the Expert Facility. Thank you for your work."))
            return redirect("expertise:home")
    return render(
        request, "expertise/person/retire.html", frame(expert, form=form), status=422 if form.errors else 200
    )


@of_expert
@require_POST
def ask_renewal(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """Ask the Secretariat for another term."""
    try:
        membership.ask_renewal(expert=expert, by=request.user)
    except Refused as error:
        return refused(request, error)
    messages.success(request, _("Your request is with the Secretariat. You are told by e-mail."))
    return redirect("expertise:home")
