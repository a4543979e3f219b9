"""One box over everything public."""

import pytest
from django.test import Client

from tests.accounts import factories as people
from tests.knowledge import factories as make

pytestmark = pytest.mark.django_db


def page(query, language="en"):
    response = Client().get(f"/{language}/search/", {"q": query})
    assert response.status_code == 200
    return response.content.decode()


def test_a_country_and_its_practice_are_found_together():
    make.published(title="Uganda counts its artists")
    text = page("uganda")
    assert 'href="/en/countries/uga/"' in text
    assert "Uganda counts its artists" in text


def test_accents_and_beginnings_do_not_matter_and_activities_are_found_by_code():
    people.country("GEO")
    make.draft()
    assert 'href="/fr/countries/geo/"' in page("georg", "fr")
    assert 'href="/en/open-roadmap/2.4/"' in page("2.4")


def test_nothing_is_found_for_nothing_and_drafts_are_not():
    make.draft(title="A secret draft")
    assert "A secret draft" not in page("secret draft")
    assert "Nothing matches" in page("xyzzy")
    assert "Nothing matches" not in page("")


@pytest.mark.parametrize("typed", ["a" * 10_000, "<script>alert(1)</script>", "\x00\x1b", "AND OR (", "%"])
def test_hostile_words_show_a_page(typed):
    assert "<script>alert" not in page(typed)
