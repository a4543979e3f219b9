"""The frame of the pages of the matching and of the roster's health."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse

from portal.office import site


def page(
    request: HttpRequest, template: str, title: Any, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """A page of the office with its frame."""
    full = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"roadmaps/matching/{template}", full, status=status)
