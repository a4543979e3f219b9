"""What the knowledge base brings forward on other pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from knowledge.services import choosing
from tests.accounts import factories as people

from . import factories as make

pytestmark = pytest.mark.django_db


def test_a_country_page_shows_its_entries_the_choice_of_the_editors_first():
    party = people.country("UGA")
    first = make.published(title="The older one", country=party)
    make.published(title="The newer one", country=party)
    today = timezone.now().date()
    choosing.choose(
        entry=first, page="country", where="UGA", starts_on=today, ends_on=today + timedelta(days=9),
        by=people.editor(),
    )  # fmt: skip
    page = Client().get("/en/countries/uga/").content.decode()
    assert page.index("The older one") < page.index("The newer one")
    assert "2 entries of the knowledge base" in page
    assert "/en/practices/?country=UGA" in page


def test_an_activity_page_shows_what_is_tied_to_it_and_nothing_else():
    make.published(title="Tied to mapping", facts={"ties": {"activities": ["1.1"], "gender": "1"}})
    make.published(title="Tied to rules", facts={"ties": {"activities": ["2.4"], "gender": "1"}})
    page = Client().get("/en/open-roadmap/2.4/").content.decode()
    assert "Tied to rules" in page
    assert "Tied to mapping" not in page


def test_the_home_page_shows_a_choice_while_it_holds(django_capture_on_commit_callbacks):
    entry, today = make.published(title="Worth a look"), timezone.now().date()
    choosing.choose(
        entry=entry, page="home", where="", starts_on=today + timedelta(days=1), ends_on=None, by=people.editor()
    )
    assert "Worth a look" not in Client().get("/en/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        choosing.choose(entry=entry, page="home", where="", starts_on=today, ends_on=None, by=people.editor())
    assert "Worth a look" in Client().get("/en/?again=1").content.decode()


def test_an_entry_without_a_text_in_the_language_of_the_page_says_its_own():
    make.published(title="Tied to rules", facts={"ties": {"activities": ["2.4"], "gender": "1"}})
    assert '<bdi lang="en">Tied to rules</bdi>' in Client().get("/fr/open-roadmap/2.4/").content.decode()
    assert "<bdi>Tied to rules</bdi>" in Client().get("/en/open-roadmap/2.4/").content.decode()
