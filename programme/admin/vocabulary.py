"""The vocabulary in the office: a term with its labels in every language and version."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.office import OfficeStackedInline, Tab, register
from portal.reference import queries
from portal.reference.lists import LISTS
from portal.reference.models import Standing, Term, TermLabel
from portal.reference.sortkeys import sort_key

from .desk import ReferenceDesk, corrected, may_correct


class LabelForm(forms.ModelForm):
    """Which version is shown is checked over all rows together: one may step back for another in one save."""

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "current"}  # type: ignore[misc]


class LabelFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        """At most one version shown in each language."""
        super().clean()
        shown: set[str] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data.get("current"):
                continue
            language = data.get("language", "")
            if language in shown:
                raise ValidationError(_("Only one version can be shown in a language. Untick the others."))
            shown.add(language)


class LabelInline(OfficeStackedInline):
    model = TermLabel
    form = LabelForm
    formset = LabelFormSet
    may_add = may_correct
    may_change = may_correct
    fields = (("language", "version", "standing", "current"), "text", "source")


class ListFilter(admin.SimpleListFilter):
    """By list, in words."""

    title = _("list")
    parameter_name = "list"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(LISTS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Term]) -> QuerySet[Term]:
        return queryset.filter(list=self.value()) if self.value() else queryset


class StandingFilter(admin.SimpleListFilter):
    """By the standing of a label that is shown, in any language: what still has to be checked."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Standing.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Term]) -> QuerySet[Term]:
        if not self.value():
            return queryset
        shown = TermLabel.objects.filter(current=True, standing=self.value())
        return queryset.filter(pk__in=shown.values("term"))


@register(Term)
class TermAdmin(ReferenceDesk):
    may_add = may_correct
    list_display = ("code", "shown_text", "shown_standing", "shown_list", "active", "shown_corrected")
    list_display_links = ("code", "shown_text")
    list_filter = (ListFilter, StandingFilter, "active")
    search_fields = ("labels__search_key",)
    search_help_text = _("Words in any language, with or without accents, or code.")
    ordering = ("list", "position", "code")
    inlines = (LabelInline,)
    fieldsets = (
        (None, {"fields": ("list", "code", "parent", "position", "active", "data", "shown_corrected")}),
        (_("This correction"), {"fields": ("reason",)}),
    )
    readonly_fields = ("shown_corrected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        return queries.terms_with_text(get_language() or "en")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """List and code are the key: they stay."""
        return ("list", "code", *self.readonly_fields) if obj else self.readonly_fields

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        return [
            Tab(_("All")), Tab(_("Activities"), "list=activity"), Tab(_("Outputs"), "list=output"),
            Tab(_("Priority themes"), "list=theme"),
            Tab(_("To be checked"), "standing=unverified"), Tab(_("Retention"), "list=retention"),
        ]  # fmt: skip

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            kwargs["queryset"] = Term.objects.filter(children__isnull=False).distinct().order_by("list", "position")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Term], search_term: str
    ) -> tuple[QuerySet[Term], bool]:
        key = sort_key(search_term)
        if not search_term.strip():
            return queryset, False
        by_words = TermLabel.objects.filter(search_key__contains=key).values("term") if key else []
        return queryset.filter(Q(pk__in=by_words) | Q(code__iexact=search_term.strip())), False

    @admin.display(description=_("words"))
    def shown_text(self, term: Any) -> str:
        return term.text

    @admin.display(description=_("standing"))
    def shown_standing(self, term: Any) -> str:
        return str(Standing(term.standing).label) if term.standing else "–"

    @admin.display(description=_("list"), ordering="list")
    def shown_list(self, term: Term) -> str:
        return str(LISTS.get(term.list, term.list))

    @admin.display(description=_("corrected"))
    def shown_corrected(self, term: Term) -> str:
        return corrected(term) or "–"
