"""Everything the portal holds on the reader, to take away; and the erasure of the expert."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.ports import personal_data
from portal.accounts.services.refusals import Refused

from ... import ports
from ...models import Expert
from ...queries_person import mine
from ...services import erasure
from .base import frame, of_expert


@login_required
@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """What is held, by kind, and the way to take it away or have it erased."""
    found = [(title, len(rows)) for title, rows in personal_data.collect(request.user) if rows]
    return render(request, "expertise/person/data.html", frame(mine(request.user), kinds=found))


@login_required
@require_POST
def take_away(request: HttpRequest) -> HttpResponse:
    """One JSON file with everything, readable by people and machines."""
    everything: dict[str, list[dict[str, Any]]] = {}
    for title, rows in personal_data.collect(request.user):
        everything.setdefault(title, []).extend(rows)
    body = json.dumps(
        {"as of": timezone.now(), "data": everything}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("my-data")}-{timezone.localdate()}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


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
