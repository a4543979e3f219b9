"""Assistances in the office: the list, one of them, opening it."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications import states as application_states
from applications.models import Application
from portal.accounts.questions import reason_against
from portal.accounts.rules import is_staff_member
from portal.accounts.services.refusals import Refused
from portal.documents.services import UploadRefused, keep, kept_by
from portal.reference.languages import page_language
from portal.reference.queries import country_names

from ..assistance.board import warnings_of
from ..assistance.queries import plan_rows
from ..assistance.risk_kinds import KIND_OF
from ..assistance.timeline import draw
from ..assistance.warning_words import address, sentence
from ..forms.assistance import OpenForm, TakeOverForm, TakeOverMissionForm
from ..models import Assistance, Need, Offer, Roadmap, Shortlist
from ..selection import queries, situation, states
from ..selection.rules import visible_to
from ..services import assistances
from ..services.assistance.takeover import take_over, take_over_mission
from ..views.assistance.acting import saved
from .common import assistance_at, page, reading, staff_only

PER_PAGE = 50
VIEWS = ("propose", "party", "offer", "confirm")


def _of_view(rows: QuerySet[Assistance], view: str) -> QuerySet[Assistance]:
    """Assistances with a need in this situation."""
    lists = Shortlist.objects.filter(need=OuterRef("pk")).exclude(state=states.CLOSED)
    offers = Offer.objects.filter(need=OuterRef("pk"), state__in=states.OFFER.active)
    found = Need.objects.filter(assistance=OuterRef("pk"), state=Need.State.OPEN).annotate(
        with_party=Exists(lists.filter(state=states.WITH_PARTY)),
        ranked=Exists(lists.filter(state=states.ANSWERED)),
        offered=Exists(offers),
        to_confirm=Exists(offers.filter(state=states.ACCEPTED, secretariat_at__isnull=True)),
    )
    narrowed = {
        "propose": {"with_party": False, "ranked": False, "offered": False},
        "party": {"with_party": True},
        "offer": {"ranked": True, "offered": False},
        "confirm": {"to_confirm": True},
    }
    return rows.filter(Exists(found.filter(**narrowed[view]))) if view in narrowed else rows


@reading
def list_view(request: HttpRequest) -> HttpResponse:
    """Assistances, fifty a page; above them the selected applications that wait for theirs."""
    language = get_language() or "en"
    view = request.GET.get("view", "") if request.GET.get("view") in VIEWS else ""
    seen = visible_to(request.user)
    rows = _of_view(seen, view).select_related("country", "officer", "application").order_by("-opened_at", "-pk")
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    numbers = queries.numbers_of(found)
    names = country_names(language)
    waiting = list(queries.selected_without_assistance()) if is_staff_member(request.user) else []
    return page(
        request,
        "assistances.html",
        _("Assistances"),
        {
            "rows": [{"one": row, "party": names.get(row.country_id, ""), **numbers[row.pk]} for row in found],
            "found": found,
            "count": found.paginator.count,
            "waiting": [
                {
                    "one": row,
                    "party": names.get(row.country_id, ""),
                    "bar": reason_against("roadmaps.open_assistance", request.user, row),
                }
                for row in waiting
            ],
            "view": view,
            "is_staff": is_staff_member(request.user),
            "tabs": [
                ("", _("All")),
                ("propose", _("Experts to propose")),
                ("party", _("With the Party")),
                ("offer", _("Offer to make")),
                ("confirm", _("To confirm")),
            ],
        },
    )


@staff_only
def open_view(request: HttpRequest, ref: str) -> HttpResponse:
    """Open the assistance of a selected application: its dates and its officer; the rest is known."""
    application = (
        Application.objects.filter(state=application_states.SELECTED)
        .at_address(ref)
        .select_related("country", "current_version")
        .first()
    )
    if application is None:
        raise Http404
    known = Assistance.objects.filter(application=application).first()
    if known is not None:
        return redirect("admin:roadmaps_assistance", reference=known.reference)
    version = application.current_version
    begins = max(timezone.localdate(), getattr(version, "start", None) or timezone.localdate())
    months = getattr(version, "months", None) or 12
    initial = {
        "starts_on": begins,
        "ends_on": begins + timedelta(days=round(months * 30.4)),
        "officer": request.user.pk,
    }
    form = OpenForm(request.POST) if request.method == "POST" else OpenForm(initial=initial)
    if form.is_valid():
        try:
            made = assistances.open(application=application, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The assistance is open; the Party is told."))
            return redirect("admin:roadmaps_assistance", reference=made.reference)
    return page(
        request,
        "form.html",
        _("Open the assistance"),
        {
            "form": form,
            "subtitle": f"{application.ref} · {party_of(application.country_id)}",
            "lead": _("The needs are taken from the application; you can change them until a shortlist is shared."),
            "bar": reason_against("roadmaps.open_assistance", request.user, application),
            "button": _("Open the assistance"),
            "back": "admin:roadmaps_assistances",
        },
        status=422 if form.errors else 200,
    )


def _keep_file(request: HttpRequest, form: TakeOverForm) -> None:
    """After a refusal the file sent with it is kept, unless the file itself was what was wrong."""
    upload = request.FILES.get("file")
    if upload is None or "file" in form.errors:
        return
    try:
        form.hold(keep(upload=upload, by=request.user))
    except UploadRefused as error:
        form.add_error("file", error.message)


@staff_only
def take_over_view(request: HttpRequest) -> HttpResponse:
    """An assistance decided before the portal held it, with the file of its decision."""
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TakeOverForm(*bound, initial={"officer": request.user.pk})
    made: list[Assistance] = []
    kept = kept_by(request.user, request.POST.get("kept"))
    if kept is not None:
        form.hold(kept)

    def act(*, kept: str, file: Any, **values: Any) -> None:
        made.append(take_over(by=request.user, file=file or kept_by(request.user, kept), **values))

    if form.is_bound and saved(form, act):
        messages.success(request, _("The assistance is taken over; the Party is told."))
        return redirect("admin:roadmaps_assistance", reference=made[0].reference)
    _keep_file(request, form)
    return page(
        request,
        "form.html",
        _("Take over an assistance"),
        {
            "form": form,
            "lead": _("One that was decided before the portal held it, without an application here."),
            "bar": reason_against("roadmaps.open_assistance", request.user),
            "button": _("Take over"),
            "back": "admin:roadmaps_assistances",
        },
        status=422 if form.errors else 200,
    )


@staff_only
def take_over_mission_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A mission agreed before the portal held the assistance."""
    assistance = assistance_at(request, reference)
    form = TakeOverMissionForm(request.POST) if request.method == "POST" else TakeOverMissionForm()
    act = partial(take_over_mission, assistance=assistance, by=request.user)
    if form.is_bound and saved(form, act):
        messages.success(request, _("The mission is taken over."))
        return redirect("admin:roadmaps_assistance", reference=assistance.reference)
    return page(
        request,
        "form.html",
        _("Take over a mission"),
        {
            "form": form,
            "subtitle": assistance.reference,
            "lead": _("One that the Party and the Secretariat had agreed before."),
            "bar": reason_against("roadmaps.open_assistance", request.user, assistance),
            "button": _("Take over"),
            "back": "admin:roadmaps_assistance",
            "back_args": assistance.reference,
        },
        status=422 if form.errors else 200,
    )


def party_of(country_id: int) -> str:
    return country_names(get_language() or "en").get(country_id, "")


@reading
def one_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One assistance: its needs with whose turn it is, its missions, what happened."""
    assistance = assistance_at(request, reference)
    plan = plan_rows(assistance, page_language())
    rows = [
        {"need": need, "now": situation.of_need(need), "codes": need.activities.split()}
        for need in queries.needs_with_selection(assistance)
    ]
    party, iso3 = party_of(assistance.country_id), assistance.country.iso3
    return page(
        request,
        "assistance.html",
        f"{party} · {assistance.reference}",
        {
            "assistance": assistance,
            "rows": plan,
            "timeline": draw(plan, timezone.localdate()),
            "party": party,
            "needs": rows,
            "has_roadmap": Roadmap.objects.filter(country=assistance.country_id, is_current=True).exists(),
            "missions": list(queries.missions_of_assistance(assistance)),
            "entries": list(queries.history_of(assistance, for_party=False)[:60]),
            "bar": reason_against("roadmaps.prepare_selection", request.user, assistance),
            "is_staff": is_staff_member(request.user),
            "warnings": [
                (one, sentence(one), address(assistance.reference, iso3, party, one), one.code in KIND_OF)
                for one in warnings_of(assistance)
            ],
        },
    )


@staff_only
def change_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Another period, another officer in charge."""
    assistance = assistance_at(request, reference)
    initial = {
        "starts_on": assistance.starts_on,
        "ends_on": assistance.ends_on,
        "officer": assistance.officer_id,
    }
    form = OpenForm(request.POST) if request.method == "POST" else OpenForm(initial=initial)
    if form.is_valid():
        try:
            assistances.change(assistance=assistance, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The change is kept."))
            return redirect("admin:roadmaps_assistance", reference=assistance.reference)
    return page(
        request,
        "form.html",
        _("Period and officer"),
        {
            "form": form,
            "subtitle": assistance.reference,
            "bar": reason_against("roadmaps.open_assistance", request.user, assistance),
            "button": _("Save"),
            "back": "admin:roadmaps_assistance",
            "back_args": assistance.reference,
        },
        status=422 if form.errors else 200,
    )
