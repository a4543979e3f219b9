"""What the pages of the office of this floor have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.accounts.questions import reason_against
from portal.office import site

from ..models import Entry


def page(request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the office with its frame."""
    full = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"knowledge/office/{template}", full, status=status)


def in_office(user: Any, thing: Any = None) -> bool:
    """The knowledge editors and the Secretariat."""
    return not reason_against("knowledge.edit_office", user)


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """To all others the page is not there."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not in_office(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def entry_at(code: str) -> Entry:
    """The entry of this code. Raises Http404."""
    found = Entry.objects.select_related("country", "version", "owner").filter(code=code.upper()).first()
    if found is None:
        raise Http404
    return found
