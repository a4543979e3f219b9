"""Filters of the lists of people."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.office import AutocompleteFilter
from portal.reference.queries import country_choices
from portal.reference.sortkeys import sort_key

from ..forms import language_now
from ..models import Role


class PartyFilter(AutocompleteFilter):
    """By the name of the Party, in any language."""

    title = _("Party")
    parameter_name = "party"
    search_fields = ("country__names__sort_key__contains",)

    def suggestions(self, request: HttpRequest, model_admin: Any) -> Iterable[str]:
        return [name for _code, name in country_choices(language_now())]

    def normalise(self, text: str) -> str:
        return sort_key(text)


class RoleFilter(SimpleListFilter):
    """By a role held now."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Role.Kind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in Role.Kind.values:
            return queryset
        return queryset.filter(pk__in=Role.objects.filter(kind=self.value(), ended_at=None).values("user_id"))
