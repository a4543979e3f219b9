"""A newcomer says which Party they speak for."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.reference.models import Country
from portal.reference.queries import country_names

from .. import services
from ..forms import ClaimForm, language_now
from ..models import Membership
from ..resume import keeps_typed, start


@keeps_typed
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """Ask to join the team of a Party; the Secretariat confirms."""
    form = start(request, ClaimForm)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        country = Country.objects.get(iso3=values.pop("party"))
        try:
            services.claim_party(user=request.user, country=country, **values)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your request is with the Secretariat. You will be told by e-mail."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    mine = list(Membership.objects.filter(user=request.user)[:20])
    names = country_names(language_now()) if mine else {}
    for place in mine:
        place.party = names.get(place.country_id, "")  # type: ignore[attr-defined]
    return render(request, "accounts/claim.html", {"form": form, "mine": mine})
