"""Ties to countries, beyond nationality and residence."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names

from ...forms.person import TieForm
from ...models import Expert
from ...queries_person import ties_of
from ...services import ties
from .base import frame, of_expert, refused


@keeps_typed
@of_expert
def ties_page(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """The list of ties, and the form that declares one."""
    form = start(request, TieForm, language=page_language())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            country = Country.objects.get(iso3=data["country"])
            ties.declare(expert=expert, country=country, reason=data["reason"], by=request.user)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The tie is declared: you are not proposed for missions to this country."))
            return redirect("expertise:ties")
    names = country_names(page_language())
    rows = [(tie, names.get(tie.country_id, tie.country.iso3)) for tie in ties_of(expert)]
    return render(
        request,
        "expertise/person/ties.html",
        frame(expert, form=form, rows=rows),
        status=422 if form.errors else 200,
    )


@of_expert
@require_POST
def end_tie(request: HttpRequest, expert: Expert, iso3: str) -> HttpResponseBase:
    """Say that the open tie to a country is over."""
    tie = get_object_or_404(expert.ties.filter(ended_at=None), country__iso3=iso3.upper())
    try:
        ties.end(tie=tie, by=request.user)
    except Refused as error:
        return refused(request, error)
    messages.success(request, _("The tie is marked as over. It is kept in the record."))
    return redirect("expertise:ties")
