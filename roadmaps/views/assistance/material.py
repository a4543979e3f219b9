"""Picking resources of the knowledge base for a workshop: looked for by words, one press each."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language

from ... import ports
from ...assistance.material import shown
from ...assistance.queries_workshops import workshops_of
from ...models import Assistance
from ...services.assistance import material
from ..common import of_open_assistance
from ..party.assistance import frame
from .acting import may_or_404


@of_open_assistance
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """What is picked, and what the knowledge base has for the words typed."""
    may_or_404(request, "roadmaps.keep_workshops", assistance)
    row = get_object_or_404(workshops_of(assistance), code=code)
    words = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:300]
    if request.method == "POST":
        try:
            if "drop" in request.POST:
                material.drop(workshop=row, code=request.POST["drop"], by=request.user)
                messages.success(request, _("The resource is taken out."))
            else:
                material.pick(workshop=row, code=request.POST.get("pick", ""), by=request.user)
                messages.success(request, _("The resource is in the material of the workshop."))
        except Refused as refusal:
            messages.error(request, refusal.message)
        address = reverse("roadmaps:workshop_material", args=[assistance.reference, code])
        return redirect(f"{address}?{urlencode({'q': words})}" if words else address)
    picked = shown(row.resources.all(), page_language())
    chosen = {one.code for one in picked}
    return render(
        request,
        "roadmaps/assistance/workshop_material.html",
        frame(
            assistance,
            row=row,
            q=words,
            picked=picked,
            found=[(one, one.code in chosen) for one in ports.find_material(words, page_language())],
            is_expert=bool(reason_against("roadmaps.read", request.user, assistance)),
        ),
    )
