"""The interface for programs to be tried out, for staff: its script is too heavy for a public page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.office import ReadOnlyAdmin, register

from ..models import Dump
from .common import for_editors, in_office, page


@for_editors
@require_safe
def interface_view(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, each operation with a button that asks it."""
    return page(request, "interface.html", _("Try the interface for programs"), {})


@register(Dump)
class DumpAdmin(ReadOnlyAdmin):
    """Open data has one page in the office; nobody writes a file of it."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(interface_view), name="knowledge_interface"),
            path("", view(interface_view), name="knowledge_dump_changelist"),
        ]
