"""What the pages of the office of this floor have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from portal.accounts.questions import reason_against
from portal.office import site

from ..models import Expert
from ..queries_office import expert_at as find_expert


def in_office(user: Any, thing: Any = None) -> bool:
    """Officers, the head, and who keeps the system look; acting is another question."""
    return not reason_against("expertise.office", user, thing)


def may_manage(user: Any, thing: Any = None) -> bool:
    """Officers and the head write calls, gatherings and messages."""
    return not reason_against("expertise.manage_calls", user, thing)


def page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """A page of the office with its frame."""
    full = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"expertise/office/{template}", full, status=status)


def office_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Pages of the Secretariat: not for field offices or editors, who enter the office for other things."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not in_office(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def button_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """An act of the Secretariat that is a button: never a link."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST":
            raise Http404
        return view(request, *args, **kwargs)

    return office_only(wrapped)


def expert_or_404(code: str) -> Expert:
    """The expert at this address. Raises Http404."""
    found = find_expert(code)
    if found is None:
        raise Http404
    return found
