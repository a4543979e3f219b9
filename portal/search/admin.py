"""The synonyms in the office."""

from typing import Any

import rules
from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.office import OfficeModelAdmin, register

from . import services
from .models import SynonymGroup


def may_change(user: Any, group: Any = None) -> bool:
    return bool(rules.has_perm("search.change_synonyms", user))


@register(SynonymGroup)
class SynonymGroupAdmin(OfficeModelAdmin):
    """Saves by the service; a group no longer wanted is taken out of use."""

    may_view = may_change
    may_add = may_change
    may_change = may_change
    list_display = ("code", "shown_words", "language", "active")
    list_display_links = ("code", "shown_words")
    list_filter = ("active", "language")
    search_fields = ("code", "words")
    fields = ("code", "words", "language", "active")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The code is the key the file knows the group by: it stays."""
        return ("code",) if obj else ()

    def save_model(self, request: HttpRequest, obj: SynonymGroup, form: forms.ModelForm, change: bool) -> None:
        services.save_group(group=obj, by=request.user)

    @admin.display(description=_("words"))
    def shown_words(self, group: SynonymGroup) -> str:
        return str(group)

    # The service has logged already.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None
