"""Answers to programs: a page of results, a problem."""

from collections.abc import Sequence
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema


class Wrong(Schema):
    """One thing that is wrong with a request."""

    name: str = Field(description=_("The parameter it is about."))
    message: str = Field(description=_("What is the matter, and what to give."))


class Problem(Schema):
    """Why there is no answer."""

    status: int = Field(description=_("The status of the answer."))
    detail: str = Field(description=_("What happened, in a sentence."))
    errors: list[Wrong] = Field(default=[], description=_("Each parameter that is wrong."))


class Page(Schema):
    """What every page of results says of itself."""

    count: int = Field(description=_("How many results there are in all."))
    page: int = Field(description=_("This page, from 1."))
    pages: int = Field(description=_("How many pages there are."))
    next: str | None = Field(description=_("The address of the next page."))
    previous: str | None = Field(description=_("The address of the page before."))


def problem(status: int, detail: str, errors: Sequence[tuple[str, str]] = ()) -> JsonResponse:
    """A problem as JSON."""
    body = {
        "status": status,
        "detail": str(detail),
        "errors": [{"name": name, "message": str(message)} for name, message in errors],
    }
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def page_of(request: HttpRequest, count: int, page: int, size: int, results: list[Any]) -> dict[str, Any]:
    """The page ``page`` of ``count`` results, with the addresses beside it."""
    pages = max(1, ceil(count / size))
    return {
        "count": count,
        "page": page,
        "pages": pages,
        "next": _address(request, page + 1) if page < pages else None,
        "previous": _address(request, min(page - 1, pages)) if page > 1 else None,
        "results": results,
    }


def sliced(rows: Sequence[Any], page: int, size: int) -> Sequence[Any]:
    """The rows of a page; none after the last."""
    return rows[(page - 1) * size : page * size]


def _address(request: HttpRequest, page: int) -> str:
    params = {name: values for name, values in request.GET.lists() if name != "page"}
    if page > 1:
        params["page"] = [str(page)]
    query = urlencode(params, doseq=True)
    return f"{settings.PUBLIC_URL}{request.path}" + (f"?{query}" if query else "")
