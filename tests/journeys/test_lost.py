"""Nothing typed is lost, nothing is done twice: ended sessions, stale tokens, double clicks, foreign addresses."""

import pytest

from .driving import DOMAIN, PASSWORD
from .looking import assert_accessible, press
from .writing import CONTINUE, section_url


def open_draft(page) -> str:
    """From the workspace to the draft; its address."""
    press(page.locator("main a[href*='/workspace/applications/']").first)
    return page.url


def drop_cookie(page, part: str) -> None:
    """As if a cookie had run out."""
    names = [cookie["name"] for cookie in page.context.cookies() if part in cookie["name"]]
    assert names, page.context.cookies()
    for name in names:
        page.context.clear_cookies(name=name)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_was_typed_comes_back_after_signing_in_again(people, portal, javascript):
    page = people.visitor(javascript=javascript)
    people.sign_in(page, f"focal.zwe@{DOMAIN}")
    url = section_url(open_draft(page), "context")
    page.goto(url)
    stored = page.input_value("[name=needs]")
    typed = f"{stored}\nOne more sentence, typed while the session ran out ({'with' if javascript else 'without'})."
    drop_cookie(page, "session")
    page.fill("[name=needs]", typed)
    if javascript:
        page.locator(".save", has_text="no longer signed in").wait_for()
    page.click(CONTINUE)
    page.locator("[name=password]").wait_for()
    assert_accessible(page)
    page.fill("[name=login]", f"focal.zwe@{DOMAIN}")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(url)
    assert page.input_value("[name=needs]").replace("\r\n", "\n") == typed
    page.click(CONTINUE)
    page.wait_for_url(lambda address: address != url)
    page.goto(url)
    assert "typed while the session ran out" in page.input_value("[name=needs]")


def test_a_wrong_password_on_the_way_back_loses_nothing(people):
    page = people.visitor(javascript=False)
    people.sign_in(page, f"focal.zwe@{DOMAIN}")
    url = section_url(open_draft(page), "gender")
    page.goto(url)
    drop_cookie(page, "session")
    page.fill("[name=gender_follow_up]", "A sentence that survives a slip of the fingers.")
    page.click(CONTINUE)
    page.fill("[name=login]", f"focal.zwe@{DOMAIN}")
    page.fill("[name=password]", "not-the-password")
    page.press("[name=password]", "Enter")
    page.locator("[role=alert]").first.wait_for()
    page.fill("[name=login]", f"focal.zwe@{DOMAIN}")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(url)
    assert page.input_value("[name=gender_follow_up]") == "A sentence that survives a slip of the fingers."


def test_a_token_that_ran_out_asks_for_one_more_press_only(people):
    page = people.visitor(javascript=False)
    people.sign_in(page, f"focal.zwe@{DOMAIN}")
    url = section_url(open_draft(page), "objectives")
    page.goto(url)
    drop_cookie(page, "csrf")
    page.fill("[name=objective]", "Typed under a token that had run out.")
    page.click(CONTINUE)
    assert_accessible(page)
    press(page.locator("main form button").first)
    page.wait_for_url(url)
    assert page.input_value("[name=objective]") == "Typed under a token that had run out."
    page.click(CONTINUE)
    page.wait_for_url(lambda address: address != url)
    page.goto(url)
    assert page.input_value("[name=objective]") == "Typed under a token that had run out."


@pytest.mark.parametrize(("javascript", "iso3"), [(True, "MWI"), (False, "ZMB")])
def test_two_clicks_on_submit_make_one_submission(people, portal, javascript, iso3):
    made = portal.backstage("draft", iso3, "en")
    page = people.visitor(javascript=javascript)
    people.sign_in(page, made["focal"])
    file_url = open_draft(page)
    assert made["ref"] in file_url
    page.goto(f"{file_url}check/")
    button = page.locator("form[action$='/submit/'] button")
    button.dblclick(no_wait_after=True)
    page.wait_for_url(f"**/DCE-*-{iso3}-001/")
    page.reload()
    assert page.locator("main ul a[href*='/read/']").count() == 1, "one version was sent"
    reference = page.url.rstrip("/").rsplit("/", 1)[1]
    portal.wait_for_mail(made["focal"], reference)
    page.wait_for_timeout(1500)
    received = [mail for mail in portal.mails_to(made["focal"]) if reference in mail]
    assert len(received) == 1, received


FOREIGN = (
    "workspace/applications/{ref}/",
    "workspace/applications/{ref}/context/",
    "workspace/applications/{ref}/check/",
    "workspace/applications/{ref}/read/",
    "workspace/applications/{ref}/decision/",
    "workspace/assessments/{ref}/",
    "workspace/jobs/00000000/",
    "workspace/team/uga/",
    "invitations/expired-or-never-sent/",
)


def test_addresses_of_others_do_not_exist(people):
    """Another Party's pages answer as if they were not there; the anonymous are asked to sign in."""
    owner = people.person("focal.uga")
    ref = open_draft(owner).rstrip("/").rsplit("/", 1)[1]
    stranger, anonymous = people.person("focal.zwe"), people.visitor()
    for path in FOREIGN:
        address = f"/en/{path.format(ref=ref)}"
        assert stranger.goto(address).status == 404, address
        assert stranger.locator("h1").count() == 1
        if path.startswith("workspace"):
            anonymous.goto(address)
            assert "/accounts/login/" in anonymous.url, address
    assert_accessible(stranger)
    for address in ("/admin/", "/admin/applications/application/", f"/admin/applications/application/{ref}/"):
        assert stranger.goto(address).status == 404, address


def test_a_draft_is_its_partys_own(people, portal):
    """Neither an assessor nor the Secretariat reads a draft."""
    owner = people.person("focal.zwe")
    ref = open_draft(owner).rstrip("/").rsplit("/", 1)[1]
    assessor, officer = people.person("assessor1"), people.person("officer")
    for page in (assessor, officer):
        assert page.goto(f"/en/workspace/applications/{ref}/").status == 404
    officer.goto(f"/admin/applications/application/{ref}/")
    assert officer.locator("#answers").count() == 0
