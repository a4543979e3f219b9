"""Assistances in the office: the list, one of them, opening it, its needs."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications import states as application_states
from applications.models import Application
from portal.accounts.questions import reason_against
from portal.accounts.rules import is_staff_member
from portal.accounts.services.refusals import Refused
from portal.office import ReadOnlyAdmin, register
from portal.reference.queries import country_names

from .. import queries, situation, states
from ..forms.assistance import NeedForm, OpenForm
from ..models import Assistance, Need, Offer, Shortlist
from ..rules import visible_to
from ..services import assistances, needs
from .common import assistance_at, in_office, need_at, page, posted, reading, staff_only, tell

PER_PAGE = 50
MONTHS = timedelta(days=365)
VIEWS = ("propose", "party", "offer", "confirm")


@register(Assistance)
class AssistanceAdmin(ReadOnlyAdmin):
    """Pages of our own; there is no form of the row itself."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(list_view), name="roadmaps_assistances"),
            path("", view(list_view), name="roadmaps_assistance_changelist"),
            path("open/<slug:ref>/", view(open_view), name="roadmaps_open"),
            path("<slug:reference>/", view(one_view), name="roadmaps_assistance"),
            path("<slug:reference>/change/", view(change_view), name="roadmaps_assistance_period"),
            path("<slug:reference>/need/", view(add_need), name="roadmaps_need_add"),
        ]


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
            made = assistances.open(application=application, actor=request.user, **form.cleaned_data)
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
            "subtitle": f"{application.ref} · {_name(application.country_id)}",
            "lead": _("The needs are taken from the application; you can change them until a shortlist is shared."),
            "bar": reason_against("roadmaps.open_assistance", request.user, application),
            "button": _("Open the assistance"),
            "back": "admin:roadmaps_assistances",
        },
        status=422 if form.errors else 200,
    )


def _name(country_id: int) -> str:
    return country_names(get_language() or "en").get(country_id, "")


@reading
def one_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One assistance: its needs with whose turn it is, its missions, what happened."""
    assistance = assistance_at(request, reference)
    rows = [
        {"need": need, "now": situation.of_need(need), "codes": need.activities.split()}
        for need in queries.needs_with_selection(assistance)
    ]
    return page(
        request,
        "assistance.html",
        f"{_name(assistance.country_id)} · {assistance.reference}",
        {
            "assistance": assistance,
            "party": _name(assistance.country_id),
            "needs": rows,
            "missions": list(queries.missions_of_assistance(assistance)),
            "entries": list(queries.history_of(assistance, for_party=False)[:60]),
            "bar": reason_against("roadmaps.prepare_selection", request.user, assistance),
            "is_staff": is_staff_member(request.user),
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
            assistances.change(assistance=assistance, actor=request.user, **form.cleaned_data)
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


@staff_only
def add_need(request: HttpRequest, reference: str) -> HttpResponse:
    """A further need."""
    assistance = assistance_at(request, reference)
    initial = {"starts_on": assistance.starts_on, "ends_on": assistance.ends_on, "mode": Need.Mode.BOTH}
    form = NeedForm(request.POST) if request.method == "POST" else NeedForm(initial=initial)
    if form.is_valid():
        try:
            need = needs.add(assistance=assistance, actor=request.user, **form.values())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("admin:roadmaps_selection", code=need.code)
    return _need_page(request, form, assistance, _("A further need"), reverse_to=assistance.reference)


@staff_only
def change_need(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is needed, while nobody is choosing."""
    need = need_at(request, code)
    form = NeedForm(request.POST, need=need) if request.method == "POST" else NeedForm(need=need)
    if form.is_valid():
        try:
            needs.change(need=need, actor=request.user, **form.values())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("admin:roadmaps_selection", code=need.code)
    return _need_page(request, form, need.assistance, need.title, reverse_to=need.assistance.reference)


def _need_page(
    request: HttpRequest, form: NeedForm, assistance: Assistance, title: str, *, reverse_to: str
) -> HttpResponse:
    return page(
        request,
        "form.html",
        title,
        {
            "form": form,
            "subtitle": f"{assistance.reference} · {_name(assistance.country_id)}",
            "bar": reason_against("roadmaps.prepare_selection", request.user, assistance),
            "button": _("Save"),
            "back": "admin:roadmaps_assistance",
            "back_args": reverse_to,
        },
        status=422 if form.errors else 200,
    )


@staff_only
def cancel_need(request: HttpRequest, code: str) -> HttpResponse:
    """No longer sought; a button with its reason."""
    posted(request)
    need = need_at(request, code)
    tell(
        request,
        _("The need is cancelled."),
        lambda: needs.cancel(need=need, actor=request.user, reason=request.POST.get("reason", "")[:1000]),
    )
    return redirect("admin:roadmaps_selection", code=need.code)
