"""Calls in the office: the form, the grid, what is missing, publication and closing."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.telling import tell
from portal.office import OfficeModelAdmin, OfficeStackedInline, OfficeTabularInline, Tool, register
from portal.ui.pages import bump_content

from ..call_check import check_list
from ..forms.grid import DefaultCallForm, GridForm
from ..models import Call, CallGate, CallText, Criterion, Round
from ..queries import titles_of
from ..rules_process import is_secretariat
from ..services import calls as services
from .common import page, secretariat_only


def _may_write(user: Any, call: Any = None) -> bool:
    return not reason_against("applications.edit_call", user, call)


def _may_write_grid(user: Any, call: Any = None) -> bool:
    """Conditions, criteria and scale stay as published."""
    return _may_write(user) and (call is None or not call.is_locked)


class TextInline(OfficeStackedInline):
    model = CallText
    max_num = 6


class RoundInline(OfficeTabularInline):
    model = Round
    may_delete = _may_write_grid


class GateInline(OfficeTabularInline):
    model = CallGate
    may_add = may_change = may_delete = _may_write_grid


class CriterionInline(OfficeTabularInline):
    model = Criterion
    fields = ("position", "code", "label", "weight")
    readonly_fields = ("label",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("texts")

    @staticmethod
    @admin.display(description=gettext_lazy("criterion"))
    def label(criterion: Criterion) -> str:
        """Its name in the language of the reader, else in any."""
        names = {text.language: text.label for text in criterion.texts.all()} if criterion.pk else {}
        return names.get(get_language() or "en") or next(iter(names.values()), "–")

    may_add = may_change = may_delete = _may_write_grid


@register(Call)
class CallAdmin(OfficeModelAdmin):
    """A draft is written here; its state changes by the buttons alone. Nothing is deleted."""

    may_view = lambda user, obj=None: is_secretariat(user)  # noqa: E731
    may_add = _may_write
    may_change = _may_write

    def heading(self, obj: Call) -> str:
        return titles_of([obj.pk], get_language() or "en").get(obj.pk) or obj.slug

    list_display = ("slug", "state", "opens_at", "closes_at", "places_total", "grid_adopted")
    search_fields = ("slug", "texts__title")
    inlines = (TextInline, RoundInline, GateInline, CriterionInline)
    fieldsets = (
        (None, {"fields": ("slug", ("opens_at", "closes_at"))}),
        (
            gettext_lazy("What is given"),
            {"fields": ("places_total", "places_per_year", "ceiling_logistics", ("min_months", "max_months"))},
        ),
        (
            gettext_lazy("How it is judged"),
            {
                "fields": (
                    "threshold",
                    "top_level",
                    "assessors_per_file",
                    "days_to_assess",
                    "spread_flag",
                    "grid_adopted",
                )
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address and the scale are fixed by publication."""
        return ("slug", "opens_at", "threshold", "top_level", "assessors_per_file") if obj and obj.is_locked else ()

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/check/", view(check_view), name="applications_call_check"),
            path("<int:pk>/grid/", view(grid_view), name="applications_call_grid"),
            path("<int:pk>/publish/", view(publish_view), name="applications_call_publish"),
            path("<int:pk>/close/", view(close_view), name="applications_call_close"),
            path("default/", view(default_view), name="applications_call_default"),
            *super().get_urls(),
        ]

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        if not _may_write(request.user):
            return []
        return [Tool(_("New call from the default grid"), reverse("admin:applications_call_default"))]

    def object_tools(self, request: HttpRequest, obj: Any) -> list[Tool]:
        tools = [
            Tool(_("Grid and levels"), reverse("admin:applications_call_grid", args=[obj.pk])),
            Tool(
                _("Check and publish"), reverse("admin:applications_call_check", args=[obj.pk]), primary=obj.is_draft
            ),
        ]
        if not obj.is_draft:
            tools.append(Tool(_("Public page"), reverse("applications:call", args=[obj.slug])))
        return tools

    def save_model(self, request: HttpRequest, obj: Call, form: Any, change: bool) -> None:
        """A new call is a draft of the person who makes it; public pages are written anew."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        bump_content()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        bump_content()


def _call(pk: int) -> Call:
    call = Call.objects.filter(pk=pk).first()
    if call is None:
        raise Http404
    return call


@secretariat_only
def check_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What is there, what is missing, and the button when nothing is."""
    call = _call(pk)
    points = check_list(call, timezone.now())
    return page(
        request,
        "call_check.html",
        _("Check and publish"),
        {
            "call": call,
            "points": points,
            "ready": call.is_draft and all(point.done for point in points),
            "reason": reason_against("applications.publish_call", request.user, call),
        },
    )


@secretariat_only
def grid_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The names, the guidance and the meaning of each level, in every language; one criterion at a time."""
    call = _call(pk)
    criteria = list(call.criteria.prefetch_related("texts", "levels__texts"))
    code = request.POST.get("criterion") or request.GET.get("criterion") or (criteria[0].code if criteria else "")
    chosen = next((row for row in criteria if row.code == code), None)
    form = None
    if chosen is not None:
        form = GridForm(request.POST if request.method == "POST" else None, criterion=chosen)
        posted = request.method == "POST" and form.is_valid()
        if posted and tell(request, _("Saved."), lambda: form.save(by=request.user)):
            return redirect(f"{reverse('admin:applications_call_grid', args=[pk])}?criterion={code}")
    return page(
        request,
        "call_grid.html",
        _("Grid and levels"),
        {
            "call": call,
            "criteria": criteria,
            "chosen": chosen,
            "form": form,
            "total": sum(row.weight for row in criteria),
            "may_write": _may_write_grid(request.user, call),
        },
    )


@secretariat_only
def publish_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A button only."""
    call = _call(pk)
    if request.method != "POST":
        raise Http404
    tell(request, _("The call is published."), lambda: services.publish(call=call, by=request.user))
    return redirect("admin:applications_call_check", pk=pk)


@secretariat_only
def close_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A button only, with the reason."""
    call = _call(pk)
    if request.method != "POST":
        raise Http404
    reason = request.POST.get("reason", "")
    tell(request, _("The call is closed."), lambda: services.close(call=call, by=request.user, reason=reason))
    return redirect("admin:applications_call_check", pk=pk)


@secretariat_only
def default_view(request: HttpRequest) -> HttpResponse:
    """A draft with the default texts, conditions and grid, to be changed before it is published."""
    if not _may_write(request.user):
        raise Http404
    form = DefaultCallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = services.create_default(by=request.user, **form.values())
        messages.success(request, _("The draft is made. Read it, change it, then publish."))
        return redirect("admin:applications_call_change", call.pk)
    return page(request, "call_default.html", _("New call from the default grid"), {"form": form})
