"""The team of a Party: who is in it, who is invited, who stands in, and what has changed."""

from typing import Any

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import services, standing
from portal.accounts.forms import HandOverForm, InvitationForm, language_now
from portal.accounts.models import Invitation, Membership
from portal.accounts.queries import open_invitations
from portal.accounts.queries import team as members_of_team
from portal.accounts.resume import keeps_typed, start
from portal.activity.queries import of_parties
from portal.reference.models import Country
from portal.reference.queries import country_names

LOG_SHOWN = 20


def _party(request: HttpRequest, iso3: str, perm: str) -> Country:
    """The Party of the address, for who may; to everybody else it does not exist."""
    country = Country.objects.filter(iso3=iso3.upper()).first()
    if country is None or iso3 != iso3.lower() or not rules.has_perm(perm, request.user, country):
        raise Http404
    country.shown_name = country_names(language_now()).get(country.pk, country.iso3)  # type: ignore[attr-defined]
    return country


@login_required
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """To the reader's team; the list of them when there are several."""
    countries = list(Country.objects.filter(pk__in=standing.of(request.user).parties))
    if not countries:
        raise Http404
    if len(countries) == 1:
        return redirect("programme:team", iso3=countries[0].iso3.lower())
    names = country_names(language_now())
    rows = sorted((names.get(country.pk, country.iso3), country.iso3.lower()) for country in countries)
    return render(request, "programme/workspace_teams.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, iso3: str) -> HttpResponse:
    """The members, the open invitations and the log; the acts of who manages the team."""
    country = _party(request, iso3, "accounts.see_team")
    refusal = ""
    if request.method == "POST":
        refusal = _act(request, country)
        if not refusal:
            return redirect(request.path)
    members = list(members_of_team(country.pk))
    manages = rules.has_perm("accounts.manage_team", request.user, country)
    context = {
        "country": country,
        "members": members,
        "me": next((place for place in members if place.user_id == request.user.pk), None),
        "manages": manages,
        "may_invite": rules.has_perm("accounts.invite", request.user, country),
        "invitations": list(open_invitations(country_id=country.pk)),
        "entries": of_parties([country.pk], families=["membership", "invitation"])[:LOG_SHOWN],
        "refusals": [("main", refusal)] if refusal else [],
        "page_errors": bool(refusal),
    }
    return render(request, "programme/workspace_team.html", context)


def _act(request: HttpRequest, country: Country) -> str:
    """One button of the team page. The words of the refusal, or nothing when it is done."""
    act, wanted = request.POST.get("act", ""), request.POST.get("on", "")
    if not wanted.isdecimal():
        raise Http404
    try:
        if act == "revoke":
            invitation = Invitation.objects.filter(pk=wanted, country=country).first() or _nothing()
            services.revoke_invitation(invitation=invitation, by=request.user)
            messages.success(request, _("The invitation is taken back."))
            return ""
        place = Membership.objects.filter(pk=wanted, country=country).first() or _nothing()
        if act == "deputy":
            services.make_deputy(membership=place, by=request.user)
        elif act == "undeputy":
            services.unmake_deputy(membership=place, by=request.user)
        elif act == "end":
            services.end_membership(membership=place, by=request.user, reason=request.POST.get("reason", ""))
        else:
            raise Http404
    except services.Refused as refusal:
        return str(refusal)
    except PermissionDenied as denied:
        raise Http404 from denied
    messages.success(request, _("Done."))
    return ""


def _nothing() -> Any:
    raise Http404


@keeps_typed
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, iso3: str) -> HttpResponse:
    """Invite a colleague by e-mail."""
    country = _party(request, iso3, "accounts.invite")
    own = members_of_team(country.pk).filter(user=request.user).first()
    known = {"language": language_now(), "institution": own.institution if own else "", "kind": "writer"}
    form = start(request, InvitationForm, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(country=country, by=request.user, **form.cleaned_data)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The invitation is on its way. It is open for 14 days."))
            return redirect("programme:team", iso3=iso3)
    return render(request, "programme/workspace_invite.html", {"form": form, "country": country})


@keeps_typed
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, iso3: str) -> HttpResponse:
    """Pass the part of focal point to a colleague: one's own, or, for a deputy, that of the focal point."""
    country = _party(request, iso3, "accounts.manage_team")
    members = list(members_of_team(country.pk))
    focal = [place for place in members if place.is_focal]
    giver = next((place for place in focal if place.user_id == request.user.pk), focal[0] if focal else None)
    writers = [place for place in members if place.kind == Membership.Kind.WRITER and not place.is_focal]
    form = start(request, HandOverForm, colleagues=writers)
    if giver is None or giver.user_id != request.user.pk:
        del form.fields["leave"]
    if request.method == "POST" and giver is not None and form.is_valid():
        receiver = next(place for place in writers if str(place.pk) == form.cleaned_data["receiver"])
        try:
            services.hand_over(
                giver=giver,
                receiver=receiver,
                by=request.user,
                reason=form.cleaned_data["reason"],
                leave=bool(form.cleaned_data.get("leave")),
            )
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The part of focal point has passed on. Both of you are told by e-mail."))
            return redirect("programme:workspace")
    context = {"form": form, "country": country, "giver": giver, "colleagues": writers}
    return render(request, "programme/workspace_hand_over.html", context)
