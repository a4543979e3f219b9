"""The page of an entry, and what one takes away from it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from portal.documents.serving import serve
from portal.reference.languages import page_language
from portal.reference.queries import country_names
from portal.ui.pages import public_page, shelf
from roadmaps.assistance.material import workshops_with

from ... import adapted, brief, entry_parts
from ...choices import Kind
from ...citing import as_bibtex as bibtex
from ...citing import as_ris as ris
from ...citing import as_text
from ...forward import shown as shown_beside
from ...found import address
from ...linked_data import as_json_ld as linked
from ...models import Attachment, Entry
from ...queries import At, at, similar
from ...shown import LANGUAGE_NAMES, Shown, show

_ADDRESSES = ("practice_bibtex", "practice_ris", "practice_json_ld", "note")


def _found(slug: str) -> At:
    """What stands at this address. Raises Http404 for nothing."""
    found = at(slug)
    if not (found.entry or found.moved_to or found.gone):
        raise Http404
    return found


def entry_at(slug: str) -> Entry:
    """The public entry at this address. Raises Http404."""
    entry = _found(slug).entry
    if entry is None:
        raise Http404
    return entry


@require_safe
@public_page
def practice_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A public entry; 301 from a former address, 410 once it is withdrawn. ``?text=es`` shows another language."""
    found = _found(slug)
    if found.moved_to:
        query = request.META.get("QUERY_STRING", "")
        where = reverse("knowledge:practice", args=[found.moved_to])
        return HttpResponsePermanentRedirect(f"{where}?{query}" if query else where)
    if found.entry is None:
        return render(request, "knowledge/public/gone.html", status=410)
    wanted = request.GET.get("text", "")
    shown = show(found.entry, page_language(), wanted if wanted in LANGUAGE_NAMES else "")
    return render(request, "knowledge/public/practice.html", _context(shown))


def _context(shown: Shown) -> dict[str, Any]:
    entry, reader = shown.entry, shown.reader
    names, practices_url = country_names(reader), reverse("knowledge:practices")
    return {
        "entry": entry,
        "kind": entry.get_kind_display(),
        "practices_url": practices_url,
        "addresses": {name: address(entry.slug, name) for name in _ADDRESSES},
        "spoken": shown.attributes,
        "shown": shown,
        "version": shown.version,
        "text": shown.text,
        "answers": entry_parts.answers(shown, shown.attributes),
        "languages": list(shown.languages()),
        "ties": entry_parts.ties(shown, practices_url),
        "workshops": workshops_with(entry.code) if entry.kind == Kind.RESOURCE else 0,
        "reuses": [(row, names.get(row.country_id, "")) for row in entry.reuses.all()],
        "adapted": adapted.lists_of(entry, reader),
        "similar": shelf.get(("knowledge.similar", entry.pk, reader), lambda: _similar(entry, reader)),
        "citation": as_text(shown.work),
        "pdf": brief.said_in(shown.version.brief_keys, shown.text),
        "preview": static(f"previews/{entry.kind}.png"),
    }


def _similar(entry: Entry, reader: str) -> SafeString:
    """Entries that are alike, as list items."""
    return entry_parts.similar(shown_beside(similar(entry), reader, with_codes=False))


def _file(content: str, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@public_page
def as_bibtex(request: HttpRequest, slug: str) -> HttpResponse:
    """The citation as BibTeX."""
    return _file(bibtex(show(entry_at(slug), page_language()).work), f"{slug}.bib", "application/x-bibtex")


@require_safe
@public_page
def as_ris(request: HttpRequest, slug: str) -> HttpResponse:
    """The citation as RIS."""
    return _file(
        ris(show(entry_at(slug), page_language()).work), f"{slug}.ris", "application/x-research-info-systems"
    )


@require_safe
@public_page
def as_json_ld(request: HttpRequest, slug: str) -> HttpResponse:
    """The entry as linked data."""
    return JsonResponse(
        linked(show(entry_at(slug), page_language())),
        json_dumps_params={"ensure_ascii": False},
        content_type="application/ld+json; charset=utf-8",
    )


@require_safe
@public_page
def as_pdf(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """The brief in a language, as issued; 404 until the worker has made it."""
    document = brief.issued(entry_at(slug).version, code)
    if document is None:
        raise Http404
    return serve(document.stored_file)


@require_safe
@public_page
def attachment(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """A file of the published version."""
    entry = entry_at(slug)
    found = Attachment.objects.filter(version=entry.version_id, code=code).select_related("stored_file").first()
    if found is None:
        raise Http404
    return serve(found.stored_file)
