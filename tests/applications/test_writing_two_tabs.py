"""Two tabs, two people: the second sees a difference to settle, nothing is overwritten silently."""

import pytest
from django.utils import timezone

from applications.models import Partner
from portal.collaboration.models import Section
from portal.ui.dates import day
from tests.accounts import factories as people

from .factories import complete_application, open_call
from .writing import form_of, open_version, section_url, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"), name="Tendai Moyo")


@pytest.fixture
def colleague(focal):
    person = people.UserFactory(name="Rudo Chikwanha")
    people.membership(person, focal.memberships.get().country, is_focal=False)
    return person


@pytest.fixture
def draft(focal):
    return complete_application(focal.memberships.get().country, open_call(), by=focal)


def test_the_second_tab_stores_nothing_and_shows_both_texts(focal, colleague, draft):
    url = section_url(draft, "context")
    first, second = form_of(draft, "context"), form_of(draft, "context")
    signed_in(colleague).post(url, first | {"needs": "The need as Rudo sees it"})
    response = signed_in(focal).post(url, second | {"needs": "The need as Tendai sees it"})
    text = response.content.decode()
    assert response.status_code == 409
    assert f"Rudo Chikwanha saved this page on {day(timezone.localdate())}, " in text
    assert "The need as Rudo sees it" in text
    assert "The need as Tendai sees it" in text
    assert 'id="settle-needs"' in text
    assert 'id="settle-context"' not in text
    assert "<title>Error:" in text
    assert open_version(draft).needs == "The need as Rudo sees it"
    assert Section.objects.get().revision == 1


def conflict(focal, colleague, draft, code, theirs, mine):
    url = section_url(draft, code)
    first, second = form_of(draft, code), form_of(draft, code)
    signed_in(colleague).post(url, first | theirs)
    assert signed_in(focal).post(url, second | mine).status_code == 409
    return second | mine | {"settle": "1", "revision": Section.objects.get().revision}


def test_keeping_ones_own_text_replaces_the_stored_one(focal, colleague, draft):
    data = conflict(focal, colleague, draft, "context", {"needs": "Theirs"}, {"needs": "Mine"})
    response = signed_in(focal).post(section_url(draft, "context"), data | {"choose-needs": "mine"})
    assert response.status_code == 302
    assert open_version(draft).needs == "Mine"
    assert Section.objects.get().revision == 2


def test_an_edited_text_is_saved_as_edited(focal, colleague, draft):
    data = conflict(focal, colleague, draft, "context", {"needs": "Theirs"}, {"needs": "Mine"})
    settled = data | {"choose-needs": "mine", "needs": "Both together"}
    signed_in(focal).post(section_url(draft, "context"), settled)
    assert open_version(draft).needs == "Both together"


def test_leaving_the_stored_text_keeps_it_and_saves_the_rest(focal, colleague, draft):
    data = conflict(
        focal, colleague, draft, "context", {"needs": "Theirs"}, {"needs": "Mine", "context": "Mine as well"}
    )
    choice = {"choose-needs": "theirs", "choose-context": "mine"}
    signed_in(focal).post(section_url(draft, "context"), data | choice)
    version = open_version(draft)
    assert (version.needs, version.context) == ("Theirs", "Mine as well")


def test_rows_are_settled_as_a_whole(focal, colleague, draft):
    data = conflict(focal, colleague, draft, "partners", {"partners-0-name": "Theirs"}, {"partners-1-name": "Mine"})
    signed_in(focal).post(section_url(draft, "partners"), data | {"choose-partners": "theirs"})
    names = list(Partner.objects.order_by("position").values_list("name", flat=True))
    assert names == ["Theirs", "Partner 1", "Partner 2"]


def test_chosen_activities_are_settled_as_a_whole(focal, colleague, draft):
    theirs = {"activities": ["1.1"]}
    mine = {"activities": ["2.1", "3.1"]}
    data = conflict(focal, colleague, draft, "activities", theirs, mine)
    signed_in(focal).post(section_url(draft, "activities"), data | {"choose-activities": "theirs"})
    assert list(open_version(draft).activitychoice_set.values_list("activity", flat=True)) == ["1.1"]


def test_a_third_save_in_between_is_a_conflict_again(focal, colleague, draft):
    data = conflict(focal, colleague, draft, "context", {"needs": "Theirs"}, {"needs": "Mine"})
    signed_in(colleague).post(section_url(draft, "context"), form_of(draft, "context") | {"needs": "Later still"})
    response = signed_in(focal).post(section_url(draft, "context"), data | {"choose-needs": "mine"})
    assert response.status_code == 409
    assert open_version(draft).needs == "Later still"


def test_the_script_is_told_in_a_sentence(focal, colleague, draft):
    url = section_url(draft, "context")
    old = form_of(draft, "context")
    signed_in(colleague).post(url, old | {"needs": "Theirs"})
    response = signed_in(focal).post(url, old | {"needs": "Mine"}, headers={"accept": "application/json"})
    assert response.status_code == 409
    assert "Rudo Chikwanha" in response.json()["text"]


def test_the_same_words_in_both_tabs_are_no_conflict(focal, draft):
    url = section_url(draft, "context")
    old = form_of(draft, "context") | {"needs": "The same"}
    client = signed_in(focal)
    assert client.post(url, old).status_code == 302
    assert client.post(url, old).status_code == 302
    assert Section.objects.get().revision == 1


def test_different_sections_never_stand_in_each_others_way(focal, colleague, draft):
    context, gender = form_of(draft, "context"), form_of(draft, "gender")
    signed_in(colleague).post(section_url(draft, "context"), context | {"needs": "Theirs"})
    response = signed_in(focal).post(section_url(draft, "gender"), gender | {"gender_actions": "Mine"})
    assert response.status_code == 302


@pytest.mark.parametrize("revision", ["", "-1", "9" * 30, "one", "²"])
def test_a_forged_revision_is_an_old_one(focal, draft, revision):
    data = form_of(draft, "context")
    signed_in(focal).post(section_url(draft, "context"), data | {"needs": "First"})
    response = signed_in(focal).post(section_url(draft, "context"), data | {"needs": "Second", "revision": revision})
    assert response.status_code == 409
    assert open_version(draft).needs == "First"
