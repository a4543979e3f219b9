"""What is said about a roadmap while it is written."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from portal.accounts.resume import keeps_typed
from portal.accounts.rules import is_of_party
from portal.collaboration.views.comments import comments_page

from ...models import Roadmap
from .base import frame


@keeps_typed
@login_required
def comments(request: HttpRequest, iso3: str) -> HttpResponseBase:
    """The comments on a roadmap, for its Party and for who reads its drafts in the office."""
    roadmap = Roadmap.objects.filter(country__iso3=iso3.upper(), is_current=True).select_related("country").first()
    if roadmap is None:
        raise Http404
    more = frame(roadmap, of_team=is_of_party(request.user, roadmap))
    return comments_page(request, roadmap, "roadmaps/national/comments.html", **more)
