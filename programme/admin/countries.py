"""Countries in the office: list, filters, one form with the names and languages."""

from typing import Any

from django.contrib import admin
from django.db.models import OrderBy, OuterRef, Q, QuerySet, Subquery
from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.office import OfficeTabularInline, Tab, register
from portal.reference import queries
from portal.reference.models import Country, CountryLanguage, CountryName

from ..facts import deposit_when
from .desk import ReferenceDesk, corrected, may_correct


class NameInline(OfficeTabularInline):
    model = CountryName
    may_add = may_correct
    may_change = may_correct


class LanguageInline(OfficeTabularInline):
    model = CountryLanguage
    may_add = may_correct
    may_change = may_correct


class RegionFilter(admin.SimpleListFilter):
    """By UNESCO region, in the words of the vocabulary."""

    title = _("region")
    parameter_name = "region"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(row.code, row.text) for row in queries.terms("region", get_language() or "en")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Country]) -> QuerySet[Country]:
        return queryset.filter(region=self.value()) if self.value() else queryset


@register(Country)
class CountryAdmin(ReferenceDesk):
    list_display = (
        "shown_name", "shown_code", "shown_region", "party", "shown_deposit", "developing", "ldc", "sids",
        "shown_corrected",
    )  # fmt: skip
    list_filter = (RegionFilter, "party", "developing", "ldc", "sids", "confidence", "active")
    search_fields = ("names__sort_key",)
    search_help_text = _("Name in any language, with or without accents, or code.")
    readonly_fields = ("iso2", "iso3", "shown_corrected")
    inlines = (NameInline, LanguageInline)
    fieldsets = (
        (None, {"fields": ("iso3", "iso2", "m49", "kind", "active", "shown_corrected")}),
        (
            _("The Convention"),
            {
                "fields": (
                    "party", "deposit_date", "deposit_earliest", "deposit_latest", "deposit_type", "type_confidence",
                    "source", "confidence",
                )
            },
        ),
        (
            _("Groups"),
            {"fields": ("region", "electoral_group", "developing", "ldc", "sids", "unesco_member", "un_member")},
        ),
        (_("Place on the map"), {"fields": ("lat", "lon")}),
        (_("This correction"), {"fields": ("reason",)}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Country]:
        return queries.countries(get_language() or "en", retired=True)

    def get_ordering(self, request: HttpRequest) -> tuple[OrderBy]:
        """By the stored key of the name; as an expression, because choices of other forms are ordered by it too."""
        keys = CountryName.objects.filter(country=OuterRef("pk"), language=get_language() or "en").values("sort_key")
        return (Subquery(keys[:1]).asc(),)

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        return [Tab(_("All")), Tab(_("Parties"), "party__exact=1"), Tab(_("Low confidence"), "confidence__exact=low")]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Country], search_term: str
    ) -> tuple[QuerySet[Country], bool]:
        """By the stored keys, so that "egypte" finds Égypte on both databases; or by either code."""
        if not search_term.strip():
            return queryset, False
        code = search_term.strip().upper()
        by_name = queries.named_like(Country.objects.all(), search_term).values("pk")
        return queryset.filter(Q(pk__in=by_name) | Q(iso3=code) | Q(iso2=code)), False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        listed = {"region": "region", "electoral_group": "electoral_group"}.get(db_field.name)
        if listed and field is not None:
            rows = queries.terms(listed, get_language() or "en")
            field.widget = Select(choices=[("", "–")] * (not field.required) + [(row.code, row.text) for row in rows])
        return field

    @admin.display(description=_("name"), ordering="sort_key")
    def shown_name(self, country: Any) -> str:
        return country.name

    @admin.display(description=_("code"))
    def shown_code(self, country: Country) -> str:
        return country.iso3

    @admin.display(description=_("deposit"), ordering="deposit_date")
    def shown_deposit(self, country: Country) -> str:
        return deposit_when(country)

    @admin.display(description=_("region"), ordering="region")
    def shown_region(self, country: Any) -> str:
        return country.region_name

    @admin.display(description=_("corrected"))
    def shown_corrected(self, country: Country) -> str:
        return corrected(country) or "–"
