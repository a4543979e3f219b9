"""Journey 4: an assistance runs to its final package, by its Party, its officer, the head and its expert."""

import pytest
from playwright.sync_api import Page

from .driving import DOMAIN, People, Portal
from .looking import assert_accessible, press
from .steps import made_file, pdf_text
from .writing import LEAVE, give

RUNS = {
    "en": {
        "party": "KEN",
        "officer": "officer",
        "steps": ("TA8",),
        "message": "The booklet of the roadmap is at the printer’s.",
        "answer": "I read the proofs tomorrow.",
        "reason": "The booklet is printed in two more languages.",
        "what": "Printing in two more languages",
        "report": {
            "process": "Fourteen meetings of the national team and three consultations.",
            "participation": "More than ninety people, over half of them women.",
            "challenges": "Travel was expensive and slow. Figures were missing.",
            "opportunities": "The law on statistics can oblige platforms to report.",
        },
        "lesson": "Pay the travel of delegates from the start.",
        "words": "Thank you: others will learn from it.",
        "accepted": "accepted",
    },
    "fr": {
        "party": "CIV",
        "officer": "officer2",
        "steps": ("TA7", "TA8"),
        "message": "La brochure de la feuille de route est chez l’imprimeur.",
        "answer": "Je lis les épreuves demain.",
        "reason": "La brochure est imprimée en deux langues de plus.",
        "what": "Impression en deux langues de plus",
        "report": {
            "process": "Quatorze réunions de l’équipe nationale et trois consultations.",
            "participation": "Plus de quatre-vingt-dix personnes, dont plus de la moitié de femmes.",
            "challenges": "Les déplacements étaient chers et lents. Les chiffres manquaient.",
            "opportunities": "La loi sur les statistiques peut obliger les plateformes à déclarer.",
        },
        "lesson": "Payer dès le début le voyage des délégués.",
        "words": "Merci : d’autres en apprendront.",
        "accepted": "accepté",
    },
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_assistance_runs_to_its_accepted_final_package(people: People, portal: Portal, language: str):
    run = RUNS[language]
    made = portal.backstage("assistance", run["party"], language)
    party = run["party"].lower()
    home = f"/{language}/workspace/assistance/{made['reference']}/"
    focal = people.person(f"focal.{party}", language=language)
    officer = people.person(run["officer"], language=language)

    found_on_the_board(officer, made["reference"])
    talk(people, focal, officer, made["expert"], home, language, run)
    give_money(people, officer, home, language, run)
    finish_steps(focal, home, run)
    write_report(focal, home, run)
    sign_and_submit(people, focal, home, party, language)
    portal.wait_for_mail(f"{run['officer']}@{DOMAIN}", made["reference"], seconds=120)
    accept(officer, home, run)
    learn(officer, home, run)
    portal.wait_for_mail(f"focal.{party}@{DOMAIN}", run["accepted"], seconds=120)
    print_package(focal, home, language, run)


def found_on_the_board(page: Page, reference: str) -> None:
    """The officer sees it among the others, late."""
    page.goto("/admin/roadmaps/assistance/board/?state=late")
    row = page.locator("#result_list tr", has_text=reference)
    assert row.count() == 1
    assert_accessible(page)
    press(row.locator("th a"))
    assert page.locator("#warnings li").count() >= 1
    assert_accessible(page)


def talk(people: People, focal: Page, officer: Page, expert: str, home: str, language: str, run: dict) -> None:
    """The Party writes, the officer answers, the expert of the mission reads along."""
    for page, words in ((focal, run["message"]), (officer, run["answer"])):
        page.goto(f"{home}messages/")
        page.fill("main [name=text]", words)
        press(page.locator("main form:has([name=text]) button"))
        assert page.locator("main article", has_text=words).count() == 1
    assert_accessible(focal)
    reader = people.visitor(language=language)
    people.sign_in(reader, expert, language)
    reader.goto(home)
    assert reader.locator("main a[href$='/steps/TA8/']").count() == 1
    assert reader.goto(f"{home}money/").status == 404
    reader.goto(f"{home}messages/")
    assert run["answer"] in reader.locator("main").inner_text()


def give_money(people: People, officer: Page, home: str, language: str, run: dict) -> None:
    """More than the line has is refused; the head changes the envelope, the officer the line, and it is committed."""
    head = people.person("head", language=language)
    head.goto(f"{home}money/envelope/")
    amount = head.locator("main [name=amount]").input_value()
    head.fill("main [name=amount]", str(int("".join(sign for sign in amount if sign.isdigit())) + 2000))
    press(head.locator("main form:has([name=amount]) button"))
    assert head.locator("[role=alert]").count() == 1, "a change of the envelope has its reason"
    head.fill("main [name=reason]", run["reason"])
    press(head.locator("main form:has([name=amount]) button"))
    head.wait_for_url("**/money/")

    officer.goto(f"{home}money/line/")
    officer.fill("main [name=title]", run["what"])
    officer.fill("main [name=amount]", "2000")
    press(officer.locator("main form:has([name=amount]) button"))
    officer.wait_for_url("**/money/")
    officer.goto(f"{home}money/commit/")
    officer.select_option("main [name=line]", label=run["what"])
    officer.fill("main [name=title]", run["what"])
    officer.fill("main [name=amount]", "2000.01")
    press(officer.locator("main form:has([name=amount]) button"))
    assert officer.locator("[role=alert]").count() == 1, "nothing goes over the line"
    assert officer.locator("main [name=title]").input_value() == run["what"]
    assert_accessible(officer)
    officer.fill("main [name=amount]", "2000")
    press(officer.locator("main form:has([name=amount]) button"))
    officer.wait_for_url("**/money/")
    assert officer.locator("#commitments", has_text=run["what"]).count() == 1
    assert_accessible(officer)


def finish_steps(page: Page, home: str, run: dict) -> None:
    """Each step closes once its product is there."""
    for code in run["steps"]:
        page.goto(f"{home}steps/{code}/")
        assert_accessible(page)
        press(page.locator("main form[action$='/finish/'] button"))
        assert page.locator("main form[action$='/finish/']").count() == 0, page.locator("main").inner_text()


def write_report(page: Page, home: str, run: dict) -> None:
    """The focal point finds what is missing, and writes the process report."""
    page.goto(f"{home}package/")
    assert page.locator("#missing li").count() >= 4
    assert_accessible(page)
    press(page.locator("main a[href$='/package/report/']").first)
    for name, words in run["report"].items():
        give(page, name, words)
    press(page.locator(LEAVE))
    page.goto(f"{home}package/")
    assert page.locator("#missing").count() == 0, page.locator("main").inner_text()
    assert page.locator("main form[action$='/sign/']").count() == 0, "who writes does not sign"


def sign_and_submit(people: People, focal: Page, home: str, party: str, language: str) -> None:
    """The signatory signs, the focal point submits."""
    signatory = people.person(f"signatory.{party}", language=language)
    signatory.goto(f"{home}package/")
    press(signatory.locator("main form[action$='/sign/'] button"))
    assert signatory.locator("main form[action$='/submit/']").count() == 0, "who signs does not submit"
    focal.goto(f"{home}package/")
    press(focal.locator("main form[action$='/submit/'] button"))
    assert focal.locator("main form[action$='/submit/']").count() == 0


def accept(page: Page, home: str, run: dict) -> None:
    """The officer reads the package and accepts it: the assistance is closed."""
    page.goto(f"{home}package/")
    assert run["report"]["process"] in page.locator("main").inner_text()
    assert_accessible(page)
    page.fill("main [name=words]", run["words"])
    press(page.locator("main button[value=accept]"))
    assert run["accepted"] in page.locator("main").inner_text().lower()
    page.goto("/admin/roadmaps/assistance/board/")
    assert page.locator("#result_list tr", has_text=home.split("/")[-2]).count() == 0


def learn(page: Page, home: str, run: dict) -> None:
    """A challenge that the report tells becomes a lesson; words that are not of the report are refused."""
    page.goto(f"{home}package/")
    form = page.locator("main form[action$='/lesson/']")
    press(page.locator("main details:has(form[action$='/lesson/']) summary"))
    form.locator("[name=lesson-challenge]").fill("…")
    form.locator("[name=lesson-text]").fill(run["lesson"])
    press(form.locator("button"))
    assert page.locator("[role=alert]").count() == 1
    page.locator("main [name=lesson-challenge]").fill(run["report"]["challenges"].partition(". ")[0])
    press(page.locator("main form[action$='/lesson/'] button"))
    assert run["lesson"] in page.locator("#lessons + ul").inner_text()


def print_package(page: Page, home: str, language: str, run: dict) -> None:
    """The Party takes its package away as one PDF, in its language, with a check code."""
    page.goto(f"{home}package/")
    press(page.locator(f"main form[action$='/pdf/']:has([value={language}]) button"))
    text = pdf_text(made_file(page))
    assert run["report"]["process"] in text
    page.goto(f"{home}package/")
    assert page.locator(f"main a[href$='/pdf/{language}/']").count() == 1
    assert_accessible(page)
