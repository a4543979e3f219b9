"""Steps that several journeys take."""

import re
import time
from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

from .driving import Portal
from .looking import press


def sign_up(page: Page, portal: Portal, *, address: str, name: str, language: str) -> None:
    """From the page of sign-up, to the workspace of a new account whose address is confirmed."""
    page.fill("[name=name]", name)
    page.fill("[name=email]", address)
    page.fill("[name=password1]", "long-and-plain-words")
    page.fill("[name=password2]", "long-and-plain-words")
    press(page.locator("main form:has([name=email]) button").first)
    page.locator("[name=code]").wait_for()
    page.fill("[name=code]", portal.code_for(address))
    press(page.locator("main form:has([name=code]) button").first)
    page.wait_for_url(f"**/{language}/workspace/**")


def claim_party(page: Page, iso3: str, language: str) -> None:
    """Say for which Party one speaks, from the newcomer's workspace."""
    page.goto(f"/{language}/workspace/")
    press(page.locator(f'main a[href="/{language}/workspace/claim/"]').first)
    page.select_option("[name=party]", iso3)
    page.check("[name=kind][value=writer]")
    page.fill("[name=institution]", "Ministry of Culture")
    page.fill("[name=title]", "Deputy Director")
    page.fill("[name=why]", "Letter of designation of 3 November.")
    press(page.locator("main form:has([name=party]) button"))
    page.wait_for_url(f"**/{language}/workspace/**")


def confirm_claim(page: Page, name: str) -> None:
    """An officer finds the claim in what waits, opens it and confirms."""
    page.goto("/en/workspace/")
    press(page.locator("main a[href*='state__exact=claimed']").first)
    press(page.get_by_role("row", name=re.compile(name)).get_by_role("link").first)
    press(page.locator("a[href$='/decide/']").first)
    press(page.locator("button[name=act][value=confirm]"))
    page.wait_for_url("**/change/")


def made_file(page: Page, seconds: float = 300) -> bytes:
    """On the page of a job: wait until the file is made, with or without a script, and download it."""
    link = page.locator("a[href$='/file/']")
    end = time.monotonic() + seconds
    while not link.count():
        assert time.monotonic() < end, f"{page.url}: no file after {seconds} s: {page.locator('main').inner_text()}"
        assert not page.locator("main [role=alert]").count(), page.locator("main").inner_text()
        page.wait_for_timeout(400)
        page.goto(page.url)
    with page.expect_download() as download:
        link.first.click()
    return download.value.path().read_bytes()


def pdf_text(data: bytes) -> str:
    """The text of a PDF, on one line."""
    assert data.startswith(b"%PDF-"), data[:20]
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(data)).pages)
    return re.sub(r"\s+", " ", text)
