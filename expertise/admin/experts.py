"""Experts in the office: the list, one expert on one page, and what can be done with them."""

from typing import Any

from django.urls import path

from portal.office import ReadOnlyAdmin, register

from ..models import Expert
from . import expert_list, expert_page
from .common import in_office


@register(Expert)
class ExpertAdmin(ReadOnlyAdmin):
    """Pages of our own; no form of Django's ever writes a person, a state or a profile."""

    may_view = in_office
    search_fields = ("name_key", "code")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(expert_list.list_view), name="expertise_experts"),
            path("", view(expert_list.list_view), name="expertise_expert_changelist"),
            path("export/", view(expert_list.export_view), name="expertise_experts_export"),
            path("<slug:code>/", view(expert_page.page_view), name="expertise_expert_page"),
            path("<slug:code>/files/<slug:file>/", view(expert_page.file_view), name="expertise_expert_file"),
            path("<slug:code>/acts/<slug:act>/", view(expert_page.act_view), name="expertise_expert_act"),
        ]
