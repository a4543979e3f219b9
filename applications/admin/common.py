"""What the pages of the office of this floor have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.office import site

from ..models import Application
from ..rules_process import in_office, is_secretariat
from ..services.transition import Refused


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
        .select_related(
            "call",
            "country",
            "round",
            "current_version",
            "decision__prepared_by",
            "decision__decided_by",
            "decision__released_by",
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def secretariat_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of the process: not for field offices or editors, who enter the office for other things."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponse:
        request = next(arg for arg in args if isinstance(arg, HttpRequest))
        if not is_secretariat(request.user):
            raise Http404
        return view(*args, **kwargs)

    return wrapped


def tell(request: HttpRequest, done: str, act: Callable[[], Any]) -> bool:
    """Do an act and say that it is done, or why not. Gives whether it was."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True
