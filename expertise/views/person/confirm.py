"""The yearly confirmation: the profile in short, the months to come, and one button."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.services.refusals import Refused
from portal.collaboration.reading import read_sections

from ...choices import Part
from ...models import Expert
from ...months import add_months
from ...periods import Span, months
from ...queries_person import periods_from
from ...sections import BY_CODE, SECTIONS
from ...services import ageing
from ...shown import parts
from ...store import read_answers
from .base import frame, of_expert

# What stands on the page a mail opens: nothing that would harm whoever forwards it.
IN_SHORT = (Part.BIOGRAPHY, Part.ORGANISATION, Part.RESIDENCE, Part.ACTIVITIES, Part.FIELDS, Part.LANGUAGES)
# Where each part is changed; those the person is asked to look at once a year.
CHANGED_IN = {
    Part.BIOGRAPHY: "presentation",
    Part.ORGANISATION: "identity",
    Part.RESIDENCE: "identity",
    Part.ACTIVITIES: "activities",
    Part.FIELDS: "fields",
    Part.LANGUAGES: "languages",
}


def summary(expert: Expert, *, signed_in: bool) -> dict[str, Any]:
    """The profile in short with its change links, and the next twelve months: four queries."""
    today = timezone.localdate()
    periods = list(periods_from(expert, today))
    shown = []
    if expert.profile is not None:
        read = read_sections(SECTIONS, read_answers(expert.profile))
        for part in parts(read, IN_SHORT):
            code = CHANGED_IN[part.part]
            url = reverse("expertise:section", args=[code]) if signed_in and code in BY_CODE else ""
            shown.append((part, url))
    return {
        "shown": shown,
        "periods": periods,
        "months": months([Span(row.starts_on, row.ends_on, row.days_per_month) for row in periods], today),
        "next_on": add_months(today, 12),
        "signed_in": signed_in,
    }


@of_expert
def confirm_page(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """For who is signed in. A button confirms, never a visit."""
    if not expert.is_member:
        raise Http404
    if request.method == "POST":
        try:
            ageing.confirm(expert=expert, by=request.user)
        except Refused as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Thank you. Your profile is confirmed for a year."))
        return redirect("expertise:home")
    return render(request, "expertise/person/confirm.html", frame(expert, **summary(expert, signed_in=True)))


def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page the yearly mail opens, without an account: valid once. 410 when it has been used."""
    expert = ageing.expert_of_token(token)
    if expert is None:
        raise Http404
    signed_in = request.user.is_authenticated and request.user.pk == expert.user_id
    done = False
    refusal = ""
    if request.method == "POST":
        try:
            ageing.confirm(expert=expert, token=token)
            done = True
        except Refused as error:
            refusal = error.message
    if not done and not ageing.is_fresh(expert, token):
        context = {"used": True, "refusal": refusal}
        return render(request, "expertise/person/confirm_link.html", context, status=410)
    context = {
        **summary(expert, signed_in=signed_in),
        "done": done,
        "name": expert.name,
        "confirmed": expert.confirmed_on,
    }
    return render(request, "expertise/person/confirm_link.html", context)
