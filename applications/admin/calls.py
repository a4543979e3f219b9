"""Calls in the office: the form, the grid, what is missing, publication and closing."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.telling import tell
from portal.calls.office import CallAdmin, Words
from portal.office import OfficeStackedInline, OfficeTabularInline, register

from ..call_check import check_list
from ..forms.grid import DefaultGridForm, GridForm
from ..models import Call, CallGate, CallText, Criterion, Round
from ..queries import titles_of
from ..rules_process import is_secretariat
from ..services import calls as services
from .common import page


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
class OpenCallAdmin(CallAdmin):
    """The open call: its grid is written in every language before it is published."""

    services = services
    check_list = staticmethod(check_list)
    publishing = "applications.publish_call"
    public_name = "applications:call"
    default_form = DefaultGridForm
    judged_by = "grid"
    words = Words(
        new=gettext_lazy("New call from the default grid"),
        default=gettext_lazy(
            "Texts, conditions and the grid of seven criteria in English and French, to be adopted by the "
            "Secretariat. Everything can be changed until it is published."
        ),
        fixed=gettext_lazy(
            "After publication the conditions, the criteria, their weights and levels no longer change."
        ),
        judged_by=gettext_lazy("Grid and levels"),
    )
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

    @staticmethod
    def default_values(form: DefaultGridForm) -> dict[str, Any]:
        """The form asks for one cut-off; a call may have several."""
        values = dict(form.cleaned_data)
        values["cut_offs"] = [values.pop("cut_off")]
        return values

    def judged_by_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The names, the guidance and the meaning of each level, in every language; one criterion at a time."""
        call = self.call_at(request, pk)
        criteria = list(call.criteria.prefetch_related("texts", "levels__texts"))
        code = request.POST.get("criterion") or request.GET.get("criterion") or (criteria[0].code if criteria else "")
        chosen = next((row for row in criteria if row.code == code), None)
        form = None
        if chosen is not None:
            form = GridForm(request.POST if request.method == "POST" else None, criterion=chosen)
            posted = request.method == "POST" and form.is_valid()
            if posted and tell(request, _("Saved."), lambda: form.save(by=request.user)):
                return redirect(f"{self.address('grid', pk)}?criterion={code}")
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
