"""Pages of the office beside those of Django's admin: their frame, and who opens them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from .sites import site

View = Callable[..., HttpResponse]


class OfficePage(Protocol):
    """A page of the office with its frame."""

    def __call__(
        self, request: HttpRequest, template: str, title: Any, context: dict[str, Any], *, status: int = 200
    ) -> TemplateResponse: ...


def pages_of(folder: str) -> OfficePage:
    """What draws the pages of one folder of templates in the frame of the office."""

    def page(
        request: HttpRequest, template: str, title: Any, context: dict[str, Any], *, status: int = 200
    ) -> TemplateResponse:
        full = {**site.each_context(request), "title": title, **context}
        return TemplateResponse(request, f"{folder}/{template}", full, status=status)

    return page


def only(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """A page for the people of whom this holds: to all others it is not there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(*args: Any, **kwargs: Any) -> HttpResponse:
            request = next(arg for arg in args if isinstance(arg, HttpRequest))
            if not may(request.user):
                raise Http404
            return view(*args, **kwargs)

        return wrapped

    return decorate


def posted(request: HttpRequest) -> None:
    """For an act that is a button only. Raises Http404 for anything but a POST."""
    if request.method != "POST":
        raise Http404
