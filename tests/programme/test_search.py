"""One box over everything public."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from applications.models import CallText, Round
from knowledge.services import upkeep
from portal.search import kept
from roadmaps.services.national import validation
from tests.accounts import factories as people
from tests.applications import factories as calls
from tests.expertise import factories as experts
from tests.knowledge import factories as make
from tests.roadmaps import factories_national as national

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.clear()
    yield
    kept.clear()


def get(query, language="en", **more):
    return Client().get(f"/{language}/search/", {"q": query, **more})


def page(query, language="en", **more):
    response = get(query, language, **more)
    assert response.status_code == 200
    return response.content.decode()


def retitled(edition, title, **more):
    """The first measure of an edition under another title."""
    measure = edition.measures.order_by("pk")[0]
    type(measure).objects.filter(pk=measure.pk).update(title=title, **more)
    return measure


def test_a_country_and_its_practice_are_found_together():
    make.published(title="Uganda counts its artists")
    text = page("uganda")
    assert 'href="/en/countries/uga/"' in text
    assert "<mark>Uganda</mark> counts its artists" in text
    assert '<a href="#practices">Practices</a> <span class="soft">1</span>' in text


def test_accents_and_beginnings_do_not_matter_and_activities_are_found_by_code():
    people.country("GEO")
    make.draft()
    assert 'href="/fr/countries/geo/"' in page("georg", "fr")
    assert 'href="/en/open-roadmap/2.4/"' in page("2.4")


def test_a_roadmap_and_its_measures_are_found_once_it_is_validated():
    roadmap = national.complete(people.country("UGA"))
    edition = roadmap.editions.get()
    measure = retitled(edition, "A law on streaming quotas", description="Broadcasters show local films.")
    assert "streaming quotas" not in page("quotas")
    validation.validate(roadmap=roadmap, act=national.act(), by=people.focal_point(roadmap.country))
    text = page("quota")
    assert "A law on streaming <mark>quotas</mark>" in text
    assert f'/roadmap/#measure-{measure.key}"' in text or f'#measure-{measure.key}"' in text
    assert "Uganda" in text
    assert 'id="roadmaps"' in page("uganda")
    assert '<bdi lang="en">A law on streaming' in page("uganda films", "fr")


def test_the_measures_of_an_earlier_edition_leave():
    roadmap = national.validated()
    author = people.focal_point(roadmap.country)
    edition = validation.open_next_edition(roadmap=roadmap, by=author)
    measure = retitled(edition, "Replacement words")
    assert "Replacement" not in page("replacement")
    validation.validate(roadmap=roadmap, act=national.act(), by=author)
    assert page("replacement words").count(f"#measure-{measure.key}") == 1
    assert page("uganda", kind="measures").count("#measure-") == edition.measures.count()


def test_a_typing_error_is_mended_in_every_kind_and_said():
    people.country("GEO")
    make.published(title="A law on music")
    assert "Results for “music" in page("musci")
    text = page("Goergia")
    assert 'href="/en/countries/geo/"' in text
    assert "Results for “georgia”" in text


def test_what_has_the_words_comes_before_what_is_like_them():
    people.country("GEO")
    make.published(title="Georgiana sings")
    text = page("georgia")
    assert 'href="/en/countries/geo/"' in text
    assert "Results for" not in text


def test_a_withdrawn_entry_leaves():
    entry = make.published(title="Uganda counts its artists")
    assert "counts its" in page("artists")  # each page is asked for once: what is kept of it holds for a minute
    upkeep.withdraw(entry=entry, reason="An error", by=people.editor())
    assert "counts its" not in page("artists uganda")


def test_a_call_is_found_in_its_whole_text():
    call = calls.open_call()
    Round.objects.create(call=call, position=1, cut_off=timezone.now() + timedelta(days=9), places=5)
    CallText.objects.create(
        call=call, language="en", title="The open call", body="What is offered: **accompaniment** by experts."
    )
    assert "<mark>accompaniment</mark>" in page("accompaniment")


def test_an_expert_is_found_by_what_everybody_reads_and_only_while_listed():
    experts.expert(name="Rudo Moyo")
    experts.expert(name="Sefu Moyo", is_public=False)
    text = page("moyo", kind="experts")
    assert "Rudo <mark>Moyo</mark>" in text
    assert "Sefu" not in text
    assert "Sefu" not in page("sefu moyo")


def test_all_of_one_kind_stand_page_by_page():
    for number in range(7):
        make.published(title=f"Observatory {number}")
    text = page("observatory")
    assert text.count("<h3") == 5
    assert "/en/practices/?q=observatory" in text
    assert "All 7 results: Practices" in text
    text = page("observatory", kind="practices")
    assert 'data-count="7"' in text
    assert text.count("<h3") == 7
    assert 'data-count="0"' in page("observatory", kind="countries")
    assert 'data-count="7"' in page("observatory", kind="practices", page="99")


def test_a_kind_that_is_none_is_a_400_that_says_which():
    response = get("music", kind="secrets")
    assert response.status_code == 400
    assert "“secrets”" in response.content.decode()
    assert "measures" in response.content.decode()


def test_the_search_costs_the_same_however_much_is_found(django_assert_max_num_queries):
    make.published(title="An observatory")
    national.validated()
    get("uganda")
    with django_assert_max_num_queries(6):
        get("observatory uganda")
    for number in range(3):
        make.published(title=f"Observatory {number}")
    get("uganda")
    with django_assert_max_num_queries(6):
        get("observatory")


def test_nothing_is_found_for_nothing_and_drafts_are_not():
    make.draft(title="A secret draft")
    assert "A secret draft" not in page("secret draft")
    assert "Nothing matches" in page("xyzzy")
    assert "Nothing matches" not in page("")


@pytest.mark.parametrize(
    "typed",
    ["a" * 10_000, "<script>alert(1)</script>", "\x00\x1b", "AND OR (", "%", '"' * 400, "-", "NEAR/2", "a:*", "'--"],
)
def test_hostile_words_show_a_page(typed):
    for kind in ({}, {"kind": "measures"}, {"kind": "experts"}):
        assert "<script>alert" not in page(typed, **kind)
