"""What comparable countries do: suggestions for those who draft. Nothing is written."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.reference.languages import page_language
from portal.reference.queries import country_row, term_map

from ...models import Roadmap
from ...national.peers import peers_of
from ...national.queries import latest_edition
from .base import frame, of_roadmap


@of_roadmap
@require_safe
def peers_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Comparable countries, why, and their measures on the activities chosen; on one of them with ``?activity=``."""
    chosen = list(latest_edition(roadmap).items.order_by("position").values_list("activity", flat=True))
    asked = request.GET.get("activity", "")
    words = term_map("activity", page_language())
    only = asked if asked in words else ""
    row = country_row(roadmap.country.iso3, page_language())
    peers = peers_of(row, [only] if only else chosen, page_language()) if row is not None else []
    return render(
        request,
        "roadmaps/national/peers.html",
        frame(
            roadmap,
            peers=peers,
            chosen=[(code, words[code].text) for code in chosen if code in words],
            only=only,
            only_words=words[only].text if only else "",
        ),
    )
