"""Nominations: who was named, by whom, and what became of it. Looked at, never written here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.office import AutocompleteFilter, ReadOnlyAdmin, Tab, register
from portal.reference.queries import country_names, country_rows
from portal.reference.sortkeys import sort_key

from ..models import Nomination
from .common import in_office


class PartyFilter(AutocompleteFilter):
    """The Party that names, typed."""

    title = _("Party")
    parameter_name = "party"
    search_fields = ("country__names__sort_key__contains",)

    def normalise(self, text: str) -> str:
        return sort_key(text)

    def suggestions(self, request: HttpRequest, model_admin: Any) -> list[str]:
        return [row.name for row in country_rows(get_language() or "en") if row.party]


@register(Nomination)
class NominationAdmin(ReadOnlyAdmin):
    """A list; an answered nomination leads to its application."""

    may_view = in_office
    list_display = ("name", "voice", "of_whom", "call", "state", "nominated_at", "expires_at", "application")
    list_display_links = None
    list_select_related = ("call", "country", "nominated_by", "candidacy")
    list_filter = ("state", "voice", PartyFilter)
    search_fields = ("name", "email", "institution")
    ordering = ("-nominated_at", "-pk")

    def get_urls(self) -> list[Any]:
        """The list; no form for one nomination."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="expertise_nominations"),
            path("", view(self.changelist_view), name="expertise_nomination_changelist"),
        ]

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        return [
            Tab(_("All")),
            Tab(_("Waiting for an answer"), "state__exact=sent"),
            Tab(_("Never answered"), "state__exact=expired"),
        ]

    @staticmethod
    @admin.display(description=_("on behalf of"))
    def of_whom(row: Nomination) -> str:
        """The Party or the institution, and the person."""
        named = country_names(get_language() or "en").get(row.country_id or 0, "") or row.institution
        return f"{named} ({row.nominated_by})" if named else str(row.nominated_by)

    @staticmethod
    @admin.display(description=_("application"))
    def application(row: Nomination) -> str:
        """A link to what came of it; a draft is the person's own."""
        if row.candidacy is None or row.candidacy.submitted_at is None:
            return "–"
        url = reverse("admin:expertise_candidacy_page", args=[row.candidacy_id])
        return format_html('<a href="{}">{}</a>', url, row.candidacy.get_state_display())
