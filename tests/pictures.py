"""Makes the pictures of the README anew, from the demonstration: `python -m tests.pictures` (some minutes)."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from .conftest import CHROMIUM
from .journeys.driving import ROOT, People, running_portal

FOLDER = ROOT / "docs" / "images"
COLOURS = 128
# The name of each picture, who sees it, in which language, and where.
PICTURES = (
    ("home-en", "", "en", "/en/"),
    ("state-en", "", "en", "/en/roadmaps/"),
    ("practices-en", "", "en", "/en/practices/?q=discoverability"),
    ("tasks-fr", "focal.zwe", "fr", "/fr/workspace/"),
    ("board-en", "officer", "en", "/admin/applications/decision/"),
)


def main() -> None:
    """Every picture, on the first screen of its page."""
    with TemporaryDirectory() as data, running_portal(Path(data)) as portal, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        people = People(browser, portal)
        for name, who, language, path in PICTURES:
            page = people.person(who, language=language) if who else people.visitor(language=language)
            page.goto(path)
            if name == "tasks-fr":
                page.locator("main a[href*='/workspace/applications/']").first.click()
                page.wait_for_load_state()
            (FOLDER / f"{name}.png").write_bytes(picture(page))
        people.close()
        browser.close()


def picture(page: Page) -> bytes:
    """What is seen without scrolling, in few colours: a third of the weight."""
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    out = BytesIO()
    seen.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
