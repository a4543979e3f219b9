"""Calls for experts in the office: the form, the rules with their words, publication and closing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.accounts.telling import tell
from portal.calls.office import CallAdmin, Words
from portal.office import OfficeStackedInline, OfficeTabularInline, Tool, register

from ..call_check import check_list
from ..forms.call import DefaultExpertCallForm, RuleTextsForm
from ..models import ExpertCall, ExpertCallAim, ExpertCallText, VettingRule
from ..queries_office import call_titles
from ..services import calls as services
from .common import in_office, may_manage, page


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
class ExpertCallAdmin(CallAdmin):
    """Calls for experts: the words of the rules are written in every language before one is published."""

    services = services
    check_list = staticmethod(check_list)
    publishing = "expertise.manage_calls"
    public_name = "expertise:call"
    default_form = DefaultExpertCallForm
    judged_by = "rules"
    words = Words(
        new=gettext_lazy("New call from the default rules"),
        default=gettext_lazy(
            "Texts and five rules of the vetting in English and French, to be adopted by the Secretariat. "
            "Everything can be changed until it is published."
        ),
        fixed=gettext_lazy("After publication the rules no longer change."),
        judged_by=gettext_lazy("Words of the rules"),
    )
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

    def object_tools(self, request: HttpRequest, obj: Any) -> list[Tool]:
        tools = super().object_tools(request, obj)
        if not obj.is_draft:
            listed = f"{reverse('admin:expertise_candidacies')}?call={obj.slug}"
            tools.insert(-1, Tool(_("Applications of experts"), listed))
        return tools

    def judged_by_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The words of every rule in every language."""
        call = self.call_at(request, pk)
        rules = list(call.rules.prefetch_related("texts"))
        form = RuleTextsForm(request.POST if request.method == "POST" else None, rules=rules)
        posted = request.method == "POST" and form.is_valid()
        if posted and tell(request, _("Saved."), lambda: form.save(by=request.user)):
            return redirect(self.address("rules", pk))
        context = {"call": call, "rules": rules, "form": form, "may_write": _may_write_rules(request.user, call)}
        return page(request, "call_rules.html", _("Words of the rules"), context)
