"""Invitations: the page a link opens, and those sent to one's own address. A button accepts, never a link."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.reference.queries import country_names

from .. import services
from ..forms import language_now
from ..models import Invitation
from ..queries import open_invitations


def _described(row: Invitation) -> Invitation:
    """With the Party's name and the part in words, for the page."""
    row.party = country_names(language_now()).get(row.country_id, "")  # type: ignore[attr-defined]
    row.part = (  # type: ignore[attr-defined]
        _("signatory") if row.kind == "signatory" else _("focal point") if row.as_focal else _("writer")
    )
    return row


def _accept(request: HttpRequest, row: Invitation) -> str:
    """Accept it; the words of the refusal, or nothing."""
    try:
        services.accept_invitation(invitation=row, by=request.user)
    except services.Refused as refusal:
        return str(refusal)
    messages.success(request, _("You are in the team now."))
    return ""


def _refused(refusal: str) -> dict[str, Any]:
    return {"refusal": refusal, "refusals": [("main", refusal)], "page_errors": bool(refusal)}


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Read an invitation; signed in with the invited address, accept it. 410 once it is no longer open."""
    row = services.find_invitation(token)
    if row is None:
        raise Http404
    refusal = ""
    if request.method == "POST" and request.user.is_authenticated:
        refusal = _accept(request, row)
        if not refusal:
            return redirect(settings.LOGIN_REDIRECT_URL)
        row.refresh_from_db()
    here = urlencode({"next": request.path})
    context = {
        "invitation": _described(row),
        "sign_in_url": f"{reverse('account_login')}?{here}",
        "sign_up_url": f"{reverse('account_signup')}?{here}",
        **_refused(refusal),
    }
    return render(request, "accounts/invitation.html", context, status=200 if row.is_open else 410)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """The open invitations to the reader's own verified addresses."""
    rows = open_invitations(user=request.user)
    refusal = ""
    if request.method == "POST":
        wanted = request.POST.get("invitation", "")
        row = rows.filter(pk=wanted).first() if wanted.isdecimal() else None
        if row is None:
            raise Http404
        refusal = _accept(request, row)
        if not refusal:
            return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"rows": [_described(row) for row in rows], **_refused(refusal)}
    return render(request, "accounts/invitations.html", context)
