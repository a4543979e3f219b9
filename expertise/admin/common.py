"""What the pages of the office of this floor have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from portal.accounts.questions import reason_against
from portal.office import site

from ..filters_office import Wanted
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


def without_empty(request: HttpRequest) -> HttpResponse | None:
    """A filter form sends its empty fields too: they leave the address first."""
    if all(value != "" for value in request.GET.values()):
        return None
    query = request.GET.copy()
    for name in [name for name, value in request.GET.items() if value == ""]:
        del query[name]
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def heads(columns: Any, wanted: Wanted) -> list[dict[str, Any]]:
    """The heads of a table, (code of the order, words, class), each with the address that sorts by it."""
    now = wanted.order.removeprefix("-")
    return [
        {
            "label": label,
            "class": kind,
            "query": wanted.query(order=f"-{code}" if wanted.order == code else code) if code else "",
            "sorted": ("descending" if wanted.order.startswith("-") else "ascending") if code and code == now else "",
        }
        for code, label, kind in columns
    ]


def near(found: Page[Any], wanted: Wanted) -> list[tuple[int, str]]:
    """The numbers of the pages near this one, with their addresses."""
    last = found.paginator.num_pages
    numbers = sorted({1, last, *range(max(found.number - 2, 1), min(found.number + 2, last) + 1)})
    return [(number, f"{wanted.query()}&p={number}") for number in numbers]
