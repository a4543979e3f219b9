"""A visitor finds a practice by search and facets, prints it, takes the data (CONTRACT, journey 5)."""

import csv
import io
from urllib.parse import urljoin

import pytest

from .looking import assert_accessible, assert_fits, assert_well_formed, press

# A typing error in each language; the words that are meant.
SOUGHT = {"en": ("discoverabilty", "discoverability"), "fr": ("découvrabilté", "découvrabilité")}


def total(page) -> int:
    """How many entries the page says it found."""
    return int(page.locator("main [data-count]").first.get_attribute("data-count"))


def fetched(page, address: str):
    """A file, as the browser of this visitor would get it."""
    answer = page.request.get(urljoin(page.url, address))
    assert answer.status == 200, address
    return answer


@pytest.mark.parametrize(
    ("language", "width", "javascript"), [("en", 1280, True), ("fr", 360, False)], ids=["english", "french, phone"]
)
def test_a_visitor_finds_a_practice_prints_it_and_takes_the_data(people, language, width, javascript):
    page = people.visitor(language=language, width=width, javascript=javascript)
    page.goto(f"/{language}/")
    press(page.locator("a[href$='/practices/']").last)
    assert_well_formed(page, language)
    everything = total(page)
    assert everything >= 120

    mistyped, meant = SOUGHT[language]
    page.fill("[name=q]", mistyped)
    press(page.locator(".search button"))
    found = total(page)
    assert 0 < found < everything
    assert meant in page.locator("main").inner_text().casefold()
    assert_accessible(page)

    # The number beside a facet is what the page holds once it is chosen.
    if width < 960:
        page.locator("details.facets > summary").first.click()
    label = page.locator(".facets label:has(input[name=output]:not(:disabled))").first
    promised = int(label.locator(".count").inner_text().replace("\u202f", ""))
    label.click()
    press(page.locator(".facets button").last)
    assert total(page) == promised
    assert "output=" in page.url
    assert "q=" in page.url
    assert_fits(page)

    # The address alone brings somebody else to the same result.
    other = people.visitor(language=language)
    other.goto(page.url)
    assert total(other) == promised
    assert other.context.cookies() == []

    data = people.visitor(language=language)
    data.goto(page.url)
    press(data.locator("main a[href*='/data/?']").first)
    assert_accessible(data)
    taken = fetched(data, data.locator("a[href*='practices.csv']").first.get_attribute("href")).text()
    rows = list(csv.DictReader(io.StringIO(taken.lstrip("\ufeff"))))
    assert len(rows) == promised

    press(page.locator("ol.results > li h2 a, ol.results > li h3 a").first)
    assert_well_formed(page, language)
    assert_accessible(page)
    assert page.locator("#cite").is_visible()
    page.emulate_media(media="print")
    assert not [nav for nav in page.locator("nav").all() if nav.is_visible()]
    assert page.locator("h1").is_visible()
    page.emulate_media(media="screen")
    assert fetched(page, page.locator("a[href$='.bib']").first.get_attribute("href")).text().startswith("@")
    brief = page.locator("a[href*='/brief-']").first
    if brief.count():
        assert fetched(page, brief.get_attribute("href")).body().startswith(b"%PDF-")
    assert page.context.cookies() == []


def test_staff_try_an_operation_of_the_interface(people):
    page = people.person("officer", language="en", width=1280)
    page.goto("/admin/knowledge/dump/")
    page.locator(".opblock-tag").first.wait_for()
    assert page.locator("h1").count() == 1
    assert_accessible(page)
    page.locator(".opblock-summary-control").first.click()
    page.locator(".try-out__btn").first.click()
    page.locator("button.execute").first.click()
    page.locator(".live-responses-table .response-col_status", has_text="200").first.wait_for()
    assert_accessible(page)
