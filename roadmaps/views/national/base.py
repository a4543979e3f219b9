"""What every page of a Party's roadmap begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names

from ...models import Edition, Roadmap
from ...national.notices import address_of
from ...national.queries import of_party

View = Callable[..., HttpResponseBase]


def of_country(view: View) -> View:
    """Give the view the country and its roadmap (or None) for a member of the Party's team; 404 for others.

    A GET with capitals in the address is led to the small ones.
    """

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, iso3: str, **kwargs: Any) -> HttpResponseBase:
        found = of_party(request.user, iso3)
        if found is None:
            raise Http404
        if iso3 != iso3.lower() and request.method in {"GET", "HEAD"}:
            match = request.resolver_match
            assert match is not None
            return redirect(reverse(match.view_name, kwargs={**match.kwargs, "iso3": iso3.lower()}))
        return view(request, *found, **kwargs)

    return wrapped


def of_roadmap(view: View) -> View:
    """The same for pages that need a roadmap: without one a GET leads to where it is begun, a POST is 404."""

    @of_country
    @wraps(view)
    def wrapped(request: HttpRequest, country: Country, roadmap: Roadmap | None, **kwargs: Any) -> HttpResponseBase:
        if roadmap is None:
            if request.method in {"GET", "HEAD"}:
                return redirect("roadmaps:roadmap", country.iso3.lower())
            raise Http404
        return view(request, roadmap, **kwargs)

    return wrapped


def frame(roadmap: Roadmap, **more: Any) -> dict[str, Any]:
    """What the templates of a roadmap share."""
    party = country_names(page_language()).get(roadmap.country_id, roadmap.country.iso3)
    return {
        "roadmap": roadmap,
        "iso3": address_of(roadmap),
        "party": party,
        "person_note": party,
        "roadmap_url": reverse("roadmaps:roadmap", args=[address_of(roadmap)]),
        **more,
    }


def edition_at(roadmap: Roadmap, number: int) -> Edition:
    """The edition of this number. Raises Http404."""
    found = roadmap.editions.filter(number=number).select_related("frozen_by", "document", "original").first()
    if found is None:
        raise Http404
    return found


def refused(request: HttpRequest, error: Refused, roadmap: Roadmap, where: str = "") -> HttpResponse:
    """Back to the roadmap, or to another of its pages, with the reason. Raises Http404 for who may not know of it."""
    if isinstance(error, NotAllowed) and of_party(request.user, roadmap.country.iso3) is None:
        raise Http404
    messages.error(request, error.message)
    return redirect(where or reverse("roadmaps:roadmap", args=[address_of(roadmap)]))
