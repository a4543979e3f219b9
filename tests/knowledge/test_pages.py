"""Public pages: the search and an entry, without account, cookie or script."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from knowledge.models import ReaderNote
from knowledge.services import upkeep
from tests.accounts import factories as people

from . import factories as make

pytestmark = pytest.mark.django_db


def get(path, language="en", **more):
    return Client().get(f"/{language}/practices/{path}", **more)


def test_the_search_shows_what_fits_with_hits_marked_and_no_cookie():
    make.published()
    make.published(title="A fund for music", done="A **fund**.")
    response = get("?q=observatories")
    page = response.content.decode()
    assert 'data-count="1"' in page
    assert "<mark>observatory</mark>" in page
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "<script" not in page.replace('<script src="', "")


def test_a_list_costs_the_same_however_many(django_assert_num_queries):
    make.published()
    get("")
    with django_assert_num_queries(7):
        get("?q=observatory")
    for _ in range(3):
        make.published()
    get("")
    with django_assert_num_queries(7):
        get("?q=observatory&kind=practice")


def test_a_typing_error_is_mended_and_said():
    make.published()
    page = get("?q=obsrvatory").content.decode()
    assert "Results for “observatory”" in page


def test_a_wrong_filter_is_a_400_that_says_which():
    response = get("?activity=9.9&year=last", "fr")
    page = response.content.decode()
    assert response.status_code == 400
    assert "activity=…" in page
    assert "year=…" in page
    assert "<title>Erreur" in page


def test_an_empty_result_says_which_filter_to_drop():
    make.published()
    page = get("?kind=practice&theme=T4").content.decode()
    assert 'data-count="0"' in page
    assert "1 matches without Label of theme T4" in page
    assert "?kind=practice" in page


def test_a_page_after_the_last_shows_the_last():
    make.published()
    assert 'data-count="1"' in get("?page=999").content.decode()


@pytest.mark.parametrize(
    "typed", ["a" * 10_000, "<script>alert(1)</script>", "AND OR ( NOT", "%00%1b", '"' * 90, "*"]
)
def test_hostile_words_show_a_page_and_run_nothing(typed):
    make.published()
    response = get("", data={"q": typed}) if "%" not in typed else get(f"?q={typed}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_an_entry_says_all_that_another_country_needs():
    entry = make.published()
    page = get(f"{entry.slug}/").content.decode()
    for words in (
        *list(make.WORDS.values())[:2],
        "Platforms gave no figures at first.",
        "120",
        entry.code,
        "CC BY-SA",
    ):
        assert words in page
    assert "<strong>observatory</strong>" in page
    assert page.count("<h1") == 1


def test_script_in_a_text_is_shown_and_does_not_run():
    entry = make.published(
        done="<script>alert(1)</script> [click](javascript:alert(1)) <img src=x onerror=alert(1)>",
        title='"><script>alert(2)</script>',
    )
    page = get(f"{entry.slug}/").content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page


def test_the_language_of_the_text_is_said_where_it_is_not_that_of_the_page():
    entry = make.published()
    page = get(f"{entry.slug}/", "fr").content.decode()
    assert 'lang="en" dir="ltr"' in page
    make.translated(entry, "ar", title="مرصد وطني")
    page = get(f"{entry.slug}/?text=ar", "fr").content.decode()
    assert '<span lang="ar" dir="rtl">مرصد وطني</span>' in page
    assert '<title lang="ar" dir="rtl">مرصد وطني' in page
    assert '<meta name="description" lang="ar" dir="rtl"' in page
    crumbs = get(f"{entry.slug}/tell/", "fr").content.decode().partition("crumbs")[2].partition("</nav>")[0]
    assert '<bdi lang="en" dir="ltr">A national observatory' in crumbs
    make.translated(entry, "fr", title="Un observatoire")
    assert "<span>Un observatoire</span></h1>" in get(f"{entry.slug}/?new=1", "fr").content.decode()


def test_a_translation_older_than_its_original_says_so():
    entry = make.published()
    text = make.translated(entry, "fr", title="Un observatoire")
    type(text).objects.filter(pk=text.pk).update(state="outdated")
    assert "L’original a changé" in get(f"{entry.slug}/", "fr").content.decode()


def test_a_former_address_leads_on_for_ever_and_a_withdrawn_entry_is_gone():
    entry = make.published()
    old = entry.slug
    upkeep.change_slug(entry=entry, slug="observatory", by=people.editor())
    response = get(f"{old}/?text=fr")
    assert (response.status_code, response["Location"]) == (301, "/en/practices/observatory/?text=fr")
    upkeep.withdraw(entry=entry, reason="The figures were wrong.", by=entry.owner)
    assert get("observatory/").status_code == 410
    assert get(f"{old}/").status_code == 410
    assert get("nothing/").status_code == 404


def test_a_citation_is_taken_away_as_bibtex_and_ris_and_the_entry_as_linked_data():
    entry = make.published(title="An observatory & its {method}: 100% open")
    bib = get(f"{entry.slug}/cite.bib").content.decode()
    assert r"observatory \& its \{method\}: 100\% open" in bib
    ris = get(f"{entry.slug}/cite.ris").content.decode()
    assert ris.startswith("TY  - ELEC\r\nTI  - An observatory & its {method}")
    assert ris.endswith("ER  - \r\n")
    data = json.loads(get(f"{entry.slug}/entry.jsonld").content)
    assert data["identifier"] == entry.code
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_words_typed_where_the_newest_stand_first_are_answered_by_the_best_first():
    make.published(title="A fund for podcasts")
    make.published(title="A film archive", summary="It also keeps podcasts.")
    said = get("").content.decode()
    assert '<option value="" selected>The newest first</option>' in said
    assert 'value="relevance"' not in said
    said = get("?q=podcasts&sort=").content.decode()
    assert said.index("A fund for") < said.index("A film archive")
    assert '<option value="newest">' in said


def test_an_entry_costs_the_same_whatever_hangs_on_it(django_assert_num_queries):
    entry = make.published()
    make.published()
    get(f"{entry.slug}/")
    with django_assert_num_queries(3):
        get(f"{entry.slug}/?text=en")


def note(entry, **given):
    client = Client()
    values = {"kind": "correction", "text": "The year is wrong: it was 2019, see the law.", "name": "", "email": ""}
    return client.post(f"/en/practices/{entry.slug}/tell/", {**values, **given})


def test_a_reader_sends_a_correction_and_a_question_needs_an_address():
    cache.clear()
    entry = make.published()
    response = note(entry)
    assert (response.status_code, ReaderNote.objects.get().kind) == (302, "correction")
    response = note(entry, kind="question")
    assert response.status_code == 422
    assert "the owner can answer to" in response.content.decode()
    assert ReaderNote.objects.count() == 1


def test_more_messages_than_five_an_hour_are_refused_and_nothing_typed_is_lost():
    cache.clear()
    entry = make.published()
    statuses = [note(entry).status_code for _ in range(5)]
    last = note(entry, text="A sixth message, typed with care.")
    assert statuses == [302] * 5
    assert last.status_code == 429
    assert "A sixth message, typed with care." in last.content.decode()
