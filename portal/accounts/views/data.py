"""Everything the portal holds on the reader, to take away; and the erasure of the account."""

import json
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import ports
from ..models import User
from ..services.erasure import erase_person, why_not
from ..services.refusals import Refused


@login_required
@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """What is held, by kind, and the way to take it away or have it erased."""
    found = [(title, len(rows)) for title, rows in ports.personal_data.collect(request.user) if rows]
    parts = ports.erasable.collect(request.user)
    return render(request, "accounts/data.html", {"kinds": found, "parts": parts})


@login_required
@require_POST
def take_away(request: HttpRequest) -> HttpResponse:
    """One JSON file with everything, readable by people and machines."""
    everything: dict[str, list[dict[str, Any]]] = {}
    for title, rows in ports.personal_data.collect(request.user):
        everything.setdefault(title, []).extend(rows)
    body = json.dumps(
        {"as of": timezone.now(), "data": everything}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("my-data")}-{timezone.localdate()}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase_page(request: HttpRequest) -> HttpResponse:
    """Say what goes and what must stay; then, by one's own address typed and a button, erase and sign out."""
    user = request.user
    assert isinstance(user, User)
    error, against = "", why_not(user)
    if request.method == "POST" and not against:
        if request.POST.get("address", "").strip().lower() != user.email:
            error = _("Type your e-mail address to say that you are sure.")
        else:
            try:
                erase_person(user=user, by=user)
            except Refused as refusal:
                against = refusal.message
            else:
                logout(request)
                return render(request, "accounts/erased.html")
    return render(
        request,
        "accounts/erase.html",
        {
            "kept": ports.kept.collect(user),
            "against": against,
            "error": error,
            "typed": request.POST.get("address", ""),
            "page_errors": bool(error),
        },
        status=422 if request.method == "POST" else 200,
    )
