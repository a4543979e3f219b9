"""The erasure of the expert; the account stays."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.services.refusals import Refused

from ... import ports
from ...models import Expert
from ...services import erasure
from .base import frame, of_expert


@of_expert
def erase_page(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """Say what goes and what must stay; then, by a box ticked and a button, erase."""
    error = ""
    if request.method == "POST":
        if request.POST.get("sure") != "1":
            error = _("Tick the box to say that you are sure.")
        else:
            try:
                erasure.erase(expert=expert, by=request.user)
            except Refused as refusal:
                error = refusal.message
            else:
                request.user.refresh_from_db(fields=["sign_in_key"])
                update_session_auth_hash(request, request.user)
                messages.success(request, _("What the Expert Facility held on you is erased. Your account stays."))
                return redirect("expertise:home")
    return render(
        request,
        "expertise/person/erase.html",
        frame(expert, held=ports.held.collect(expert), error=error, page_errors=bool(error)),
        status=422 if error else 200,
    )
