"""Journey 2: the Secretariat screens, asks, finds eligible, assigns; assessors score; it is decided and announced."""

import re

import pytest
from playwright.sync_api import Locator, Page

from .looking import assert_accessible, assert_fits, press
from .steps import made_file, pdf_text
from .writing import CONTINUE, give, section_url

# Each run in the language of its Party and of the officer who follows it; another officer announces.
RUNS = {
    "en": {
        "iso3": "GHA",
        "officer": "officer",
        "second": "officer2",
        "assessors": ("assessor1", "assessor4"),
        "outcome": "selected",
        "level": 4,
        "ask": "Say in which year the figures of the second paragraph were collected.",
        "answer": "The figures of the second paragraph were collected in 2025.",
        "why": "The file names the law, the date and who answers for it.",
        "feedback": "Begin with the team: three of its nine seats are still empty.",
        "told": "the application is selected",
    },
    "fr": {
        "iso3": "TGO",
        "officer": "officer2",
        "second": "officer",
        "assessors": ("assessor3", "assessor2"),
        "outcome": "not_selected",
        "level": 3,
        "ask": "Précisez l’année des chiffres du deuxième paragraphe.",
        "answer": "Les chiffres du deuxième paragraphe datent de 2025.",
        "why": "Le dossier nomme la loi, la date et qui en répond.",
        "feedback": "Revenez au prochain tour avec des partenaires déjà engagés.",
        "told": "la candidature n’est pas retenue",
    },
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_goes_from_submitted_to_the_letter_its_country_reads(people, portal, language):
    run = RUNS[language]
    made = portal.backstage("submitted", run["iso3"], language)
    ref, focal = made["ref"], made["focal"]
    office = people.person(run["officer"], language=language)

    screen(office, ref)
    ask(office, run["ask"])
    answer(people.person(focal.split("@")[0], language=language), portal, focal, ref, language, run)
    office.goto(file_page(office, ref))
    assert run["answer"] in office.locator("#answers").inner_text()
    confirm_gates(office)
    press(office.locator("aside form[action$='/eligible/'] button"))
    assign(office, ref, run["assessors"])
    for name in run["assessors"]:
        assess(people.person(name, language=language), ref, run)
    decide(people, office, ref, run)
    announce(people.person(run["second"]), ref, run)
    read_decision(people.person(focal.split("@")[0], language=language), portal, focal, ref, language, run)


def file_page(page: Page, ref: str) -> str:
    """From the list of the office, by the search, to the address of a file."""
    page.goto("/admin/")
    press(page.locator("nav a", has_text=re.compile("^(Applications|Candidatures|Demandes)")).first)
    page.fill("#searchbar", ref)
    page.press("#searchbar", "Enter")
    link = page.locator("#result_list a", has_text=ref)
    link.wait_for()
    assert page.locator("#result_list tbody tr").count() == 1
    return str(link.get_attribute("href"))


def screen(page: Page, ref: str) -> None:
    """Open the screening; every gate shows what it rests on, and an unknown one is a question to a person."""
    page.goto(file_page(page, ref))
    press(page.locator("aside form[action$='/screening/'] button"))
    gates = page.locator("tr[data-gate]")
    assert gates.count() >= 5
    unknown = page.locator("tr[data-gate][data-outcome=unknown]")
    assert unknown.count() >= 1, "the signature and the mandate are for a person to confirm"
    assert page.locator("aside button[aria-disabled=true]").count() >= 1, "not eligible before each gate has its yes"
    assert_accessible(page)


def confirm_gates(page: Page) -> None:
    """Answer yes to every gate that has no yes of a person."""
    for code in page.locator("tr[data-gate]").evaluate_all("rows => rows.map(row => row.dataset.gate)"):
        row = page.locator(f'tr[data-gate="{code}"]')
        press(row.locator("summary"))
        row.locator("select[name=outcome]").select_option("yes")
        row.locator("textarea[name=note]").fill("Seen in the file.")
        press(row.locator("form button"))
        page.locator(f'tr[data-gate="{code}"][data-outcome=yes]').wait_for()


def ask(page: Page, text: str) -> None:
    """Ask the Party to complete its second section."""
    press(page.locator("aside a[href$='/clarification/']"))
    assert_accessible(page)
    page.select_option("[name=points-0-section]", "context")
    page.select_option("[name=points-0-kind]", "missing")
    page.fill("[name=points-0-text]", text)
    page.fill("[name=message]", text)
    page.fill("[name=due]", "2027-01-15")
    press(page.locator("#content-main form p.actions button"))
    page.wait_for_url(re.compile(r"/DCE-[^/]+/(#.*)?$"))


def answer(page: Page, portal, address: str, ref: str, language: str, run: dict) -> None:
    """The Party finds the question in its mail and workspace, writes in a copy and sends it."""
    assert run["ask"] in portal.wait_for_mail(address, run["ask"])
    page.goto(f"/{language}/workspace/")
    press(page.locator(f"ul.todo a[href*='{ref}']").first)
    assert run["ask"] in page.locator("main").inner_text()
    press(page.locator("form[action$='/answer/'] button"))
    assert page.locator("ol.tasks a").count() <= 2, "only what was asked about is open"
    file_url = page.url
    page.goto(section_url(file_url, "context"))
    assert run["ask"] in page.locator("main").inner_text()
    give(page, "digital_environment", f"{page.input_value('[name=digital_environment]')}\n{run['answer']}")
    page.click(CONTINUE)
    page.goto(f"{file_url}check/")
    press(page.locator("main a[href*='/declaration/']").last)
    page.check("[name=declared]")
    press(page.locator(".savebar button[value=check]"))
    page.wait_for_url("**/check/")
    press(page.locator("form[action$='/submit/'] button"))
    page.wait_for_url(f"**/{ref}/")
    assert page.locator("form[action$='/answer/']").count() == 0


def assign(page: Page, ref: str, names: tuple[str, ...]) -> None:
    """Name two assessors."""
    press(page.locator("aside a[href*='/assign/']"))
    assert_accessible(page)
    for name in names:
        page.get_by_label(ASSESSORS[name], exact=True).check()
    press(page.locator("#content-main form button"))
    page.goto(file_page(page, ref))
    assert page.locator("#assessments tbody tr").count() == len(names)


ASSESSORS = {
    "assessor1": "Ana Lucía Rojas",
    "assessor2": "Mikael Okonkwo",
    "assessor3": "Salma Ahmadi",
    "assessor4": "Kaisa Lindqvist",
}


def assess(page: Page, ref: str, run: dict) -> None:
    """Declare, read, score each criterion with a reason, hand in."""
    page.goto(page.url)
    press(page.locator(f"ul.todo a[href*='{ref}']").first)
    assert page.locator("[name^=level-]").count() == 0, "the file opens after the declaration only"
    page.check("[name=conflict][value=no]")
    press(page.locator("main form:has([name=conflict]) button").first)
    page.locator("[name^=level-]").first.wait_for()
    assert_accessible(page)

    # Handing in without reasons is refused, and says where.
    press(page.locator("button[name=next][value=hand_in]"))
    alert = page.locator("main [role=alert]").first
    alert.wait_for()
    assert alert.locator("a").count() >= 5
    for link in alert.locator("a").all():
        assert page.locator(f"[id='{link.get_attribute('href')[1:]}']").count() == 1
    names = page.locator("[name^=level-]").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    assert len(names) >= 5
    for name in names:
        page.locator(f'[name="{name}"][value="{run["level"]}"]').check(force=True)
        page.fill(f'[name="{name.replace("level-", "why-")}"]', run["why"])
    press(page.locator("button[name=next][value=hand_in]"))
    page.wait_for_url(re.compile(r"/assessments/"))
    page.locator("[name^=level-]").first.wait_for(state="detached")
    assert run["why"] in page.locator("main").inner_text()


INTERNAL = "Put before others for the balance of regions."


def decide(people, office: Page, ref: str, run: dict) -> None:
    """The officer prepares on the board, the head decides; neither can do both."""
    office.goto(file_page(office, ref))
    press(office.locator("aside a[href*='?round=']"))
    row = office.locator("table.board tbody tr", has=office.locator("small", has_text=ref))
    row.locator(f'input[type=radio][value="{run["outcome"]}"]').check()
    below = row.locator("xpath=following-sibling::tr[1]")
    if below.locator("details:not([open]) summary").count():
        press(below.locator("summary"))
    below.locator("[name^=reason-]").fill(INTERNAL)
    below.locator("textarea[name^=feedback-]").fill(run["feedback"])
    press(office.locator("#prepare > p button"))
    assert row.get_attribute("data-outcome") == run["outcome"]
    assert office.locator("form[action$='/decide/']").count() == 0, "an officer never decides"
    assert_accessible(office)

    head = people.person("head")
    head.goto(office.url)
    only(head.locator("form[action$='/decide/']"), ref)
    press(head.locator("form[action$='/decide/'] button"))


def only(form: Locator, ref: str) -> None:
    """On the board: tick the decision on this file and no other."""
    party = form.page.locator("table.board tbody tr", has=form.page.locator("small", has_text=ref))
    name = party.locator("th a").inner_text()
    for box in form.locator("label").all():
        box.locator("input[type=checkbox]").set_checked(name in box.inner_text())


def announce(page: Page, ref: str, run: dict) -> None:
    """A second officer lets the letter leave."""
    page.goto(file_page(page, ref))
    press(page.locator("aside a[href*='?round=']"))
    form = page.locator("form[action$='/release/']")
    only(form, ref)
    press(form.locator("button"))
    page.goto(file_page(page, ref))
    assert page.locator("aside a[href*='?round=']").count() == (1 if run["outcome"] == "reserve" else 0)


def read_decision(page: Page, portal, address: str, ref: str, language: str, run: dict) -> None:
    """The country is told by mail, reads result, reasons and feedback, and downloads the letter."""
    portal.wait_for_mail(address, run["told"])
    page.goto(f"/{language}/workspace/applications/{ref}/")
    assert INTERNAL not in page.locator("main").inner_text(), "why one file came before another stays in the office"
    press(page.locator("main a[href$='/decision/']"))
    words = page.locator("main").inner_text()
    assert run["feedback"] in words
    assert run["why"] in words
    assert INTERNAL not in words
    assert not any(name in words for name in ASSESSORS.values()), "assessors are not named"
    assert_accessible(page)
    assert_fits(page)
    letter = page.locator("a[href*='/decision/letter/']")
    for _turn in range(100):
        if letter.count():
            break
        page.wait_for_timeout(400)
        page.reload()
    with page.expect_download() as download:
        letter.click()
    text = pdf_text(download.value.path().read_bytes())
    assert ref in text
    assert run["feedback"][:20] in text


def test_the_dossier_is_one_pdf_with_answers_scores_and_decision(people):
    page = people.person("officer")
    page.goto(file_page(page, "UGA-001"))
    press(page.locator("form[action$='/dossier/'] button"))
    text = pdf_text(made_file(page))
    assert "UGA-001" in text
    assert "Prossy Nalubega Kizza" in text
