"""The style guide and the script in a real browser, without a server: the test hands it the pages and files."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import BrowserContext, Page, Route

from portal.ui import views

from .css import FOLDER

pytestmark = pytest.mark.journey
HERE = "http://portal.test"
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
POLICY = "default-src 'self'; img-src 'self' data:"
FORM = """<!doctype html><html lang="en"><title>Form</title><script src="/static/js/portal.js" defer></script>
<form method="post" action="/sent" data-autosave="/save"><input type="hidden" name="revision" value="3">
<textarea name="text" id="id_text"></textarea>
<p class="count" id="id_text-count" data-count="id_text" data-limit="5" data-words="{used} of {limit}">0 of 5</p>
<p class="save" role="status" data-saving="Saving" data-dirty="Not saved yet" data-offline="No connection"
 data-signin="Sign in again" data-failed="Not saved" data-compare="Compare">
<svg><use href="/static/icons/sprite.svg#check"/></svg><span></span></p>
<button>Send</button></form>"""


def serve_files(route: Route) -> None:
    name = route.request.url.split("/static/")[1]
    file = FOLDER.parent / name
    route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix[1:]])


def opened(context: BrowserContext, html: str) -> Page:
    page = context.new_page()
    page.route(f"{HERE}/static/**", serve_files)
    page.route(
        f"{HERE}/page",
        lambda route: route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY}),
    )
    page.goto(f"{HERE}/page")
    return page


@pytest.fixture
def guide(monkeypatch) -> str:
    monkeypatch.setattr(settings, "DEBUG", True)
    with translation.override("en"):
        return views.styleguide(RequestFactory().get("/en/styleguide/")).content.decode()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_part_of_the_look_breaks_a_rule_of_accessibility(browser, guide, width, scheme, direction):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = opened(context, guide.replace('dir="ltr">', f'dir="{direction}">', 1))
    found = [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
    scrolls = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found == []
    assert scrolls <= width


def test_the_policy_stops_nothing_of_the_style_guide(browser, guide):
    context = browser.new_context()
    said: list[str] = []
    page = opened(context, guide)
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    context.close()
    assert said == []


@pytest.mark.parametrize(
    ("status", "answer", "state", "words"),
    [
        (200, {"revision": 4, "saved_at_text": "Saved at 14:32."}, "saved", "Saved at 14:32."),
        (409, {"url": "/compare", "text": "Rudo changed this."}, "conflict", "Rudo changed this. Compare"),
        (403, {}, "error", "Sign in again"),
        (500, {}, "error", "Not saved"),
    ],
)
def test_the_state_of_saving_is_told_in_words(browser, status, answer, state, words):
    context = browser.new_context()
    page = opened(context, FORM)
    sent: list[str] = []

    def save(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(status=status, body=json.dumps(answer), content_type="application/json")

    page.route(f"{HERE}/save", save)
    page.fill("textarea", "sixteen")
    assert page.inner_text(".save") == "Not saved yet"
    page.wait_for_selector(f".save[data-state={state}]", state="attached")
    assert page.inner_text(".save") == words
    assert page.inner_text(".count") == "7 of 5"
    assert 'name="revision"\r\n\r\n3' in sent[0]
    assert page.input_value("[name=revision]") == ("4" if status == 200 else "3")
    context.close()


def test_without_a_line_the_words_stay_and_go_when_it_is_back(browser):
    context = browser.new_context()
    page = opened(context, FORM)
    lines = {"up": False}

    def save(route: Route) -> None:
        if lines["up"]:
            route.fulfill(body=json.dumps({"revision": 4, "saved_at_text": "Saved"}), content_type="application/json")
        else:
            route.abort()

    page.route(f"{HERE}/save", save)
    page.fill("textarea", "words")
    page.wait_for_selector(".save[data-state=offline]", state="attached")
    assert page.inner_text(".save") == "No connection"
    assert page.input_value("textarea") == "words"
    lines["up"] = True
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector(".save[data-state=saved]", state="attached")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_a_form_pressed_twice_is_sent_once(browser):
    context = browser.new_context()
    page = opened(context, FORM)
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.url)  # and never answers: the second press comes while the first is under way

    page.route(f"{HERE}/sent", answer)
    page.evaluate("() => { const b = document.querySelector('button'); b.click(); b.click(); b.click(); }")
    page.wait_for_timeout(300)
    context.close()
    assert len(sent) == 1


def test_a_page_with_unsaved_words_asks_before_it_is_left(browser):
    context = browser.new_context()
    page = opened(context, FORM.replace("data-autosave", "data-warn data-unused"))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.click("textarea")
    page.keyboard.type("x")
    page.goto(f"{HERE}/page")
    context.close()
    assert asked == ["beforeunload"]
