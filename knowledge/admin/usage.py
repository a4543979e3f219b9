"""The use of the knowledge base in the office."""

from typing import Any

from django.urls import path

from portal.office import ReadOnlyAdmin, register

from ..models import Usage
from ..usage_pages import office_view
from .common import in_office


@register(Usage)
class UsageAdmin(ReadOnlyAdmin):
    """One page; nobody writes a figure."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(office_view), name="knowledge_usage"),
            path("", view(office_view), name="knowledge_usage_changelist"),
        ]
