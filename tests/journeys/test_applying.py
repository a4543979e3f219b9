"""Journey 1: a newcomer checks eligibility, signs up, is confirmed, writes over several visits, submits."""

import re
from datetime import date

import pytest

from .answers import BY_LANGUAGE
from .looking import assert_accessible, assert_fits, press
from .steps import claim_party, confirm_claim, made_file, pdf_text, sign_up
from .writing import CONTINUE, LEAVE, fill_application, give, path_of, section_url

WORDS = {
    "en": {"yes": "You can apply", "confirmed": "Kenya", "half": "Begun", "autosaved": "Saved at"},
    "fr": {"yes": "Vous pouvez", "confirmed": "Bénin", "half": "Commenc", "autosaved": "Enregistré"},
}


@pytest.mark.parametrize(
    ("language", "iso3", "javascript", "width"),
    [("en", "KEN", True, 1280), ("fr", "BEN", False, 360)],
    ids=["english with JavaScript at 1280", "french without JavaScript at 360"],
)
def test_a_newcomer_applies_from_the_first_question_to_the_receipt(people, portal, language, iso3, javascript, width):
    address, name = f"newcomer-{iso3.lower()}@example.org", f"Newcomer of {iso3}"
    page = people.visitor(language=language, javascript=javascript, width=width)

    # Anybody may ask whether their country can apply.
    page.goto(f"/{language}/eligibility/")
    page.select_option("[name=country]", iso3)
    page.check("[name=institution][value=public_mandate]")
    page.check("[name=endorsed][value=yes]")
    page.check("[name=under_way][value=no]")
    press(page.locator("main form button"))
    assert WORDS[language]["yes"] in page.locator(".verdict").inner_text()
    assert page.locator("tr[data-outcome=no]").count() == 0
    assert_fits(page)

    # From there to an account, whose address is confirmed by a code.
    press(page.locator("#verdict a.button"))
    press(page.locator("main a[href*='/accounts/signup/']"))
    sign_up(page, portal, address=address, name=name, language=language)
    assert_fits(page)
    claim_party(page, iso3, language)
    assert_fits(page)
    page.goto(f"/{language}/calls/open-call/")
    press(page.locator("a.button[href$='/begin/open-call/']"))
    assert page.locator("main form [name=country]").count() == 0, "nobody writes before the claim is confirmed"

    confirm_claim(people.person("officer"), name)
    portal.wait_for_mail(address, WORDS[language]["confirmed"], after=1)

    # The first visit: half a section, typed and left.
    page.reload()
    press(page.locator("main form:has([name=country]) button"))
    page.wait_for_url("**/workspace/applications/*/")
    file_url = page.url
    answers = BY_LANGUAGE[language]["party"]
    page.goto(section_url(file_url, "party"))
    give(page, "lead_institution", answers["lead_institution"])
    give(page, "mandate", answers["mandate"])
    if javascript:
        page.locator(".save", has_text=WORDS[language]["autosaved"]).wait_for()
    page.click(LEAVE)
    page.wait_for_url("**/workspace/applications/*/")
    assert (
        page.locator("ol.tasks li", has=page.locator("a[href*='/party/']"))
        .filter(has_text=WORDS[language]["half"])
        .count()
        == 1
    )
    page.goto(f"/{language}/accounts/logout/")
    press(page.locator("main form button").first)

    # The second visit: the draft is found, never a second one begun.
    people.sign_in(page, address, language, "long-and-plain-words")
    page.goto(f"/{language}/calls/open-call/")
    press(page.locator("a.button[href$='/begin/open-call/']"))
    press(page.locator("main form:has([name=country]) button"))
    page.wait_for_url("**/workspace/applications/*/")
    assert page.url == file_url
    page.goto(section_url(file_url, "party"))
    assert page.input_value("[name=mandate]") == answers["mandate"]

    # Everything is written, checked, declared and sent.
    page.goto(file_url)
    fill_application(page, language)
    page.wait_for_url("**/check/")
    assert page.locator("button[aria-disabled=true]").count() == 0, page.locator("main").inner_text()
    assert_accessible(page)
    assert answers["mandate"] in page.locator("main").inner_text()
    press(page.locator("form[action$='/submit/'] button"))
    reference = f"DCE-{date.today().year}-{iso3}-001"
    page.wait_for_url(f"**/{reference}/")
    assert reference in page.locator("main").inner_text()
    assert_accessible(page)

    # The receipt, by mail and on paper.
    assert reference in portal.wait_for_mail(address, reference)
    press(page.locator("form[action$='/paper/receipt/'] button"))
    text = pdf_text(made_file(page))
    assert reference in text
    assert re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", text), "the receipt carries its check code"


def test_an_incomplete_file_names_each_problem_with_a_link_and_is_not_sent(people):
    page = people.person("focal.zwe")
    press(page.locator("main a[href*='/workspace/applications/']").first)
    file_url = page.url
    assert page.locator("button[aria-disabled=true]").count() == 1
    page.goto(f"{file_url}check/")
    links = page.locator(f"main a[href^='{path_of(file_url)}'][href*='#']")
    assert links.count() > 3
    assert_accessible(page)

    # Whoever sends it all the same is told, and nothing leaves.
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(
        f"{file_url}submit/", form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url}, max_redirects=5
    )
    assert answer.url == f"{file_url}check/"
    page.reload()
    assert page.locator("button[aria-disabled=true]").count() >= 1

    # A link leads to the very answer that is missing.
    target = links.first.get_attribute("href")
    press(links.first)
    page.wait_for_url(f"**{target}")
    assert page.locator(f"[id='{target.split('#')[1]}']").count() == 1, target
    summary = page.locator("[role=alert]").first
    assert summary.locator("a").count() >= 1
    assert page.title().startswith("Error:")
    for link in summary.locator("a").all():
        assert page.locator(f"[id='{link.get_attribute('href')[1:]}']").count() == 1, link.get_attribute("href")
    assert_accessible(page)


def test_autosave_says_what_it_does(people):
    page = people.person("focal.zwe")
    press(page.locator("main a[href*='/workspace/applications/']").first)
    file_url = page.url
    page.goto(section_url(file_url, "gender"))
    page.fill("[name=gender_situation]", "Typed and not sent by hand.")
    page.locator(".save", has_text="Not saved yet").wait_for()
    page.locator(".save", has_text="Saved at").wait_for()
    page.goto(section_url(file_url, "gender"))
    assert page.input_value("[name=gender_situation]") == "Typed and not sent by hand."

    # The line goes away and comes back: the words stay, and are sent.
    page.context.set_offline(True)
    page.fill("[name=gender_situation]", "Typed while the line was down.")
    page.locator(".save", has_text="No connection").wait_for()
    page.context.set_offline(False)
    page.locator(".save", has_text="Saved at").wait_for()
    people.troubles = [trouble for trouble in people.troubles if "ERR_INTERNET_DISCONNECTED" not in trouble]
    page.goto(section_url(file_url, "gender"))
    assert page.input_value("[name=gender_situation]") == "Typed while the line was down."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_tabs_never_overwrite_each_other(people, javascript):
    first = people.person("focal.zwe", javascript=javascript)
    press(first.locator("main a[href*='/workspace/applications/']").first)
    url = section_url(first.url, "sustainability")
    second = first.context.new_page()
    first.goto(url)
    second.goto(url)
    how = "with" if javascript else "without"
    first.fill("[name=sustainability]", f"The first tab {how} a script keeps two posts.")
    first.click(CONTINUE)
    first.wait_for_url(lambda address: "/sustainability/" not in address)

    second.fill("[name=sustainability]", f"The second tab {how} a script keeps three posts.")
    second.click(CONTINUE)
    second.locator("[role=alert]").first.wait_for()
    assert "three posts" in second.input_value("textarea[name=sustainability]")
    assert "two posts" in second.locator("main").inner_text()
    assert_accessible(second)
    first.goto(url)
    assert "two posts" in first.input_value("[name=sustainability]"), "nothing is stored before the choice"

    second.check("[name=choose-sustainability][value=mine]")
    press(second.locator("main form button[value=continue]"))
    second.wait_for_url(lambda address: "/sustainability/" not in address)
    first.goto(url)
    assert "three posts" in first.input_value("[name=sustainability]")
