"""Nominations: made by who speaks for a Party, a region or an institution; answered by who is named."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts import rules as people
from portal.accounts import standing
from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names

from ... import rules
from ...forms.person import NominationForm
from ...models import Nomination
from ...notices_person import call_title
from ...queries_person import nominations_by, nominations_to, open_calls, titles_of
from ...services import nominations


def _voices(request: HttpRequest) -> list[tuple[str, str]]:
    """For whom the reader may nominate, in words; the value says voice and country."""
    place = standing.of(request.user)
    names = country_names(page_language())
    codes = dict(Country.objects.filter(pk__in=rules.nominating_for(request.user)).values_list("pk", "iso3"))
    found = [
        (f"party:{codes[pk]}", _("%(country)s, as its focal point") % {"country": names.get(pk, codes[pk])})
        for pk in place.writer_of
    ]
    found += [
        (f"field_office:{codes[pk]}", _("%(country)s, as its field office") % {"country": names.get(pk, codes[pk])})
        for pk in place.field_countries
    ]
    found.sort(key=lambda pair: pair[1])
    if people.is_officer(request.user):
        found.append((Nomination.Voice.INSTITUTION.value, _("An institution, which you name below")))
    return found


@login_required
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """What became of the reader's nominations."""
    if not rules.may_nominate(request.user):
        raise Http404
    rows = list(nominations_by(request.user))
    titles = titles_of([row.call_id for row in rows], page_language())
    names = country_names(page_language())
    return render(
        request,
        "expertise/person/nominations.html",
        {
            "rows": [
                (row, titles.get(row.call_id, ""), names.get(row.country_id or 0, row.institution)) for row in rows
            ],
            "calls": open_calls(),
        },
    )


@keeps_typed
@login_required
def new_page(request: HttpRequest) -> HttpResponse:
    """Nominate somebody."""
    if not rules.may_nominate(request.user):
        raise Http404
    calls = open_calls()
    titles = titles_of([call.pk for call in calls], page_language())
    form = start(
        request,
        NominationForm,
        initial={"language": page_language(), "call": request.GET.get("call", "")},
        voices=_voices(request),
        calls=[(call.slug, titles.get(call.pk, call.slug)) for call in calls],
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        voice, _colon, iso3 = data["voice"].partition(":")
        try:
            nominations.nominate(
                call=next(call for call in calls if call.slug == data["call"]),
                voice=voice,
                country=Country.objects.filter(iso3=iso3).first() if iso3 else None,
                institution=data.get("institution", ""),
                name=data["name"],
                email=data["email"],
                language=data["language"],
                reason=data["reason"],
                by=request.user,
            )
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The nomination is sent to %(name)s.") % {"name": data["name"]})
            return redirect("expertise:nominations")
    return render(
        request,
        "expertise/person/nominate.html",
        {"form": form, "calls": calls},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Take a nomination back."""
    row = get_object_or_404(nominations_by(request.user), code=code)
    try:
        nominations.revoke(nomination=row, by=request.user)
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The nomination is taken back; its link opens nothing any more."))
    return redirect("expertise:nominations")


@require_http_methods(["GET", "HEAD", "POST"])
def nominated_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page a nomination's link opens. A button accepts (signed in) or declines. 410 once it is closed."""
    row = nominations.find(token)
    if row is None:
        raise Http404
    refusal = ""
    declined = False
    if request.method == "POST":
        try:
            if "decline" in request.POST:
                by = request.user if request.user.is_authenticated else None
                nominations.decline(nomination=row, by=by)
                declined = True
            elif request.user.is_authenticated:
                candidacy = nominations.accept(nomination=row, by=request.user)
                messages.success(request, _("Thank you. Your application is begun: you can stop at any time."))
                return redirect("expertise:candidacy", candidacy.call.slug)
        except Refused as error:
            refusal = error.message
    here = urlencode({"next": request.path})
    names = country_names(page_language())
    context = {
        "nomination": row,
        "voice": names.get(row.country_id or 0, row.institution),
        "call_title": call_title(row.call_id, page_language()),
        "declined": declined,
        "refusals": [("main", refusal)] if refusal else [],
        "page_errors": bool(refusal),
        "sign_in_url": f"{reverse('account_login')}?{here}",
        "sign_up_url": f"{reverse('account_signup')}?{here}",
    }
    status = 200 if row.is_open or declined else 410
    return render(request, "expertise/person/nominated.html", context, status=status)


@login_required
@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answer a nomination to one of the reader's own addresses from the expert's home, without its link."""
    row = nominations_to(request.user).filter(code=code).first()
    if row is None:
        raise Http404
    try:
        if "decline" in request.POST:
            nominations.decline(nomination=row, by=request.user)
            messages.success(request, _("You have declined the nomination."))
            return redirect("expertise:home")
        candidacy = nominations.accept(nomination=row, by=request.user)
    except Refused as error:
        messages.error(request, error.message)
        return redirect("expertise:home")
    return redirect("expertise:candidacy", candidacy.call.slug)
