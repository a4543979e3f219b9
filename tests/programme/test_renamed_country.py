"""A country that changes its name: pages and search follow the reference data, what was validated keeps its words."""

import html

import pytest
from django.test import TestCase

from knowledge import orders
from portal.reference.services import save_correction
from portal.search import kept
from portal.ui.pages import shelf, store
from roadmaps.models import Edition
from tests.accounts import factories as people
from tests.knowledge import factories as entries
from tests.roadmaps import factories_national as make
from tests.roadmaps.conftest import vocabulary  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
NEW = "Republic of the Pearl"


@pytest.fixture(autouse=True)
def nothing_kept():
    for each in (store, shelf, kept, orders):
        each.clear()
    yield
    for each in (store, shelf, kept, orders):
        each.clear()


def rename(iso3: str = "UGA") -> None:
    """As an officer does it in the office; what waits for the commit is done."""
    name = people.country(iso3).names.get(language="en")
    name.name = NEW
    with TestCase.captureOnCommitCallbacks(execute=True):
        save_correction(record=name, by=people.officer(), reason="Note of the United Nations")


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


PAGES = (
    "/en/roadmaps/",
    "/en/roadmaps/matrix/",
    "/en/roadmaps/uga/",
    "/en/roadmaps/uga/stages/",
    "/en/countries/uga/",
    "/en/open-roadmap/1.1/",
    "/en/roadmaps/compare/?country=uga&country=zwe",
    "/en/roadmaps/state-of-play.csv",
)


def test_every_page_of_the_state_of_play_follows_at_once(client):
    make.validated(activities=("1.1",))
    make.validated(people.country("ZWE"), activities=("1.1",))
    for path in PAGES:
        assert "Uganda" in page(client, path), path
    rename()
    for path in PAGES:
        text = page(client, path)
        assert NEW in text, path
        assert "Uganda" not in text, path
    assert "Ouganda" in page(client, "/fr/roadmaps/")  # the other languages have their own


def test_the_search_finds_a_country_and_what_comes_from_it_by_the_new_name(client):
    entries.published(title="A help desk for artists")
    make.validated()
    assert "A help desk for artists" in page(client, "/en/practices/?q=uganda")
    rename()
    shown = page(client, "/en/search/?q=pearl")
    assert NEW in shown
    assert '/en/roadmaps/uga/"' in shown
    assert "A help desk for artists" in page(client, "/en/practices/?q=pearl")


def test_a_validated_edition_keeps_its_words(client):
    roadmap = make.validated()
    Edition.objects.filter(pk=roadmap.edition_id).update(title="Uganda’s digital culture 2030")
    before = client.get("/en/roadmaps/uga/roadmap.json").json()
    rename()
    after = client.get("/en/roadmaps/uga/roadmap.json").json()
    assert after.pop("country") == {"iso3": "UGA", "name": NEW}
    before.pop("country")
    assert after == before
    assert "Uganda’s digital culture 2030" in page(client, "/en/roadmaps/uga/")
