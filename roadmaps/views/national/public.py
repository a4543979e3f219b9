"""The public page of a national roadmap, and the files one takes away."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.documents.serving import serve
from portal.documents.spreadsheets import XLSX
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_row, term_map
from portal.ui.pages import public_page

from ...models import Consultation, ConsultationPhoto, Contribution, Edition, Roadmap
from ...national import pdf as national_pdf
from ...national.outcome import by_activity, by_output, in_words
from ...national.outputs import as_data, as_xlsx, file_name
from ...national.platform import say_platform
from ...national.queries import current_of
from ...national.queries_reporting import values_of
from ...national.reading import read_edition
from ...national.timeline import line, span
from ...national.whole import Whole, read_whole
from ...sections.edition import LANGUAGES
from ...state.citing import citation
from .home import stage_line


def _found(iso3: str) -> tuple[Any, Roadmap]:
    """The country's row and its roadmap. Raises Http404."""
    row = country_row(iso3, page_language())
    roadmap = current_of(row.id) if row is not None else None
    if row is None or roadmap is None:
        raise Http404
    return row, roadmap


def validated(iso3: str) -> Edition:
    """The edition in force at this address. Raises Http404."""
    _row, roadmap = _found(iso3)
    if roadmap.edition is None:
        raise Http404
    edition: Edition = roadmap.edition
    edition.roadmap = roadmap
    return edition


@require_safe
@public_page
def roadmap_page(request: HttpRequest, iso3: str) -> HttpResponseBase:
    """The validated roadmap: where it stands, its matrix, timeline and measures; the consultations that are public.

    404 while there is neither a validated edition nor a public consultation.
    """
    row, roadmap = _found(iso3)
    consultations = list(
        Consultation.objects.filter(roadmap=roadmap, is_public=True, is_cancelled=False)
        .prefetch_related(
            "counts",
            Prefetch("photos", ConsultationPhoto.objects.select_related("stored_file")),
            Prefetch("contributions", Contribution.objects.filter(state="accepted"), "shown"),
        )
        .order_by("-starts_at")
    )
    if roadmap.edition is None and not consultations:
        raise Http404
    if iso3 != row.iso3.lower():
        return redirect("roadmaps:public", iso3=row.iso3.lower(), permanent=True)
    title = _("National roadmap: %(name)s") % {"name": row.name}
    context = {
        "country": row,
        "citation": citation(title, request.path, timezone.now().date()),
        "iso3": row.iso3.lower(),
        "roadmap": roadmap,
        "stage_line": stage_line(roadmap.stage),
        "consultations": [(one, _came(one)) for one in consultations],
    }
    if roadmap.edition is not None:
        edition: Edition = roadmap.edition
        edition.roadmap = roadmap
        context |= _shown(edition)
    return render(request, "roadmaps/public/roadmap.html", context)


def _came(consultation: Consultation) -> int:
    return sum(count.women + count.men + count.undeclared for count in consultation.counts.all())


def _shown(edition: Edition) -> dict[str, Any]:
    whole = read_whole(edition)
    say_platform((planned.measure for planned in whole.measures), edition.roadmap_id)
    reading = read_edition(whole)
    own = declared(whole)
    texts = list(edition.texts.all())
    return {
        "edition": edition,
        "text": next((text for text in texts if text.language == page_language()), None),
        "texts": [(text, dict(LANGUAGES).get(text.language, text.language)) for text in texts],
        "original_language": dict(LANGUAGES).get(edition.language, edition.language),
        "reading": reading,
        "states": by_activity((taken.item.activity for taken in whole.items), own),
        "outputs": in_words(by_output(own), term_map("output", page_language())),
        "years": _years(whole),
        "timeline": _timeline(whole, reading),
        "values": _values(edition, reading),
        "measure_count": len(whole.measures),
        "pdf": national_pdf.issued(edition, page_language()),
    }


def declared(whole: Whole) -> list[tuple[str, str]]:
    """(activity, status declared) of every measure."""
    return [(taken.item.activity, planned.measure.declared) for taken in whole.items for planned in taken.measures]


def _values(edition: Edition, reading: Any) -> list[tuple[Any, dict[str, Any], Any]]:
    """(measure, indicator, its values over time) for every indicator that has one, in the order of the roadmap."""
    measures = [one for item in reading.items for one in item.measures]
    known = values_of(edition.roadmap_id, [row["key"] for one in measures for row in one.planned.indicators])
    return [
        (one, row | {"unit": known[row["key"]][-1].unit or row["unit"]}, known[row["key"]])
        for one in measures
        for row in one.planned.indicators
        if row["key"] in known
    ]


def _years(whole: Whole) -> tuple[int, int] | None:
    """The years the timeline runs over."""
    return span((one.measure.starts_on, one.measure.ends_on) for one in whole.measures)


def _timeline(whole: Whole, reading: Any) -> list[tuple[Any, Any]]:
    years = _years(whole)
    return [
        (one, line(item.code, one.measure.starts_on, one.measure.ends_on, years))
        for item in reading.items
        for one in item.measures
    ]


@require_safe
@public_page
def as_json(request: HttpRequest, iso3: str) -> HttpResponse:
    """The validated roadmap as data."""
    edition = validated(iso3)
    return JsonResponse(as_data(read_whole(edition), page_language()), json_dumps_params={"ensure_ascii": False})


@require_safe
@public_page
def as_sheet(request: HttpRequest, iso3: str) -> HttpResponse:
    """Its measures as a spreadsheet."""
    edition = validated(iso3)
    response = HttpResponse(as_xlsx(read_whole(edition)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name(edition, "xlsx")}"'
    return response


@require_safe
@public_page
def as_pdf(request: HttpRequest, iso3: str) -> HttpResponseBase:
    """The issued PDF in the language of the page; 404 until the worker has made it."""
    document = national_pdf.issued(validated(iso3), page_language())
    if document is None:
        raise Http404
    return serve(document.stored_file)


@require_safe
@public_page
def as_document(request: HttpRequest, iso3: str, which: str) -> HttpResponseBase:
    """The original of the validated edition, or its document in a language."""
    edition = validated(iso3)
    if which == "original":
        stored = edition.original
    else:
        text = edition.texts.filter(language=which).select_related("document").first()
        stored = text.document if text is not None else None
    if stored is None:
        raise Http404
    return serve(stored)


@require_safe
@public_page
def as_photo(request: HttpRequest, iso3: str, photo: str) -> HttpResponseBase:
    """A photo of a consultation that is shown publicly."""
    _row, roadmap = _found(iso3)
    shown = ConsultationPhoto.objects.filter(
        code=photo, consultation__roadmap=roadmap, consultation__is_public=True, consultation__is_cancelled=False
    )
    return serve(get_object_or_404(shown.select_related("stored_file")).stored_file)


def address_of(country: Country) -> str:
    """Where the roadmap of a country is public."""
    return reverse("roadmaps:public", args=[country.iso3.lower()])
