"""The pages of the open data, the same for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.models import Call
from portal.api import VERSION, document
from portal.ui.pages import public_page
from roadmaps.api import public_measures

from ..models import Entry
from . import docs


@require_safe
@public_page
def api_page(request: HttpRequest) -> HttpResponse:
    """How programs read the portal: made from the OpenAPI document, with addresses that work."""
    return render(
        request,
        "knowledge/data/api.html",
        {
            "subjects": docs.subjects(document(), _examples()),
            "version": VERSION,
            "most": settings.API_REQUESTS_A_MINUTE,
            "paging": docs.paging(),
        },
    )


def _examples() -> dict[str, str]:
    """Parameters of paths with a value there is: three queries."""
    found = {"country.iso3": "UGA", "code": "2.4"}
    slug = Entry.objects.public().order_by("-published_at", "-pk").values_list("slug", flat=True).first()
    call = Call.objects.exclude(state=Call.State.DRAFT).order_by("-opens_at").values_list("slug", flat=True).first()
    roadmap = public_measures().values_list("edition__roadmap__country__iso3", flat=True).first()
    some = {"practice.slug": slug, "call.slug": call, "roadmap.iso3": roadmap}
    return {**found, **{name: value for name, value in some.items() if value}}
