"""What is asked of every page."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

axe = Axe()


def press(target: Locator) -> None:
    """Click, and wait for the page it leads to."""
    target.click()
    target.page.wait_for_load_state()


def assert_fits(page: Page) -> None:
    """No sideways scrolling."""
    page.wait_for_load_state()
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1], f"{page.url} scrolls sideways: {width[0]} px in {width[1]} px"


def assert_well_formed(page: Page, language: str) -> None:
    """One h1, a title that names the page, the language, a skip link first, one main; it fits."""
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1, page.url
    assert page.locator("h1").inner_text().strip(), page.url
    assert page.locator("html").get_attribute("lang") == language, page.url
    assert page.locator("html").get_attribute("dir") == "ltr", page.url
    own, _dot, site = page.title().rpartition(" · ")
    assert own.strip(), f"{page.url}: the title {page.title()!r} does not name the page"
    assert site.strip(), page.url
    assert page.locator("main").count() == 1, page.url
    assert page.locator("a").first.get_attribute("href", timeout=1000).startswith("#"), f"{page.url}: no skip link"
    assert_fits(page)


def assert_accessible(page: Page) -> None:
    """No violation that axe can find, and it fits."""
    assert_fits(page)
    with _with_script(page) as looked_at:
        found = axe.run(looked_at).response["violations"]
    told = [(v["id"], [node["html"][:200] for node in v["nodes"]][:3]) for v in found]
    assert not told, f"{page.url}: {told}"


@contextmanager
def _with_script(page: Page) -> Iterator[Page]:
    """The page; or, where its browser runs no scripts (and axe is one), the same markup in one that does."""
    if page.evaluate("() => window.matchMedia('(scripting: enabled)').matches"):
        yield page
        return
    browser = page.context.browser
    assert browser is not None
    twin = browser.new_context(storage_state=page.context.storage_state(), viewport=page.viewport_size)
    markup, shown = page.content(), twin.new_page()
    shown.route(page.url, lambda route: route.fulfill(body=markup, content_type="text/html; charset=utf-8"))
    shown.goto(page.url)
    try:
        yield shown
    finally:
        twin.close()
