"""Reading an edition, two of them side by side, and the documents kept with them."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.documents.serving import serve
from portal.documents.spreadsheets import XLSX
from portal.reference.languages import page_language

from ...models import Roadmap
from ...national import pdf
from ...national.outputs import as_data, as_xlsx, file_name
from ...national.platform import say_platform
from ...national.queries import latest_edition
from ...national.reading import compare_editions, read_edition
from ...national.whole import read_whole
from .base import edition_at, frame, of_roadmap


@of_roadmap
@require_safe
def read_page(request: HttpRequest, roadmap: Roadmap, number: int | None = None) -> HttpResponseBase:
    """An edition from end to end; the latest without a number."""
    edition = edition_at(roadmap, number or latest_edition(roadmap).number)
    whole = read_whole(edition)
    say_platform((planned.measure for planned in whole.measures), roadmap.pk)
    return render(
        request,
        "roadmaps/national/read.html",
        frame(
            roadmap,
            edition=edition,
            reading=read_edition(whole),
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
    return render(request, "roadmaps/national/changes.html", frame(roadmap, old=before, new=after, changes=found))


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


@of_roadmap
@require_POST
def pdf_page(request: HttpRequest, roadmap: Roadmap, number: int) -> HttpResponseBase:
    """Have an edition made as a PDF."""
    edition = edition_at(roadmap, number)
    edition.roadmap = roadmap
    return redirect(pdf.request(edition=edition, by=request.user, language=page_language()))


@of_roadmap
@require_safe
def xlsx_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """The measures of the latest edition as a spreadsheet, in the columns of the import."""
    edition = latest_edition(roadmap)
    edition.roadmap = roadmap
    response = HttpResponse(as_xlsx(read_whole(edition)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name(edition, "xlsx")}"'
    return response


@of_roadmap
@require_safe
def json_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """The latest edition as data."""
    edition = latest_edition(roadmap)
    edition.roadmap = roadmap
    return JsonResponse(as_data(read_whole(edition), page_language()), json_dumps_params={"ensure_ascii": False})
