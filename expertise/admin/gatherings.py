"""Meetings and trainings in the office: the form, the people invited, who took part, certificates."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.accounts.telling import tell
from portal.documents.serving import serve
from portal.office import OfficeModelAdmin, OfficeStackedInline, Tool, register

from ..models import Attendance, Expert, Gathering, GatheringText
from ..queries_community import titles_of
from ..services import gatherings as services
from .common import button_only, in_office, may_manage, office_only, page
from .expert_list import chosen

State = Gathering.State


def _may_write(user: Any, gathering: Any = None) -> bool:
    """Until it is over or cancelled."""
    return may_manage(user) and (gathering is None or gathering.state in (State.DRAFT, State.ANNOUNCED))


class TextInline(OfficeStackedInline):
    model = GatheringText
    max_num = 6


@register(Gathering)
class GatheringAdmin(OfficeModelAdmin):
    """Made and changed here; announced, cancelled and held by the buttons of its page of people."""

    may_view = in_office
    may_add = _may_write
    may_change = _may_write
    list_display = ("__str__", "state", "starts_at", "place")
    list_filter = ("kind", "state")
    search_fields = ("code", "texts__title", "place")
    inlines = (TextInline,)
    fields = ("kind", ("starts_at", "ends_at"), "place", "online_link")

    def heading(self, obj: Gathering) -> str:
        return titles_of([obj.pk], get_language() or "en").get(obj.pk) or str(obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A link typed without its scheme is taken as https."""
        more = {"assume_scheme": "https"} if isinstance(db_field, models.URLField) else {}
        return super().formfield_for_dbfield(db_field, request, **more, **kwargs)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("choose/", view(choose_view), name="expertise_gathering_choose"),
            path("<int:pk>/people/", view(people_view), name="expertise_gathering_people"),
            path("<int:pk>/everybody/", view(everybody_view), name="expertise_gathering_everybody"),
            path("<int:pk>/announce/", view(announce_view), name="expertise_gathering_announce"),
            path("<int:pk>/cancel/", view(cancel_view), name="expertise_gathering_cancel"),
            path("<int:pk>/held/", view(held_view), name="expertise_gathering_held"),
            path("certificates/<int:pk>/", view(certificate_view), name="expertise_gathering_certificate"),
            *super().get_urls(),
        ]

    def object_tools(self, request: HttpRequest, obj: Any) -> list[Tool]:
        shared = f"{reverse('admin:expertise_shareddocument_share')}?gathering={obj.pk}"
        tools = [Tool(_("People"), reverse("admin:expertise_gathering_people", args=[obj.pk]), primary=True)]
        return [*tools, Tool(_("Share a document"), shared)] if may_manage(request.user) else tools

    def save_model(self, request: HttpRequest, obj: Gathering, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever is coming hears of another date or place."""
        super().save_related(request, form, formsets, change)
        told = services.tell_change(gathering=form.instance, changed=form.changed_data, by=request.user)
        if told:
            words = ngettext(
                "%(number)s person is told of the change.", "%(number)s people are told of the change.", told
            )
            messages.info(request, words % {"number": told})


def _gathering(pk: int) -> Gathering:
    found = Gathering.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@office_only
def people_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is invited and what they answered; the acts that are possible now."""
    gathering = _gathering(pk)
    rows = list(gathering.attendances.select_related("expert", "certificate", "job"))
    begun = gathering.starts_at <= timezone.now()
    context = {
        "gathering": gathering,
        "heading": titles_of([pk], get_language() or "en").get(pk) or str(gathering),
        "rows": rows,
        "states": [(label, sum(1 for row in rows if row.state == code)) for code, label in Attendance.State.choices],
        "documents": gathering.documents.filter(withdrawn_at__isnull=True).select_related("stored_file"),
        "may_manage": may_manage(request.user),
        "may_invite": gathering.state in (State.DRAFT, State.ANNOUNCED) and not begun,
        "may_mark": gathering.state in (State.ANNOUNCED, State.HELD) and begun,
        "may_cancel": gathering.state in (State.DRAFT, State.ANNOUNCED),
        "query": f"{reverse('admin:expertise_experts')}?view=members",
    }
    return page(request, "gathering_people.html", str(context["heading"]), context)


@office_only
def choose_view(request: HttpRequest) -> HttpResponse:
    """From the list of experts: to which gathering those chosen are invited."""
    if not may_manage(request.user):
        raise Http404
    people = [one for one in chosen(request) if one.is_member]
    open_ones = list(
        Gathering.objects.filter(state__in=[State.DRAFT, State.ANNOUNCED], starts_at__gt=timezone.now()).order_by(
            "starts_at", "pk"
        )
    )
    if request.method == "POST":
        found = next((one for one in open_ones if str(one.pk) == request.POST.get("gathering")), None)
        if found is None:
            messages.error(request, _("Choose a meeting or training."))
        elif tell(request, _("Invited."), lambda: _invite(request, found, people)):
            return redirect("admin:expertise_gathering_people", pk=found.pk)
    titles = titles_of((one.pk for one in open_ones), get_language() or "en")
    context = {
        "people": people,
        "gatherings": [(one, titles.get(one.pk, str(one))) for one in open_ones],
        "query": request.GET.urlencode(),
    }
    return page(request, "gathering_choose.html", _("Invite to a meeting or training"), context)


def _invite(request: HttpRequest, gathering: Gathering, people: list[Expert]) -> None:
    number = services.invite(gathering=gathering, experts=people, by=request.user)
    words = ngettext("%(number)s person is new on the list.", "%(number)s people are new on the list.", number)
    messages.info(request, words % {"number": number})


@button_only
def everybody_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite every active member."""
    gathering = _gathering(pk)
    people = list(Expert.objects.on_roster().filter(state="active").select_related("user"))
    tell(request, _("Every active member is on the list."), lambda: _invite(request, gathering, people))
    return redirect("admin:expertise_gathering_people", pk=pk)


@button_only
def announce_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the invitations."""
    gathering = _gathering(pk)
    tell(
        request,
        _("Announced: the invitations are on their way."),
        lambda: services.announce(gathering=gathering, by=request.user),
    )
    return redirect("admin:expertise_gathering_people", pk=pk)


@button_only
def cancel_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, with the reason."""
    gathering, reason = _gathering(pk), request.POST.get("reason", "")
    tell(
        request,
        _("Cancelled: whoever was invited is told."),
        lambda: services.cancel(gathering=gathering, by=request.user, reason=reason),
    )
    return redirect("admin:expertise_gathering_people", pk=pk)


@button_only
def held_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Who took part; the others did not come."""
    gathering = _gathering(pk)
    present = [int(key) for key in request.POST.getlist("present") if key.isdecimal()]
    tell(
        request,
        _("Written down. Certificates of a training are being made."),
        lambda: services.mark(gathering=gathering, present=present, by=request.user),
    )
    return redirect("admin:expertise_gathering_people", pk=pk)


@office_only
def certificate_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One certificate as a download."""
    found = Attendance.objects.filter(pk=pk).select_related("certificate__stored_file").first()
    if found is None or found.certificate is None:
        raise Http404
    return serve(found.certificate.stored_file)
