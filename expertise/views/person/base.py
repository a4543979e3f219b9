"""What every page of an expert begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from portal.accounts.services.refusals import Refused

from ...models import Expert
from ...queries_person import mine

View = Callable[..., HttpResponseBase]


def of_expert(view: View) -> View:
    """Give the view the reader's own row; 404 for who has none. Nobody else's can be asked for."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        expert = mine(request.user)
        if expert is None or expert.profile is None:
            raise Http404
        return view(request, expert, **kwargs)

    return wrapped


def frame(expert: Expert | None, **more: Any) -> dict[str, Any]:
    """What the templates of an expert share."""
    return {"expert": expert, "state": expert.labels if expert is not None else None, **more}


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Back to the expert's home with the reason."""
    messages.error(request, error.message)
    return redirect("expertise:home")
