"""What robots read: where they may go, and every public page in every language."""

from collections.abc import Iterator
from xml.sax.saxutils import escape  # nosec B406 - writes, reads nothing

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from applications.queries_calls import open_call
from portal.reference import queries as reference
from portal.ui.pages import public_page

_PAGES = (
    "programme:home", "applications:calls", "applications:eligibility", "programme:roadmap", "programme:countries",
    "roadmaps:state", "roadmaps:matrix", "roadmaps:change", "roadmaps:compare", "programme:accessibility",
    "programme:privacy",
)  # fmt: skip


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public is open to robots; what needs an account has nothing for them."""
    closed = ["/admin/", "/health/"]
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
    """One entry a page and language, each naming the others (sitemaps.org, xhtml:link)."""
    built = [code for code, _name in settings.LANGUAGES]
    call = open_call("en")
    per_language = {}
    for code in built:
        with translation.override(code):
            per_language[code] = list(_addresses(call.slug if call else ""))
    entries = []
    for pages in zip(*(per_language[code] for code in built), strict=True):
        versions = {code: escape(settings.PUBLIC_URL + path) for code, path in zip(built, pages, strict=True)}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>' for code, address in versions.items()
        )
        entries += [f"<url><loc>{address}</loc>{links}</url>" for address in versions.values()]
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(entries) + "\n</urlset>\n"
    )
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _addresses(call: str) -> Iterator[str]:
    """Every public page in the language under way, in one order for all languages; `call` is the open one's slug."""
    for name in _PAGES:
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue
    if call:
        yield reverse("applications:call", kwargs={"slug": call})
    for output in reference.roadmap("en"):
        for activity in output.activities:
            yield reverse("programme:activity", kwargs={"code": activity.code})
    base = reverse("programme:countries")
    for row in reference.country_rows("en"):
        yield f"{base}{row.iso3.lower()}/"
