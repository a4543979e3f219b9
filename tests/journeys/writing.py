"""How a focal point writes an application in the browser, with and without JavaScript."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from applications.sections import SECTIONS
from programme.demo.paper import one_page

from .answers import BY_LANGUAGE
from .looking import assert_fits, press

CONTINUE = ".savebar button[value=continue]"
LEAVE = ".savebar button[value=leave]"


def section_url(file_url: str, code: str) -> str:
    """Address of a section from the address of its file."""
    return f"{file_url.split('?')[0].rstrip('/')}/{code}/"


def path_of(url: str) -> str:
    """The path of an address."""
    return urlsplit(url).path


def give(page: Page, name: str, value: Any) -> None:
    """Answer one field, whatever control it has."""
    controls = page.locator(f'main form [name="{name}"]:visible')
    kind = controls.first.get_attribute("type") or controls.first.evaluate("control => control.tagName.toLowerCase()")
    if kind == "radio":
        page.locator(f'main form [name="{name}"][value="{value}"]').check()
    elif kind == "checkbox":
        controls.first.set_checked(bool(value))
    elif kind == "select":
        controls.first.select_option(value)
    else:
        controls.first.fill(value)


def fill_section(page: Page, answers: dict[str, Any]) -> None:
    """Answer the section that is open; rows that are not there yet are asked for with the page's own button."""
    for kind, rows in answers.get("rows", {}).items():
        for number, row in enumerate(rows):
            if not _row(page, kind, number, row).count():
                press(page.locator(f'button[name=add_row][value="{kind}"]'))
            assert _row(page, kind, number, row).count() == 1, f"{page.url}: no row {number + 1} of {kind}"
            for name, value in row.items():
                give(page, f"{kind}-{number}-{name}", value)
    for code, (order, reason) in answers.get("picked", {}).items():
        page.locator(f'main [name=activities][value="{code}"]').check()
        page.fill(f'[name="order-{code}"]', order)
        page.fill(f'[name="reason-{code}"]', reason)
    for name, value in answers.items():
        if name not in {"rows", "picked"}:
            give(page, name, value)


def _row(page: Page, kind: str, number: int, row: dict[str, Any]) -> Locator:
    return page.locator(f'main form [name="{kind}-{number}-{next(iter(row))}"]')


def attach_letter(page: Page, title: str) -> None:
    """Add the signed letter on the page of attachments, as a real PDF."""
    letter = {
        "name": "letter signed.pdf",
        "mimeType": "application/pdf",
        "buffer": one_page(title, "We ask for the assistance. Signed and sealed."),
    }
    page.select_option("main [name=kind]", "signed_letter")
    page.fill("main [name=title]", title)
    page.set_input_files("main [name=file]", letter)
    press(page.locator("main form:has([name=file]) button"))
    page.get_by_role("link", name=title).wait_for()


def fill_application(page: Page, language: str, *, look: Callable[[Page], None] = assert_fits) -> None:
    """From the page of the file, answer every section; ends on the page where the answers are checked."""
    file_url, answers = page.url, BY_LANGUAGE[language]
    page.goto(section_url(file_url, SECTIONS[0].code))
    for section in SECTIONS:
        assert page.url.split("?")[0] == section_url(file_url, section.code), page.url
        look(page)
        if section.files:
            attach_letter(page, answers[section.code]["title"])
            page.goto(section_url(file_url, "declaration"))
            continue
        fill_section(page, answers[section.code])
        press(page.locator(".savebar .actions button").first)
        page.wait_for_url(lambda url, here=section.code: f"/{here}/" not in url)
