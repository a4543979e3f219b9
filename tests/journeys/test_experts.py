"""Journey 3: an expert applies, is admitted, says when there is time, is chosen by both sides, works, reports."""

import re
import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from programme.demo.paper import one_page

from .backstage_experts import TOLD
from .driving import DOMAIN
from .looking import assert_accessible, assert_fits, press
from .writing import CONTINUE, give

# Each run in the language of its expert and of the officer who follows it.
RUNS = {
    "en": {
        "officer": "officer",
        "residence": "NZL",
        "zone": "Pacific/Auckland",
        "evidence": "Rules of the Harbour Fund, Wellington, 2021.",
        "motivation": "I have written rules of funds for fourteen years, and would write them with creators.",
        "relation": "Chaired the fund I worked for.",
        "found": "Read in the profile and in the curriculum vitae.",
        "admitted": "Expert Facility",
        "override": "Has written such rules for a public fund.",
        "comment": "The example of the fund convinced us.",
        "answer": "I can begin this week.",
        "objective": "The rules of the fund are ready to be adopted.",
        "tasks": "Read the rules in force; talk with six creators; write the draft.",
        "deliverable": "Draft of the rules",
        "what": "Talks with six creators",
        "done": "I talked with six creators and with the accountant of the fund.",
        "results": "A draft of eleven articles that the ministry reads now.",
        "appraisal": "Clear questions and quick answers.",
    },
    "fr": {
        "officer": "officer2",
        "residence": "BEL",
        "zone": "Europe/Brussels",
        "evidence": "Règlement du Fonds du Port, Anvers, 2021.",
        "motivation": "J’écris des règlements d’aides depuis douze ans et voudrais les écrire avec les artistes.",
        "relation": "Présidait le fonds où je travaillais.",
        "found": "Lu dans le profil et dans le curriculum vitæ.",
        "admitted": "Banque d’expertise",
        "override": "A déjà écrit de telles règles pour un fonds public.",
        "comment": "L’exemple du fonds nous a convaincus.",
        "answer": "Je peux commencer cette semaine.",
        "objective": "Les règles du fonds sont prêtes à être adoptées.",
        "tasks": "Lire les règles en vigueur ; parler avec six créateurs ; écrire le projet.",
        "deliverable": "Projet de règlement",
        "what": "Entretiens avec six créateurs",
        "done": "J’ai parlé avec six créateurs et avec la comptable du fonds.",
        "results": "Un projet de onze articles que le ministère lit maintenant.",
        "appraisal": "Des questions claires et des réponses rapides.",
    },
}
CALL = "experts-open"
# The worker may have papers of the demonstration to make before ours.
PATIENCE = 120


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_expert_applies_is_admitted_chosen_by_both_sides_and_reports(people, portal, language):
    run = RUNS[language]
    need = portal.backstage("expert", "UGA", language)
    address, name = need["address"], need["name"]
    expert = people.visitor(language=language)
    people.sign_in(expert, address, language)

    apply(expert, portal, language, run)
    office = people.person(run["officer"], language=language)
    vet(office, name, run)
    admit(people.person("head"), office.url)
    say_when(expert, language)

    focal = people.person("focal.uga", language=language)
    propose(office, need, name, run)
    rank(focal, need, name, language, run)
    offer(office, need)
    accept(expert, language, run)
    confirm(focal, office, need, language)
    mission = begin(office, run)
    # By now the worker has told everybody: the referees, the person admitted, the expert who is asked.
    for to, words in ((f"referee0.{language}@{DOMAIN}", ""), (address, run["admitted"]), (address, need["title"])):
        portal.wait_for_mail(to, words, seconds=PATIENCE)
    work(expert, mission, language, run)
    report(expert, mission, language, run)
    appraise(expert, focal, mission, language, run)


def apply(page: Page, portal, language: str, run: dict) -> None:
    """Begin by the open call, write, be told what is missing, check, send."""
    page.goto(f"/{language}/experts/calls/{CALL}/")
    press(page.locator(f"main a[href$='/calls/{CALL}/begin/']").first)
    assert_accessible(page)
    press(page.locator("main form button"))
    page.wait_for_url(f"**/expert/calls/{CALL}/")
    home = page.url
    assert page.locator("ol.tasks a").count() == 12
    assert_accessible(page)

    page.goto(f"{home}check/")
    assert page.locator("button[aria-disabled=true]").count() == 1, "nothing is sent half written"

    profile = f"/{language}/workspace/expert/profile"
    page.goto(f"{profile}/identity/")
    for field, value in (("residence", run["residence"]), ("time_zone", run["zone"])):
        give(page, field, value)
    for field, value in zip(("given_name", "family_name"), names(page), strict=True):
        give(page, field, value)
    give(page, "nationalities-0-country", run["residence"])
    assert_accessible(page)
    press(page.locator(CONTINUE))

    page.goto(f"{profile}/activities/")
    page.locator("main [name=activities][value='1.1']").check()
    give(page, "level-1.1", "3")
    give(page, "evidence_kind-1.1", "mission")
    give(page, "evidence-1.1", run["evidence"])
    press(page.locator(CONTINUE))
    portal.backstage("profile", "UGA", language)

    page.goto(f"{profile}/declaration/")
    for field in ("ties_declared", "conduct_accepted", "data_accepted"):
        page.check(f"[name={field}]")
    press(page.locator(".savebar button.button").first)

    page.goto(f"{home}motivation/")
    give(page, "motivation", run["motivation"])
    for number in (0, 1):
        if not page.locator(f"[name='named_referees-{number}-name']").count():
            press(page.locator("button[name=add_row][value=named_referees]"))
        row = {
            "name": f"Referee {number}",
            "email": f"referee{number}.{language}@{DOMAIN}",
            "relation": run["relation"],
            "language": language,
        }
        for field, value in row.items():
            give(page, f"named_referees-{number}-{field}", value)
    press(page.locator(".savebar button.button").first)

    page.goto(f"{home}check/")
    assert page.locator("button[aria-disabled=true]").count() == 0, page.locator("main").inner_text()
    assert run["motivation"] in page.locator("main").inner_text()
    assert_accessible(page)
    press(page.locator("form[action$='/send/'] button"))
    page.wait_for_url(f"**/expert/calls/{CALL}/")
    assert page.locator("form[action$='/send/']").count() == 0


def names(page: Page) -> tuple[str, str]:
    """Given and family name as the account has them."""
    told = TOLD["fr" if "/fr/" in page.url else "en"]
    return told["given_name"], told["family_name"]


def vet(page: Page, name: str, run: dict) -> None:
    """An officer opens the review, answers each rule with what it rests on, proposes; the officer never decides."""
    page.goto("/admin/")
    press(page.locator("nav a[href*='/expertise/candidacy/']").first)
    page.fill("#searchbar", name)
    page.press("#searchbar", "Enter")
    link = page.locator("#result_list a", has_text=name)
    link.wait_for()
    press(link)
    press(page.locator("form[action$='/open/'] button"))
    rules = page.locator("#rules tr[data-kind]")
    assert rules.count() >= 3
    for key in rules.evaluate_all("rows => rows.map(row => row.id)"):
        row = page.locator(f"#{key}")
        press(row.locator("summary"))
        row.locator("select[name=answer]").select_option("yes")
        row.locator("textarea[name=evidence]").fill(run["found"])
        press(row.locator("form button"))
        page.locator(f"#{key}[data-answer=yes]").wait_for()
    assert_accessible(page)
    propose = page.locator("form[action$='/propose/']")
    propose.locator("[name=outcome][value=admitted]").check()
    press(propose.locator("button"))
    assert page.locator("form[action$='/decide/']").count() == 0, "an officer never decides"


def admit(page: Page, address: str) -> None:
    """The head takes the decision that is proposed."""
    page.goto(address.split("#")[0])
    press(page.locator("form[action$='/decide/'] button"))
    page.locator("form[action$='/decide/']").wait_for(state="detached")


def say_when(page: Page, language: str) -> None:
    """The new member says when there is time, and reads it again."""
    page.goto(f"/{language}/workspace/expert/availability/")
    if not page.locator("[name=periods-0-starts_on]").count():
        press(page.locator("button[name=add_row][value=periods]"))
    give(page, "periods-0-starts_on", day(0))
    give(page, "periods-0-ends_on", day(200))
    give(page, "periods-0-days_per_month", "15")
    assert_accessible(page)
    press(page.locator("main form .actions button"))
    page.wait_for_url("**/workspace/expert/")
    page.goto(f"/{language}/workspace/expert/availability/")
    assert page.input_value("[name=periods-0-days_per_month]") == "15"


def day(after: int) -> str:
    """A day so many days from today, as a date field takes it."""
    return (date.today() + timedelta(days=after)).isoformat()


def propose(page: Page, need: dict, name: str, run: dict) -> None:
    """The officer finds the new member among those who fit, and shares a shortlist of two."""
    page.goto(f"/admin/roadmaps/assistance/{need['reference']}/")
    press(page.locator("main a, #content a").filter(has_text=need["title"]).first)
    rows = page.locator("#matches #result_list tbody tr")
    assert rows.count() >= 2
    assert_accessible(page)
    mine = rows.filter(has_text=name)
    other = rows.filter(has_not_text=name).first
    for row in (mine, other):
        row.locator("[name=expert]").check()
        press(row.locator("summary"))
        row.locator("textarea").fill(run["override"])
    press(page.locator("button[name=act][value=share]"))
    page.locator("#shortlist").wait_for()
    assert page.locator("#shortlist tbody tr").count() == 2


def rank(page: Page, need: dict, name: str, language: str, run: dict) -> None:
    """The Party reads the experts and gives its order; an order with a rank twice is refused with what was typed."""
    page.goto(f"/{language}/workspace/assistance/{need['reference']}/")
    press(page.locator("main a", has_text=need["title"]).first)
    assert_accessible(page)
    assert_fits(page)
    titles = page.locator("#experts h3")
    keys = [str(key).removeprefix("expert-") for key in titles.evaluate_all("all => all.map(one => one.id)")]
    first = str(titles.filter(has_text=name).get_attribute("id")).removeprefix("expert-")
    for key in keys:
        page.locator(f"[name='rank-{key}'][value='1']").check(force=True)
    page.fill("[name=comment]", run["comment"])
    press(page.locator("button[name=act][value=rank]"))
    page.locator("main [role=alert]").wait_for()
    assert page.input_value("[name=comment]") == run["comment"]
    other = next(key for key in keys if key != first)
    page.locator(f"[name='rank-{other}'][value='2']").check(force=True)
    press(page.locator("button[name=act][value=rank]"))
    page.locator("button[name=act][value=rank]").wait_for(state="detached")
    assert page.locator("#experts h3").first.inner_text() == f"1. {name}"


def offer(page: Page, need: dict) -> None:
    """The officer offers the work to the Party's first, who stands chosen in the form."""
    page.goto(f"/admin/roadmaps/selection/{need['code']}/") if need["code"] not in page.url else page.reload()
    press(page.locator("aside a[href$='/offer/']"))
    assert page.locator("[name=expert]:checked").count() == 1
    assert_accessible(page)
    press(page.locator("#content-main form p.actions button"))
    page.locator("#offer").wait_for()


def accept(page: Page, language: str, run: dict) -> None:
    """The expert finds the offer in the workspace, declares interests first, accepts."""
    page.goto(f"/{language}/workspace/")
    press(page.locator("main a[href*='/workspace/expert/offers/']").first)
    assert page.locator("button[name=act][value=accept]").count() == 0, "interests come first"
    assert_accessible(page)
    page.check("[name=conflict][value=no]")
    press(page.locator("button[name=act][value=declare]"))
    page.fill("[name=answer]", run["answer"])
    press(page.locator("button[name=act][value=accept]"))
    page.locator("button[name=act][value=accept]").wait_for(state="detached")


def confirm(focal: Page, office: Page, need: dict, language: str) -> None:
    """The Party confirms, then the Secretariat: the mission is there only when both have."""
    focal.reload()
    press(focal.locator("form[action$='/confirm/'] button"))
    assert focal.locator("a[href*='/workspace/missions/']").count() == 0, "one side alone makes no mission"
    office.reload()
    press(office.locator("form[action$='/confirm/'] button"))
    focal.reload()
    press(focal.locator("main a[href*='/workspace/missions/']").first)
    assert need["title"] in focal.locator("h1").inner_text()


def begin(page: Page, run: dict) -> str:
    """The officer writes the terms, names what is handed over, issues, begins; gives the code of the mission."""
    press(page.locator("#content-main a[href*='/roadmaps/mission/']").first)
    code = page.url.rstrip("/").rsplit("/", 1)[-1]
    press(page.locator("a[href$='/terms/']").first)
    page.fill("[name=objective]", run["objective"])
    page.fill("[name=tasks]", run["tasks"])
    assert_accessible(page)
    press(page.locator("#content-main form p.actions button"))
    form = page.locator("form[action$='/deliverable/']")
    form.locator("[name=title]").fill(run["deliverable"])
    press(form.locator("button"))
    assert page.locator("form[action$='/begin/']").count() == 0, "the terms are issued first"
    press(page.locator("form[action$='/issue/'] button"))
    end = time.monotonic() + PATIENCE
    while not page.locator("form[action$='/begin/']").count():
        assert time.monotonic() < end, page.locator("#terms").inner_text()
        page.wait_for_timeout(400)
        page.reload()
    assert_accessible(page)
    press(page.locator("form[action$='/begin/'] button"))
    page.locator("form[action$='/begin/']").wait_for(state="detached")
    return code


def work(page: Page, mission: str, language: str, run: dict) -> None:
    """The expert writes days down and hands the deliverable over."""
    page.goto(f"/{language}/workspace/missions/{mission}/")
    days = page.locator(f"form[action$='/{mission}/days/']:has([name=on])")
    days.locator("[name=on]").fill(day(0))
    days.locator("[name=days]").fill("0.5")
    days.locator("[name=what]").fill(run["what"])
    press(days.locator("button"))
    assert run["what"] in page.locator("#days table").inner_text()
    press(page.locator("#deliverables summary").first)
    draft = {
        "name": "draft.pdf",
        "mimeType": "application/pdf",
        "buffer": one_page(run["deliverable"], run["results"]),
    }
    page.set_input_files("#deliverables [name=file]", draft)
    press(page.locator("#deliverables form button"))
    assert page.locator("#deliverables a[href$='/file/']").count() == 1
    assert_accessible(page)
    assert_fits(page)


def report(page: Page, mission: str, language: str, run: dict) -> None:
    """The report is refused while its parts are missing, then sent; afterwards it no longer changes."""
    press(page.locator(f"main a[href$='/{mission}/report/']").first)
    page.fill("[name=done]", run["done"])
    press(page.locator(".savebar button[value=send]"))
    page.locator("main [role=alert]").wait_for()
    assert page.input_value("[name=done]") == run["done"]
    assert_accessible(page)
    page.fill("[name=results]", run["results"])
    press(page.locator(".savebar button[value=send]"))
    page.wait_for_url(re.compile(rf"/{mission}/$"))
    press(page.locator(f"main a[href$='/{mission}/report/']").first)
    assert page.locator("main textarea").count() == 0
    assert run["results"] in page.locator("main").inner_text()


def appraise(expert: Page, focal: Page, mission: str, language: str, run: dict) -> None:
    """The Party and the expert appraise; each reads the other only after giving its own."""
    for page in (focal, expert):
        page.goto(f"/{language}/workspace/missions/{mission}/")
        press(page.locator("main a[href$='/appraisal/']").first)
        assert run["appraisal"] not in page.locator("main").inner_text(), "nobody reads the others before giving"
        assert_accessible(page)
        for name in page.locator("[name^=mark-]").evaluate_all("all => [...new Set(all.map(one => one.name))]"):
            page.locator(f'[name="{name}"][value="4"]').check(force=True)
        page.check("[name=again][value=yes]")
        page.fill("[name=comment]", run["appraisal"])
        press(page.locator("main form:has([name=again]) button"))
        page.locator("[name=again]").first.wait_for(state="detached")
    assert expert.locator("section[data-side]").count() == 2
