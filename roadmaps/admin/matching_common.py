"""What the pages of the matching and of the roster's health have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.accounts.rules import is_staff_member
from portal.office import site


def page(
    request: HttpRequest, template: str, title: Any, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """A page of the office with its frame."""
    full = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"roadmaps/matching/{template}", full, status=status)


def secretariat_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The whole profile of every expert is the Secretariat's: others who enter the office find nothing here."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_staff_member(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped
