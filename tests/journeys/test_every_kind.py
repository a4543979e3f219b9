"""Each person follows every link of the portal: one page of each kind is opened, and found whole."""

from collections import deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import Error as PlaywrightError

from .looking import assert_accessible

WALKS = [
    ("", "fr", 360, ["/fr/"]),
    ("focal.uga", "en", 1280, ["/en/workspace/"]),
    ("focal.zwe", "fr", 360, ["/fr/workspace/"]),
    ("expert1", "en", 360, ["/en/workspace/"]),
    ("officer", "en", 1280, ["/admin/"]),
    ("officer2", "fr", 360, ["/admin/roadmaps/assistance/board/", "/admin/knowledge/entry/"]),
    ("editor", "en", 360, ["/admin/", "/en/workspace/"]),
]
# Files, and doors that lead out: signing out, the machine's own addresses.
FILES = (
    ".csv",
    ".pdf",
    ".xlsx",
    ".json",
    ".jsonld",
    ".atom",
    ".bib",
    ".ris",
    ".ics",
    ".zip",
    ".xml",
    ".txt",
    ".docx",
)


def kind_of(path: str, language: str) -> str:
    """The name of the page at this path; "" for a file or what is not the portal's."""
    if path.endswith(FILES) or "/logout" in path or "/static/" in path:
        return ""
    try:
        with translation.override(language):
            return resolve(path).view_name
    except Resolver404:
        return ""


def links_of(page) -> list[str]:
    """Addresses of the portal that the page leads to."""
    found = page.locator("a[href]:not([download])").evaluate_all(
        "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
    )
    here = urlsplit(page.url).netloc
    return [urlsplit(link)._replace(fragment="").geturl() for link in found if urlsplit(link).netloc == here]


@pytest.mark.parametrize(
    ("who", "language", "width", "start"),
    WALKS,
    ids=[f"{walk[0] or 'visitor'} {walk[1]} {walk[2]}" for walk in WALKS],
)
def test_every_kind_of_page_one_can_reach_is_whole(people, who, language, width, start):
    page = (
        people.person(who, language=language, width=width) if who else people.visitor(language=language, width=width)
    )
    ahead, seen, wrong = deque(start), set(), []
    while ahead:
        address = ahead.popleft()
        kind = kind_of(urlsplit(address).path, language)
        if not kind or kind in seen:
            continue
        seen.add(kind)
        try:
            answer = page.goto(address)
        except PlaywrightError as error:
            if "Download is starting" not in str(error):
                raise
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        said = f"{who or 'visitor'} at {page.url} ({kind})"
        if answer.status != 200:
            wrong.append(f"{said}: {answer.status}")
            continue
        if page.locator("h1").count() != 1 or page.locator("html").get_attribute("lang") != language:
            wrong.append(f"{said}: one h1 in the language of the reader is missing")
        try:
            assert_accessible(page)
        except AssertionError as error:
            wrong.append(f"{said}: {error}")
        ahead.extend(links_of(page))
    assert len(seen) > 10
    assert not wrong, "\n".join(wrong)
