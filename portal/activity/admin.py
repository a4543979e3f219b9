"""The activity log in the office: read, filtered, never written."""

from typing import Any

import rules
from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.accounts.admin.filters import PartyFilter
from portal.office import AutocompleteFilter, ReadOnlyAdmin, places, register

from . import verbs
from .models import Entry

# Counting millions of entries for a page number is waste: beyond this the list says "and more".
COUNTED = 10_000


class BoundedPaginator(Paginator):
    """Counts up to `COUNTED` rows; older ones are reached by the filters."""

    @cached_property
    def count(self) -> int:
        return len(self.object_list.order_by().values_list("pk")[:COUNTED])


class VerbFilter(admin.SimpleListFilter):
    """By what was done, in words."""

    title = _("what")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return verbs.known()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class ActorFilter(AutocompleteFilter):
    """By the name of who did it."""

    title = _("who")
    parameter_name = "who"
    search_fields = ("actor_label__icontains",)


def sees_log(user: Any, obj: Any = None) -> bool:
    return bool(rules.has_perm("activity.see_log", user))


@register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Who, what, which record, when; old and new values on the entry's page."""

    may_view = sees_log
    paginator = BoundedPaginator
    list_display = ("at", "actor_label", "act", "label", "reason")
    list_filter = (VerbFilter, ActorFilter, PartyFilter, "content_type")
    list_display_links = ("at",)
    search_fields = ("label",)
    ordering = ("-at", "-id")
    fields = ("at", "actor_label", "act", "content_type", "label", "reason", "values")
    readonly_fields = fields

    @staticmethod
    @admin.display(description=_("what"))
    def act(entry: Entry) -> str:
        return entry.verb_text

    @staticmethod
    @admin.display(description=_("what changed"))
    def values(entry: Entry) -> str:
        return "\n".join(f"{change.name}: {change.old or '–'} → {change.new or '–'}" for change in entry.changes)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """The log of one record is reached by its kind and number."""
        return lookup == "object_id" or super().lookup_allowed(lookup, value, request)  # type: ignore[call-arg]


places.register("settings", _("Activity log"), "admin:activity_entry_changelist", sees_log, order=80)
