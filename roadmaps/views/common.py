"""What the pages of this floor begin with: the record at the address, for who reads it; else it is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from portal.accounts.services.refusals import Refused

from ..queries import assistance_of, mission_of, offer_of
from ..queries_assistance import open_assistance_of

View = Callable[..., HttpResponseBase]


def language() -> str:
    """The two-letter language of the page."""
    return (get_language() or "en")[:2]


def of_assistance(view: View) -> View:
    """Give the view the assistance instead of its reference; 404 for who does not read it."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponseBase:
        assistance = assistance_of(request.user, reference)
        if assistance is None:
            raise Http404
        return view(request, assistance, **kwargs)

    return wrapped


def of_open_assistance(view: View) -> View:
    """The same for the pages that the experts with a mission read too."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponseBase:
        assistance = open_assistance_of(request.user, reference)
        if assistance is None:
            raise Http404
        return view(request, assistance, **kwargs)

    return wrapped


def of_mission(view: View) -> View:
    """Give the view the mission instead of its code; 404 for who does not read it."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        mission = mission_of(request.user, code)
        if mission is None:
            raise Http404
        return view(request, mission, **kwargs)

    return wrapped


def of_offer(view: View) -> View:
    """Give the view the reader's own offer; any other one does not exist."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        offer = offer_of(request.user, code)
        if offer is None:
            raise Http404
        return view(request, offer, **kwargs)

    return wrapped


def tell(request: HttpRequest, done: str, act: Callable[[], Any]) -> bool:
    """Do an act and say that it is done, or why not. Gives whether it was."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True
