"""A visitor reads the state of play: map, filters, matrix, country, activity, comparison, change, file, citation."""

import csv
import io
import re

import pytest

from .looking import assert_accessible, assert_well_formed, press
from .test_finding import fetched, total

NAMES = {"en": ("Colombia", "France"), "fr": ("Colombie", "France")}


def rows_of(page, address: str) -> list[dict[str, str]]:
    """The lines of a file taken away."""
    return list(csv.DictReader(io.StringIO(fetched(page, address).text().lstrip("\ufeff"))))


def looked_at(page, language: str) -> None:
    """What holds of every page of the way."""
    assert_well_formed(page, language)
    assert_accessible(page)
    assert page.context.cookies() == []


def cited(page) -> str:
    """The citation of a page; it names the address read."""
    text = page.locator(".cite").last.inner_text()
    assert "UNESCO" in text
    assert page.url.split("#")[0].split("?")[0].split("://")[1].split("/", 1)[1] in text
    return text


def unfold(page) -> None:
    """Open the filters, which are folded on a narrow screen."""
    folded = page.locator("details.facets > summary")
    if folded.is_visible():
        folded.click()


@pytest.mark.parametrize(
    ("language", "width", "dark"), [("en", 1280, False), ("fr", 360, True)], ids=["english", "french, phone, dark"]
)
def test_a_visitor_follows_the_state_of_play_without_scripts(people, language, width, dark):
    page = people.visitor(language=language, width=width, dark=dark, javascript=False)
    page.goto(f"/{language}/")
    drawn = page.locator("#parties svg.map a").count()
    assert drawn >= 150
    numbers = page.locator("#parties .key b").all_inner_texts()
    assert len(numbers) == 5
    assert sum(map(int, numbers)) == drawn
    page.locator("#parties details > summary").click()
    assert page.locator("#parties table tbody a[href*='/countries/']").count() == drawn
    assert_accessible(page)

    press(page.locator("#parties a[href*='/roadmaps/#list']"))
    looked_at(page, language)
    assert total(page) == drawn
    assert page.locator("#map svg .su").count()

    # Narrowed by region, group, stage and year, one after the other; each promise of a facet is kept.
    for facet in ("region", "stage", "group"):
        unfold(page)
        label = page.locator(f".facets label:has(input[name={facet}]:not(:disabled):not(:checked))").first
        promised = int(label.locator(".count").inner_text().replace("\u202f", ""))
        label.click()
        press(page.locator(".facets button").last)
        assert total(page) == promised, facet
        assert f"{facet}=" in page.url
    unfold(page)
    page.locator("select[name=year]").select_option(index=1)
    press(page.locator(".facets button").last)
    assert "year=" in page.url
    looked_at(page, language)
    address = page.locator("a[href*='state-of-play.csv']").last.get_attribute("href")
    assert len(rows_of(page, address)) == total(page)
    assert "year=" in cited(page)

    page.goto(f"/{language}/roadmaps/matrix/")
    looked_at(page, language)
    assert total(page) >= 10
    matrix = page.locator("a[href*='matrix.csv']").last.get_attribute("href")
    assert len(rows_of(page, matrix)) == 20 * total(page)
    assert len(rows_of(page, page.locator("a[href*='activities.csv']").first.get_attribute("href"))) == 20
    cited(page)

    press(page.locator(".matrix a", has_text=NAMES[language][0]).first)
    looked_at(page, language)
    for file in ("measures", "progress"):
        assert rows_of(page, page.locator(f"a[href$='/{file}.csv']").first.get_attribute("href"))
    cited(page)

    page.goto(f"/{language}/countries/col/")
    looked_at(page, language)
    figures = rows_of(page, page.locator("a[href$='/figures.csv']").first.get_attribute("href"))
    assert {"stage", "measures of an activity", "measures of an output"} <= {row["figure"] for row in figures}
    cited(page)

    press(page.locator("#roadmap ~ .sec a[href*='/open-roadmap/']").first)
    looked_at(page, language)
    shown = int(page.locator("#measures [data-count]").get_attribute("data-count"))
    assert len(rows_of(page, page.locator("#measures a[href$='measures.csv']").get_attribute("href"))) == shown

    page.goto(f"/{language}/roadmaps/compare/")
    for field, name in zip(("#add", "#second"), NAMES[language], strict=True):
        page.locator(field).select_option(label=name)
    press(page.locator("main form button"))
    looked_at(page, language)
    for name in NAMES[language]:
        assert name in page.locator("h1, main thead").all_inner_texts()[-1]
    for _third in range(2):
        page.locator("#add").select_option(index=3)
        press(page.locator("main form button"))
    assert total(page) == 4
    assert page.locator("#add").count() == 0
    compared = rows_of(page, page.locator("a[href*='compare.csv']").first.get_attribute("href"))
    assert len(compared) == 4 * 20
    cited(page)

    page.goto(f"/{language}/roadmaps/change/")
    looked_at(page, language)
    assert page.locator("svg[role=img] rect").count()
    over_time = rows_of(page, page.locator("a[href*='change.csv']").first.get_attribute("href"))
    years = {row["year"] for row in over_time}
    assert years == set(re.findall(r"\b20\d\d\b", page.locator("main thead").first.inner_text()))
    cited(page)
    number = page.locator("main tbody a[href*='year=']").first
    promised = int(number.inner_text().replace("\u202f", ""))
    press(number)
    assert total(page) == promised
