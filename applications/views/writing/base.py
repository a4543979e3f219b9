"""What every page of a Party's file begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from portal.reference.languages import page_language

from ...models import Application
from ...notices import party_name
from ...queries import file_of
from ...sections import BY_CODE
from ...services.transition import NotAllowed, Refused

View = Callable[..., HttpResponseBase]


def of_party(view: View) -> View:
    """Give the view the file instead of its address, if the person is of its Party; 404 otherwise.

    A GET at the draft code of a submitted file, or in small letters, is led to its proper address.
    """

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, ref: str, **kwargs: Any) -> HttpResponseBase:
        application = file_of(request.user, ref, BY_CODE.get(kwargs.get("section", "")))
        if application is None:
            raise Http404
        if ref != application.ref and request.method in {"GET", "HEAD"}:
            match = request.resolver_match
            assert match is not None
            return redirect(reverse(match.view_name, kwargs={**match.kwargs, "ref": application.ref}))
        return view(request, application, **kwargs)

    return wrapped


def frame(application: Application, **more: Any) -> dict[str, Any]:
    """What the templates of a file share."""
    party = party_name(application, page_language())
    return {"application": application, "party": party, "person_note": party, "state": application.labels, **more}


def refused(request: HttpRequest, error: Refused, application: Application) -> HttpResponse:
    """Back to the file with the reason. Raises Http404 for who may not know of it."""
    if isinstance(error, NotAllowed) and file_of(request.user, application.ref) is None:
        raise Http404
    messages.error(request, error.message)
    return redirect("applications:file", application.ref)
