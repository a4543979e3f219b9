"""What the pages of the office of this floor have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.accounts.rules import is_field_office, is_staff_member
from portal.office import site

from ..models import Assistance, Mission, Need
from ..selection.queries import mission_of
from ..selection.rules import visible_to


def page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """A page of the office with its frame."""
    full = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"roadmaps/office/{template}", full, status=status)


def in_office(user: Any, thing: Any = None) -> bool:
    """The Secretariat and field offices; not editors, who enter the office for other things."""
    return bool(is_staff_member(user) or is_field_office(user))


def reading(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages that the Secretariat and a field office read."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not in_office(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def staff_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages where something is done: a field office reads, and has none of these."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_staff_member(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def posted(request: HttpRequest) -> None:
    """For an act that is a button only. Raises Http404 for anything but a POST."""
    if request.method != "POST":
        raise Http404


def assistance_at(request: HttpRequest, reference: str) -> Assistance:
    """The assistance, if the person sees it in the office. Raises Http404."""
    rows = visible_to(request.user).select_related("country", "officer", "application")
    found = rows.filter(reference=reference.upper()).first()
    if found is None or not in_office(request.user):
        raise Http404
    return found


def need_at(request: HttpRequest, code: str) -> Need:
    """The need, if the person sees its assistance in the office. Raises Http404."""
    found = (
        Need.objects.filter(code=code.upper(), assistance__in=visible_to(request.user))
        .select_related("assistance__country", "assistance__officer")
        .prefetch_related("shortlists__answered_by", "offers__expert", "offers__mission")
        .first()
    )
    if found is None or not in_office(request.user):
        raise Http404
    return found


def mission_at(request: HttpRequest, code: str) -> Mission:
    """The mission, if the person sees it in the office. Raises Http404."""
    found = mission_of(request.user, code)
    if found is None or not in_office(request.user):
        raise Http404
    return found
