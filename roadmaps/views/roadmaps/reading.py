"""Reading an edition, two of them side by side, and the documents kept with them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.documents.serving import serve

from ...models import Roadmap
from ...queries_roadmaps import latest_edition
from ...reading_roadmaps import compare_editions, read_edition
from ...whole import read_whole
from .base import edition_at, frame, of_roadmap


@of_roadmap
@require_safe
def read_page(request: HttpRequest, roadmap: Roadmap, number: int | None = None) -> HttpResponseBase:
    """An edition from end to end; the latest without a number."""
    edition = edition_at(roadmap, number or latest_edition(roadmap).number)
    return render(
        request,
        "roadmaps/national/read.html",
        frame(
            roadmap,
            edition=edition,
            reading=read_edition(read_whole(edition)),
            texts=list(edition.texts.select_related("document")),
            editions=list(roadmap.editions.order_by("number")),
        ),
    )


@of_roadmap
@require_safe
def changes_page(request: HttpRequest, roadmap: Roadmap, old: int, new: int) -> HttpResponseBase:
    """What differs between two editions."""
    if old >= new:
        raise Http404
    before, after = edition_at(roadmap, old), edition_at(roadmap, new)
    found = compare_editions(read_edition(read_whole(before)), read_edition(read_whole(after)))
    return render(
        request, "roadmaps/national/changes.html", frame(roadmap, old=before, new=after, changes=found)
    )


@of_roadmap
@require_safe
def file_page(request: HttpRequest, roadmap: Roadmap, number: int, which: str) -> HttpResponseBase:
    """A document of an edition: of its validation, its original, or its text in a language."""
    edition = edition_at(roadmap, number)
    if which in {"document", "original"}:
        stored = getattr(edition, which)
    else:
        text = edition.texts.filter(language=which).select_related("document").first()
        stored = text.document if text is not None else None
    if stored is None:
        raise Http404
    return serve(stored)
