"""An assistance opens from a selected application, and takes over what it says."""

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import states as application_states
from applications import waiting
from applications.models import Tie
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.messaging.models import Message
from roadmaps.models import Assistance, Considered, Need
from roadmaps.selection.languages import codes_in
from roadmaps.services import assistances
from roadmaps.services.selection import needs
from tests.accounts import factories as people
from tests.applications.factories import complete_application

from . import factories as make
from . import scene
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


def selected(**fields):
    return complete_application(people.country("UGA"), state=application_states.SELECTED, **fields)


def opened(application, by=None, **fields):
    values = {"starts_on": day(1), "ends_on": day(400), **fields}
    return assistances.open(application=application, by=by or people.officer(), **values)


def test_it_opens_with_a_reference_of_its_own_and_the_party_is_told_in_its_language():
    focal = people.focal_point(people.country("UGA"), language="fr")
    assistance = opened(selected())
    assert assistance.reference == f"DCA-{timezone.now().year}-UGA-001"
    message = Message.objects.get(code="assistance.opened")
    assert message.to == focal
    assert "est ouverte" in message.body
    assert f"/fr/workspace/assistance/{assistance.reference}/" in message.body


def test_the_needs_of_the_application_are_taken_over_and_nothing_is_asked_twice():
    application = selected()
    row = application.current_version.expertiseneed_set.first()
    row.description = "A lawyer who has drafted a media law. Ten days in Kampala."
    row.languages = "Anglais, français"
    row.save()
    need = opened(application).needs.first()
    assert need.title == "A lawyer who has drafted a media law"
    assert (need.activities, need.themes, need.languages, need.mode) == ("1.1", "T1", "en fr", "both")
    assert need.days == 20
    assert opened(application).needs.count() == 3


def test_an_application_has_one_assistance_however_often_it_is_asked_for():
    application = selected()
    assert opened(application) == opened(application)
    assert Message.objects.filter(code="assistance.opened").count() == 0


def test_the_numbers_of_a_party_have_no_gap_after_a_refusal():
    first = opened(selected())
    from tests.applications.factories import open_call

    second = complete_application(people.country("UGA"), open_call("second"), application_states.SELECTED)
    with pytest.raises(Refused):
        opened(second, ends_on=day(0))
    assert opened(second).reference == first.reference.replace("001", "002")


@pytest.mark.parametrize("state", ["submitted", "reserve", "not_selected"])
def test_an_application_that_is_not_selected_opens_none(state):
    with pytest.raises(Refused, match="selected"):
        opened(complete_application(people.country("UGA"), state=state))


def test_only_an_officer_without_a_tie_opens_it_and_a_superuser_does_not():
    application = selected()
    officer = people.officer()
    Tie.objects.create(person=officer, country=people.country("UGA"))
    for person in (officer, people.superuser(), people.head(), people.focal_point(people.country("UGA"))):
        with pytest.raises(NotAllowed):
            opened(application, person)
    assert not Assistance.objects.exists()


def test_a_need_is_added_changed_and_cancelled_with_a_reason():
    officer = people.officer()
    assistance = make.assistance()
    values = {
        "title": "Statistics",
        "description": "A survey",
        "activities": "1.1 2.4",
        "themes": "",
        "fields": "statistics",
        "languages": "en",
        "mode": "remote",
        "starts_on": day(10),
        "ends_on": day(40),
        "days": 5,
    }
    need = needs.add(assistance=assistance, by=officer, **values)
    needs.change(need=need, by=officer, **{**values, "days": 8})
    need.refresh_from_db()
    assert need.days == 8
    assert Entry.objects.get(verb="need.changed").new == {"days": 8}
    with pytest.raises(Refused, match="reason"):
        needs.cancel(need=need, by=officer, reason=" ")
    needs.cancel(need=need, by=officer, reason="The ministry has hired somebody.")
    need.refresh_from_db()
    assert need.state == Need.State.CANCELLED


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "days", "words"),
    [(40, 10, 5, "before it begins"), (10, 9999, 5, "outside"), (10, 12, 5, "no more than")],
)
def test_a_need_with_impossible_dates_is_refused(starts_on, ends_on, days, words):
    values = {"title": "A", "description": "B", "starts_on": day(starts_on), "ends_on": day(ends_on), "days": days}
    with pytest.raises(Refused, match=words):
        needs.add(assistance=make.assistance(), by=people.officer(), **values)


def test_a_need_the_party_is_choosing_on_does_not_change_and_when_cancelled_everybody_hears_why():
    at = scene.scene()
    offer = scene.offered(at)
    with pytest.raises(Refused, match="choosing"):
        needs.change(need=at.need, by=at.officer, starts_on=at.need.starts_on, ends_on=at.need.ends_on, days=3)
    needs.cancel(need=at.need, by=at.officer, reason="No longer needed.")
    offer.refresh_from_db()
    assert offer.state == "taken_back"
    assert set(Considered.objects.values_list("why_not", flat=True)) == {"cancelled"}
    assert Message.objects.filter(code="offer.taken_back", to=offer.expert.user).exists()


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("English, French or Portuguese", ["en", "fr", "pt"]),
        ("Anglais et français", ["en", "fr"]),
        ("EN / FR", ["en", "fr"]),
        ("whatever they speak", []),
    ],
)
def test_working_languages_are_read_as_they_were_typed(typed, codes):
    assert codes_in(typed) == codes


def test_the_pages_of_a_selected_application_lead_to_the_assistance_once_it_is_open(client):
    focal, application = people.focal_point(people.country("UGA")), selected()
    page = reverse("applications:file", args=[application.ref])
    client.force_login(focal)
    assert "he Secretariat opens the assistance with you" in client.get(page).content.decode()
    assert [row.next for row in waiting.of_party(focal, "en")] == ["The Secretariat opens the assistance with you"]
    assert [row.turn for row in waiting.files(focal, "en")] == ["The Secretariat"]
    assistance = opened(application)
    text = client.get(page).content.decode()
    assert "he Secretariat opens the assistance with you" not in text
    assert f"/workspace/assistance/{assistance.reference}/" in text
    assert list(waiting.of_party(focal, "en")) == []
    assert [row.turn for row in waiting.files(focal, "en")] == ["Nobody"]
