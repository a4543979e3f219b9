"""What robots read: where they may go, and every public page in every language."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape  # nosec B406 - writes, reads nothing

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from applications.queries_calls import open_call
from knowledge.models import Entry
from portal.reference import queries as reference
from portal.ui.pages import public_page
from roadmaps.state import queries as state_queries

from .. import manuals

_PAGES = (
    "programme:home", "applications:calls", "applications:register", "applications:eligibility",
    "programme:roadmap", "programme:countries",
    "roadmaps:state", "roadmaps:matrix", "roadmaps:change", "roadmaps:compare", "knowledge:practices",
    "expertise:roster", "data:data", "data:api", "programme:help", "programme:accessibility", "programme:privacy",
)  # fmt: skip
ENTRIES_A_FILE = 20_000


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public is open to robots; what needs an account has nothing for them."""
    closed = ["/admin/", "/health/", "/api/"]
    for code, _name in settings.LANGUAGES:
        closed += [f"/{code}/workspace/", f"/{code}/accounts/", f"/{code}/verify/"]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The parts of the map: a file holds 50 000 addresses at most (sitemaps.org)."""
    parts = ["sitemap-pages.xml"]
    parts += [f"sitemap-practices-{number}.xml" for number in range(1, _parts() + 1)]
    rows = "\n".join(f"<sitemap><loc>{escape(f'{settings.PUBLIC_URL}/{part}')}</loc></sitemap>" for part in parts)
    return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</sitemapindex>\n')


@require_safe
@public_page
def pages_map(request: HttpRequest) -> HttpResponse:
    """Every public page but the entries, in every language."""
    call = open_call("en")
    per_language = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            per_language.append(list(_addresses(call.slug if call else "")))
    return _urls((pages, "") for pages in zip(*per_language, strict=True))


@require_safe
@public_page
def practices_map(request: HttpRequest, number: int) -> HttpResponse:
    """Some of the entries, in every language, each with the day of its last version. Http404 after the last part."""
    if not 1 <= number <= _parts():
        raise Http404
    bases = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            bases.append(reverse("knowledge:practices"))
    rows = Entry.objects.public().order_by("pk").values_list("slug", "version__frozen_at")
    some = rows[(number - 1) * ENTRIES_A_FILE : number * ENTRIES_A_FILE].iterator(chunk_size=5000)
    return _urls(
        ([f"{base}{slug}/" for base in bases], changed.date().isoformat() if changed else "")
        for slug, changed in some
    )


def _parts() -> int:
    """How many files the entries fill: one count."""
    return -(-Entry.objects.public().count() // ENTRIES_A_FILE)


def _urls(pages: Iterable[tuple[Sequence[str], str]]) -> HttpResponse:
    """One entry a page and language, each naming the others; ``pages``: its addresses in the order of the languages,
    and the day it changed."""
    codes = [code for code, _name in settings.LANGUAGES]
    rows = []
    for paths, changed in pages:
        versions = [escape(settings.PUBLIC_URL + path) for path in paths]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
            for code, address in zip(codes, versions, strict=True)
        )
        since = f"<lastmod>{changed}</lastmod>" if changed else ""
        rows += [f"<url><loc>{address}</loc>{since}{links}</url>" for address in versions]
    return _xml(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(rows)
        + "\n</urlset>\n"
    )


def _xml(body: str) -> HttpResponse:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return HttpResponse(head + body, content_type="application/xml; charset=utf-8")


def _addresses(call: str) -> Iterator[str]:
    """Every public page in the language under way, in one order for all languages; `call` is the open one's slug."""
    for name in _PAGES:
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue
    for manual in manuals.NAMES:
        yield reverse("programme:manual", args=[manual])
    if call:
        yield reverse("applications:call", kwargs={"slug": call})
    for output in reference.roadmap("en"):
        for activity in output.activities:
            yield reverse("programme:activity", kwargs={"code": activity.code})
    base = reverse("programme:countries")
    records, editions = state_queries.records(), state_queries.editions()
    for row in reference.country_rows("en"):
        iso3 = row.iso3.lower()
        yield f"{base}{iso3}/"
        if any(edition.public for edition in editions.get(row.id, ())):
            yield reverse("roadmaps:public", args=[iso3])
        if row.id in records:
            yield reverse("roadmaps:stages", args=[iso3])
