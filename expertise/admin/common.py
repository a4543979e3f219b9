"""What the pages of the office of this floor have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest

from portal.accounts.questions import reason_against
from portal.office.pages import only, pages_of, posted

from ..models import Expert
from ..queries_office import expert_at as find_expert


def in_office(user: Any, thing: Any = None) -> bool:
    """Officers, the head, and who keeps the system look; acting is another question."""
    return not reason_against("expertise.office", user, thing)


def may_manage(user: Any, thing: Any = None) -> bool:
    """Officers and the head write calls, gatherings and messages."""
    return not reason_against("expertise.manage_calls", user, thing)


page = pages_of("expertise/office")


office_only = only(in_office)
"""Pages of the Secretariat: not for field offices or editors, who enter the office for other things."""


def button_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """An act of the Secretariat that is a button: never a link."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        posted(request)
        return view(request, *args, **kwargs)

    return office_only(wrapped)


def expert_or_404(code: str) -> Expert:
    """The expert at this address. Raises Http404."""
    found = find_expert(code)
    if found is None:
        raise Http404
    return found
