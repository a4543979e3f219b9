"""Telling that a Party used an entry of others."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names

from ...forms import ReuseForm
from ...origin import public_named
from ...services import choosing


@keeps_typed
@login_required
def reuse_page(request: HttpRequest) -> HttpResponse:
    """The form, for who writes for a Party; others have no such page."""
    parties = sorted(standing.of(request.user).writer_of)
    if not parties:
        raise Http404
    names = country_names(page_language())
    choices = [(str(pk), names.get(pk, "")) for pk in parties]
    form: Any = (
        ReuseForm(request.POST, parties=choices)
        if request.method == "POST"
        else start(request, ReuseForm, initial={"entry": request.GET.get("entry", "")[:300]}, parties=choices)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        entry = public_named(given["entry"])
        if entry is None:
            form.add_error("entry", _("No published entry has this code or address."))
        else:
            try:
                choosing.tell_reuse(
                    entry=entry, country=Country.objects.get(pk=given["party"]), text=given["text"],
                    by=request.user, language=page_language(),
                )  # fmt: skip
            except Refused as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, _("Thank you. It stands on the page of the entry."))
                return redirect("knowledge:practice", entry.slug)
    return render(request, "knowledge/writing/reuse.html", {"form": form}, status=422 if form.errors else 200)
