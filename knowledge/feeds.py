"""Atom feeds (RFC 4287): the newest entries, or the newest of any search."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.sax.saxutils import escape, quoteattr  # nosec B406 - writes, reads nothing

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.machines.files import refusal
from portal.machines.params import language_of
from portal.ui.pages import public_page

from .asked import Asked, WrongFilters, read
from .open_data.reading import records, text_of, url_of
from .results import find

MOST = 50
ATOM = "application/atom+xml; charset=utf-8"
_NEVER = "2026-01-01T00:00:00Z"


@require_safe
@public_page
def practices_atom(request: HttpRequest) -> HttpResponse:
    """The newest `MOST` entries of what the address asks; a plain 400 that names each wrong filter."""
    wanted = request.GET.get("lang", "en")
    language = language_of(request)
    with translation.override(language):
        try:
            asked = read(request.GET, language, more=("lang",), strict=True)
        except WrongFilters as wrong:
            return refusal("\n".join(f"{name}: {words}" for name, words in wrong.problems))
        if wanted != language:
            known = ", ".join(code for code, _name in settings.LANGUAGES)
            return refusal(_("lang: “%(value)s” is not a language of this portal: give one of %(known)s.")
                           % {"value": wanted[:20], "known": known})  # fmt: skip
        newest = replace(asked, sort="newest", page=1)
        rows = list(records(find(newest, language).ids[:MOST]))
        response = HttpResponse("".join(_feed(asked, rows, language)), content_type=ATOM)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def address(asked: Asked, language: str) -> str:
    """The feed of a search."""
    query = replace(asked, sort="", page=1).address()
    params = "&".join(filter(None, (query, urlencode({"lang": language}) if language != "en" else "")))
    return f"{settings.PUBLIC_URL}/feeds/practices.atom" + (f"?{params}" if params else "")


def _feed(asked: Asked, rows: list[dict[str, Any]], language: str) -> Iterator[str]:
    mine = address(asked, language)
    query = replace(asked, sort="newest", page=1).address()
    page = f"{settings.PUBLIC_URL}/{language}/practices/" + (f"?{query}" if query else "")
    title = _("Practices, policies and resources")
    if asked.q:
        title = f"{title}: {asked.q}"
    updated = max((row["changed_at"] for row in rows if row["changed_at"]), default=_NEVER)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
    yield f"<id>{escape(mine)}</id>\n<title>{_text(title)}</title>\n<updated>{updated}</updated>\n"
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(mine)}/>\n'
    yield f'<link rel="alternate" type="text/html" hreflang="{language}" href={quoteattr(page)}/>\n'
    yield f"<author><name>{_text(_('Secretariat of the 2005 Convention, UNESCO'))}</name></author>\n"
    host = urlsplit(settings.PUBLIC_URL).hostname
    for row in rows:
        text = text_of(row, language)
        spoken = f' xml:lang="{escape(text["language"])}"' if text["language"] != language else ""
        yield f"<entry{spoken}>\n<id>tag:{host},2026:practices/{escape(row['code'])}</id>\n"
        yield f"<title>{_text(text['title'])}</title>\n<summary>{_text(text['summary'])}</summary>\n"
        yield f"<published>{row['published_at']}</published>\n"
        yield f"<updated>{row['changed_at'] or row['published_at']}</updated>\n"
        yield f'<link rel="alternate" type="text/html" href={quoteattr(url_of(row["slug"], language))}/>\n'
        yield "".join(f"<category term={quoteattr(code)}/>" for code in row["activities"]) + "\n"
        yield f"<rights>{escape(row['licence'])}</rights>\n</entry>\n"
    yield "</feed>\n"


def _text(words: str) -> str:
    """Escaped, without the control signs XML does not know."""
    return escape("".join(sign for sign in words if sign >= " " or sign in "\n\t"))
