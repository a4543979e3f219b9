"""Calls for experts in the office: the form, the rules with their words, publication and closing."""

from typing import Any

from django.contrib import messages
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
from ..forms.call import DefaultExpertCallForm, RuleTextsForm
from ..models import ExpertCall, ExpertCallAim, ExpertCallText, VettingRule
from ..queries_office import call_titles
from ..services import calls as services
from .common import button_only, in_office, may_manage, office_only, page


def _may_write_rules(user: Any, call: Any = None) -> bool:
    """Rules stay as published."""
    return may_manage(user, call) and (call is None or call.is_draft)


class TextInline(OfficeStackedInline):
    model = ExpertCallText
    max_num = 6


class AimInline(OfficeTabularInline):
    model = ExpertCallAim
    may_delete = may_manage


class RuleInline(OfficeTabularInline):
    model = VettingRule
    may_add = may_change = may_delete = _may_write_rules


@register(ExpertCall)
class ExpertCallAdmin(OfficeModelAdmin):
    """A draft is written here; its state changes by the buttons alone. Nothing is deleted."""

    may_view = in_office
    may_add = may_manage
    may_change = may_manage
    list_display = ("slug", "state", "opens_at", "closes_at", "places")
    list_filter = ("state",)
    search_fields = ("slug", "texts__title")
    inlines = (TextInline, AimInline, RuleInline)
    fieldsets = (
        (None, {"fields": ("slug", ("opens_at", "closes_at"), "places")}),
        (gettext_lazy("What is given and asked"), {"fields": ("term_years", "referees")}),
    )

    def heading(self, obj: ExpertCall) -> str:
        return call_titles([obj.pk], get_language() or "en").get(obj.pk) or obj.slug

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address, the term and the referees are fixed by publication."""
        return ("slug", "opens_at", "term_years", "referees") if obj and not obj.is_draft else ()

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("default/", view(default_view), name="expertise_expertcall_default"),
            path("<int:pk>/check/", view(check_view), name="expertise_expertcall_check"),
            path("<int:pk>/rules/", view(rules_view), name="expertise_expertcall_rules"),
            path("<int:pk>/publish/", view(publish_view), name="expertise_expertcall_publish"),
            path("<int:pk>/close/", view(close_view), name="expertise_expertcall_close"),
            *super().get_urls(),
        ]

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        if not may_manage(request.user):
            return []
        return [Tool(_("New call from the default rules"), reverse("admin:expertise_expertcall_default"))]

    def object_tools(self, request: HttpRequest, obj: Any) -> list[Tool]:
        listed = f"{reverse('admin:expertise_candidacies')}?call={obj.slug}"
        tools = [
            Tool(_("Words of the rules"), reverse("admin:expertise_expertcall_rules", args=[obj.pk])),
            Tool(
                _("Check and publish"),
                reverse("admin:expertise_expertcall_check", args=[obj.pk]),
                primary=obj.is_draft,
            ),
        ]
        if not obj.is_draft:
            tools.append(Tool(_("Applications of experts"), listed))
            tools.append(Tool(_("Public page"), reverse("expertise:call", args=[obj.slug])))
        return tools

    def save_model(self, request: HttpRequest, obj: ExpertCall, form: Any, change: bool) -> None:
        """A new call is a draft of the person who makes it; public pages are written anew."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        bump_content()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        bump_content()


def _call(pk: int) -> ExpertCall:
    call = ExpertCall.objects.filter(pk=pk).first()
    if call is None:
        raise Http404
    return call


@office_only
def check_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What is there, what is missing, and the button when nothing is."""
    call = _call(pk)
    points = check_list(call, timezone.now())
    context = {
        "call": call,
        "points": points,
        "ready": call.is_draft and all(point.done for point in points),
        "reason": reason_against("expertise.manage_calls", request.user, call),
    }
    return page(request, "call_check.html", _("Check and publish"), context)


@office_only
def rules_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of every rule in every language."""
    call = _call(pk)
    rules = list(call.rules.prefetch_related("texts"))
    form = RuleTextsForm(request.POST if request.method == "POST" else None, rules=rules)
    posted = request.method == "POST" and form.is_valid()
    if posted and tell(request, _("Saved."), lambda: form.save(actor=request.user)):
        return redirect("admin:expertise_expertcall_rules", pk=pk)
    context = {"call": call, "rules": rules, "form": form, "may_write": _may_write_rules(request.user, call)}
    return page(request, "call_rules.html", _("Words of the rules"), context)


@button_only
def publish_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A button only."""
    call = _call(pk)
    tell(request, _("The call is published."), lambda: services.publish(call=call, actor=request.user))
    return redirect("admin:expertise_expertcall_check", pk=pk)


@button_only
def close_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A button only, with the reason."""
    call, reason = _call(pk), request.POST.get("reason", "")
    tell(request, _("The call is closed."), lambda: services.close(call=call, actor=request.user, reason=reason))
    return redirect("admin:expertise_expertcall_check", pk=pk)


@office_only
def default_view(request: HttpRequest) -> HttpResponse:
    """A draft with the default texts and rules, to be changed before it is published."""
    if not may_manage(request.user):
        raise Http404
    form = DefaultExpertCallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = services.create_default(actor=request.user, **form.cleaned_data)
        messages.success(request, _("The draft is made. Read it, change it, then publish."))
        return redirect("admin:expertise_expertcall_change", call.pk)
    return page(request, "call_default.html", _("New call from the default rules"), {"form": form})
