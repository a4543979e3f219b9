"""What the pages of this floor begin with: the record at the address, for who reads it; else it is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from ..assistance.queries import open_assistance_of
from ..selection.queries import assistance_of, mission_of, offer_of

View = Callable[..., HttpResponseBase]


def _of(read: Callable[[Any, str], Any], named: str) -> Callable[[View], View]:
    """Give a view what ``read`` finds for the reader instead of its name in the address; 404 when there is none."""

    def decorated(view: View) -> View:
        @never_cache
        @login_required
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            found = read(request.user, kwargs.pop(named))
            if found is None:
                raise Http404
            return view(request, found, **kwargs)

        return wrapped

    return decorated


of_assistance = _of(assistance_of, "reference")
"""The assistance, for the Party's team and the Secretariat."""
of_open_assistance = _of(open_assistance_of, "reference")
"""The same for the pages that the experts with a mission read too."""
of_mission = _of(mission_of, "code")
"""The mission, for its three sides."""
of_offer = _of(offer_of, "code")
"""The reader's own offer; any other one does not exist."""
