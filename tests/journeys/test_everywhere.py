"""What holds on every page: accessible, narrow screens, light, without cookies, in both languages, on paper."""

import re

import pytest

from .looking import assert_accessible, assert_fits, assert_well_formed, press
from .weighing import Scales

PUBLIC = (
    "",
    "calls/",
    "calls/open-call/",
    "eligibility/",
    "eligibility/?country=UGA&institution=civil_society&endorsed=no&under_way=unknown",
    "open-roadmap/",
    "open-roadmap/2.4/",
    "countries/",
    "countries/?q=a&region=africa",
    "countries/uga/",
    "countries/col/",
    "roadmaps/",
    "roadmaps/matrix/",
    "roadmaps/compare/?country=col&country=fra",
    "roadmaps/change/",
    "roadmaps/col/",
    "roadmaps/col/stages/",
    "help/",
    "help/focal-point/",
    "help/expert/",
    "help/assessor/",
    "help/officer/",
    "help/editor/",
    "help/author/",
    "accessibility/",
    "privacy/",
    "verify/",
)
# With a form that is posted: these set the cookie of the form's token, and of the sign-in.
DOORS = ("accounts/login/", "accounts/signup/", "accounts/password/reset/", "accounts/login/code/")
FIRST_VISIT, NEXT_VISIT = 60_000, 25_000


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("fr", True)], ids=["english, light", "french, dark"])
def test_public_pages_are_accessible_and_well_formed(people, language, dark):
    page = people.visitor(language=language, dark=dark)
    titles = {}
    for path in (*PUBLIC, *DOORS):
        answer = page.goto(f"/{language}/{path}")
        assert answer.status == 200, page.url
        assert_well_formed(page, language)
        assert_accessible(page)
        titles.setdefault(page.title(), []).append(path.split("?")[0])
    twice = {title: set(paths) for title, paths in titles.items() if len(set(paths)) > 1}
    assert not twice, "two pages of one title"


@pytest.mark.parametrize(("language", "dark"), [("en", True), ("fr", False)], ids=["english, dark", "french, light"])
def test_public_pages_fit_a_screen_of_360(people, language, dark):
    page = people.visitor(language=language, dark=dark, width=360)
    for path in (*PUBLIC, *DOORS):
        page.goto(f"/{language}/{path}")
        assert_fits(page)
    for path in ("", "calls/open-call/", "countries/uga/"):
        page.goto(f"/{language}/{path}")
        assert_accessible(page)


def test_the_language_bar_leads_to_the_same_page(people):
    page = people.visitor()
    for path in (*PUBLIC, *DOORS[:2]):
        page.goto(f"/en/{path}")
        press(page.locator("nav.langs a[hreflang=fr]"))
        page.wait_for_url("**/fr/**")
        assert page.url.split("/fr/", 1)[1] == path
        assert page.locator("html").get_attribute("lang") == "fr"
        press(page.locator("nav.langs a[hreflang=en]"))
        page.wait_for_url("**/en/**")
        assert page.url.split("/en/", 1)[1] == path


def test_public_pages_set_no_cookie_and_keep_nothing_in_the_browser(people):
    page = people.visitor()
    for path in PUBLIC:
        answer = page.goto(f"/en/{path}")
        assert "set-cookie" not in answer.all_headers(), path
        assert "public" in answer.all_headers()["cache-control"], path
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_first_visit_takes_at_most_60_kb_and_the_next_page_25(people):
    heavy = []
    for path in PUBLIC:
        page = people.visitor()
        scales = Scales(page)
        page.goto(f"/en/{path}")
        scales.settle()
        if scales.bytes > FIRST_VISIT:
            heavy.append((path, scales.told()))
        page.context.close()
        people.contexts.remove(page.context)
    page = people.visitor()
    page.goto("/en/")
    scales = Scales(page)
    for path in PUBLIC[1:]:
        scales.empty()
        page.goto(f"/en/{path}")
        scales.settle()
        if scales.bytes > NEXT_VISIT:
            heavy.append(("next", path, scales.told()))
    assert not heavy


def test_the_keyboard_reaches_the_content_and_the_menu(people):
    page = people.visitor()
    page.goto("/en/")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("link => link === document.activeElement")
    box = skip.bounding_box()
    assert box["y"] >= 0, "the skip link is seen when it has the focus"
    assert box["height"] > 10, "the skip link is seen when it has the focus"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    page.goto("/en/")
    reached = []
    for _press in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('nav')?.getAttribute('aria-label') || ''"))
    assert "Main menu" in reached
    assert reached.index("Languages") < reached.index("Main menu")
    # Whatever has the focus shows it.
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_the_menu_opens_on_a_narrow_screen_without_a_script(people):
    page = people.visitor(width=360, javascript=False)
    page.goto("/en/")
    entry = page.locator("nav[aria-label='Main menu'] a").first
    assert not entry.is_visible()
    press(page.locator("header summary"))
    assert entry.is_visible()
    assert_fits(page)


def test_on_paper_there_is_no_navigation(people):
    page = people.visitor()
    page.emulate_media(media="print")
    for path in PUBLIC[:8]:
        page.goto(f"/en/{path}")
        seen = [nav.get_attribute("aria-label") for nav in page.locator("nav").all() if nav.is_visible()]
        assert not seen, f"{page.url}: {seen}"
        assert not page.locator("a.skip").is_visible()
        assert page.locator("h1").is_visible()


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (360, False)], ids=["1280, dark", "360, light"])
def test_the_pages_of_a_focal_point(people, width, dark):
    page = people.person("focal.zwe", width=width, dark=dark)
    look(page, "en")
    press(page.locator("main a[href*='/workspace/applications/']").first)
    look(page, "en")
    sections = page.locator("ol.tasks a").evaluate_all("links => links.map(link => link.href)")
    assert len(sections) >= 14
    file_url = page.url
    for url in [*sections, f"{file_url}check/", f"{file_url}withdraw/"]:
        page.goto(url)
        look(page, "en")
    for path in ("applications/", "account/", "team/zwe/", "team/zwe/invite/", "team/zwe/hand-over/", "claim/"):
        page.goto(f"/en/workspace/{path}")
        look(page, "en")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_files_that_were_sent(people, width):
    for who, states in (("focal.uga", ["", "decision/", "read/"]), ("focal.gab", ["", "read/"])):
        page = people.person(who, language="fr", width=width)
        press(page.locator("main a[href*='/workspace/applications/']").first)
        address = re.match(r".*/workspace/applications/[^/]+/", page.url).group()
        for state in states:
            page.goto(f"{address}{state}")
            look(page, "fr")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_an_assessor(people, width):
    seen = 0
    for name in ("assessor1", "assessor2", "assessor3", "assessor4"):
        page = people.person(name, width=width)
        page.goto("/en/workspace/assessments/")
        addresses = page.locator("main table a").evaluate_all("links => links.map(link => link.href)")
        if name == "assessor1":
            look(page, "en")
        for address in [one for one in addresses if "JAM" in one]:
            page.goto(address)
            look(page, "en")
            seen += 1
    assert seen >= 2


@pytest.mark.parametrize(
    ("name", "language", "width", "dark"),
    [("officer", "en", 1280, False), ("officer2", "fr", 1280, True), ("head", "en", 360, False)],
    ids=["officer at 1280", "officer in French, dark", "head at 360"],
)
def test_the_pages_of_the_office(people, name, language, width, dark):
    page = people.person(name, language=language, width=width, dark=dark)
    page.goto("/admin/")
    look_at_office(page, language)
    for path in (
        "applications/application/",
        "applications/application/?state=assessment",
        "applications/application/DCE-2026-JOR-001/",
        "applications/application/DCE-2026-JAM-001/",
        "applications/application/DCE-2026-UGA-001/",
        "applications/decision/",
        "applications/call/",
        "accounts/membership/",
        "accounts/user/",
    ):
        answer = page.goto(f"/admin/{latest(page, path)}")
        assert answer.status == 200, page.url
        look_at_office(page, language)
    page.goto("/admin/applications/call/")
    press(page.locator("#result_list a").first)
    look_at_office(page, language)
    call = page.url.replace("/change/", "/")
    for path in ("check/", "grid/"):
        page.goto(f"{call}{path}")
        look_at_office(page, language)


def latest(page, path: str) -> str:
    """The address of a file of the demonstration, whose year is that of the day it was loaded."""
    if "DCE-2026" not in path:
        return path
    party = path.split("-")[2]
    page.goto(f"/admin/applications/application/?q={party}-001")
    found = page.locator("#result_list a", has_text=f"-{party}-001").first.get_attribute("href")
    return found.removeprefix("/admin/")


def look(page, language: str) -> None:
    """A page one signs in for."""
    assert_well_formed(page, language)
    assert_accessible(page)


def look_at_office(page, language: str) -> None:
    """A page of the office, in the language of its person."""
    assert page.locator("h1").count() == 1, page.url
    assert page.locator("html").get_attribute("lang") == language, page.url
    assert_accessible(page)
