"""The pages of a private link in a real browser: accessible, narrow, by keyboard."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests.ui.test_style_guide_in_browser import opened

from .factories import GOOD, link

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.usefixtures("form")]


def page_of(state: str, language: str) -> str:
    """The page in one of its states."""
    client = Client()
    _link, path = link(language=language)
    if state == "asked":
        return client.get(path).content.decode()
    if state == "wrong":
        return client.post(path, {"opinion": "x" * 600, "since": "long ago"}).content.decode()
    client.post(path, GOOD)
    if state == "twice":
        return client.post(path, {**GOOD, "opinion": "A second opinion"}).content.decode()
    return client.get(path).content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("state", ["asked", "wrong", "answered", "twice"])
def test_each_state_of_the_page_is_accessible_and_fits(browser, state, width, language):
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = opened(context, page_of(state, language))
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/{state}-{width}-{language}.png", full_page=True)
    found = [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
    assert found == []
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1]
    assert page.locator("h1").count() == 1
    context.close()
