"""Ties of people to countries: what bars them from a file."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.office import OfficeModelAdmin, register
from portal.reference.queries import country_names

from ..models import Tie
from ..rules_process import is_head, is_officer, is_secretariat


def _may_write(user: Any, obj: Any = None) -> bool:
    return is_officer(user) or is_head(user)


@register(Tie)
class TieAdmin(OfficeModelAdmin):
    """Officers and the head note them; nobody takes away a tie of their own."""

    may_view = lambda user, obj=None: is_secretariat(user)  # noqa: E731
    may_add = _may_write
    may_change = None
    may_delete = lambda user, obj=None: _may_write(user) and (obj is None or obj.person_id != user.pk)  # noqa: E731

    list_display = ("person", "named_country", "kind", "note")
    list_select_related = ("person", "country")
    list_filter = ("kind",)
    search_fields = ("person__name_key", "country__iso3", "country__names__sort_key")
    autocomplete_fields = ("person", "country")
    fields = ("person", "country", "kind", "note")

    @staticmethod
    @admin.display(description=_("country"), ordering="country__iso3")
    def named_country(tie: Tie) -> str:
        return country_names(get_language() or "en").get(tie.country_id, "")

    def save_model(self, request: HttpRequest, obj: Tie, form: Any, change: bool) -> None:
        """Who noted it stands beside it."""
        obj.noted_by = request.user
        super().save_model(request, obj, form, change)
