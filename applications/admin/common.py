"""What the pages of the office of this floor have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.accounts.models import User
from portal.office import site

from ..models import Application, Decision
from ..rules_process import in_office, is_secretariat


def page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """A page of the office with its frame."""
    full = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"applications/office/{template}", full, status=status)


def file_at(request: HttpRequest, ref: str) -> Application:
    """The file at this address, if the person sees it in the office. Raises Http404."""
    found = (
        in_office(request.user, Application.objects.all())
        .at_address(ref)
        .select_related("call", "country", "round", "current_version", "decision")
        .first()
    )
    if found is None:
        raise Http404
    _name_deciders(getattr(found, "decision", None))
    return found


def _name_deciders(decision: Decision | None) -> None:
    """The three people of a decision in one query: as joins they made the planner slower than the page."""
    if decision is None:
        return
    parts = ("prepared_by", "decided_by", "released_by")
    people = User.objects.in_bulk({getattr(decision, f"{part}_id") for part in parts} - {None})
    for part in parts:
        if (key := getattr(decision, f"{part}_id")) is not None:
            setattr(decision, part, people[key])


def secretariat_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of the process: not for field offices or editors, who enter the office for other things."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponse:
        request = next(arg for arg in args if isinstance(arg, HttpRequest))
        if not is_secretariat(request.user):
            raise Http404
        return view(*args, **kwargs)

    return wrapped
