"""The pages of the open data, the same for everybody."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.models import Call
from portal.api import VERSION, document
from portal.documents.serving import serve
from portal.machines.files import opened
from portal.reference.languages import page_language
from portal.ui.pages import public_page
from roadmaps.api import public_measures

from .. import feeds
from ..asked import Asked, WrongFilters, read
from ..models import Dump, Entry
from ..results import find
from . import docs
from .catalogue import Described, FileRow, catalogue
from .datasets import datasets
from .exports import MOST_XLSX
from .licence import LICENCE, cite

PUBLISHER = "UNESCO, Secretariat of the 2005 Convention"
_MEDIA = {"csv.zip": "text/csv", "jsonl.zip": "application/jsonl", "csv": "text/csv"}


@require_safe
@public_page
def data_page(request: HttpRequest) -> HttpResponse:
    """A result of the search to take away, the nightly files, feeds, the interface for programs; 400 for wrong
    filters, with each named."""
    language, problems = page_language(), []
    try:
        asked = read(request.GET, language)
    except WrongFilters as wrong:
        asked, problems = Asked(), wrong.problems
    found = find(asked, language)
    query = asked.address()
    return render(
        request,
        "knowledge/data/data.html",
        {
            "asked": asked,
            "query": f"?{query}" if query else "",
            "count": found.total,
            "most_xlsx": MOST_XLSX,
            "fits_xlsx": found.total <= MOST_XLSX,
            "feed": feeds.address(asked, language),
            "datasets": _datasets(),
            "dictionary": Dump.objects.filter(dataset="dictionary").select_related("stored_file").first(),
            "licence": LICENCE,
            "citation": cite(_("Open data"), request.path),
            "problems": problems,
            "page_errors": bool(problems),
        },
        status=400 if problems else 200,
    )


def _datasets() -> list[dict[str, Any]]:
    """Each dataset in words with its files: one query."""
    files: dict[str, list[Dump]] = {}
    for dump in Dump.objects.select_related("stored_file"):
        files.setdefault(dump.dataset, []).append(dump)
    return [
        {"code": one.code, "title": _(one.title), "words": _(one.description), "files": files.get(one.code, ())}
        for one in datasets()
    ]


@require_safe
def dump_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A nightly file. Http404 for any other name."""
    dump = Dump.objects.select_related("stored_file").filter(name=name).first()
    if dump is None:
        raise Http404
    response = serve(dump.stored_file)
    response["ETag"] = f'"{dump.stored_file.sha256}"'
    if request.headers.get("if-none-match", "").strip() == response["ETag"]:
        response.close()
        response = HttpResponse(status=304)
        response["ETag"] = f'"{dump.stored_file.sha256}"'
    return opened(response)


@require_safe
@public_page
def checksums(request: HttpRequest) -> HttpResponse:
    """What ``sha256sum --check`` reads."""
    rows = Dump.objects.values_list("stored_file__sha256", "name")
    return HttpResponse("".join(f"{sha}  {name}\n" for sha, name in rows), content_type="text/plain; charset=utf-8")


@require_safe
@public_page
def catalogue_file(request: HttpRequest) -> HttpResponse:
    """The catalogue as JSON-LD (DCAT), the same in every language."""
    files: dict[str, list[FileRow]] = {}
    for dump in Dump.objects.select_related("stored_file"):
        row = FileRow(
            name=dump.name,
            address=settings.PUBLIC_URL + reverse("data:file", args=[dump.name]),
            media_type=_MEDIA[dump.name.partition(".")[2]],
            size=dump.stored_file.size,
            sha256=dump.stored_file.sha256,
            made_at=dump.made_at,
        )
        files.setdefault(dump.dataset, []).append(row)
    described = []
    for one in datasets():
        words = []
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                words.append((code, _(one.title), _(one.description)))
        described.append(Described(one.code, words, files.get(one.code, ())))
    made = catalogue(
        described, base=settings.PUBLIC_URL, page=settings.PUBLIC_URL + reverse("data:data"), licence=LICENCE,
        publisher=PUBLISHER, api=settings.PUBLIC_URL + reverse("api_index"),
    )  # fmt: skip
    response = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Type"] = "application/ld+json"
    response["Access-Control-Allow-Origin"] = "*"
    return response


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
