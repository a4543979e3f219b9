"""Starting an application: who may, when, and that the one that is there is always found first."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from applications import states
from applications.models import Application, Call
from applications.services.drafts import start_or_resume
from applications.services.transition import NotAllowed, Refused
from portal.activity.models import Entry
from portal.reference.codes import ALPHABET
from tests.accounts import factories as people

from .factories import ApplicationFactory, complete_application, open_call
from .writing import address, signed_in

pytestmark = pytest.mark.django_db


def start(user, country, call=None):
    return start_or_resume(call=call or Call.objects.get(), country=country, by=user)


def test_a_confirmed_focal_point_of_a_developing_party_begins():
    uga, call = people.country("UGA"), open_call()
    focal = people.focal_point(uga, language="fr")
    application, made = start(focal, uga, call)
    assert made
    assert (application.state, application.reference, application.language) == (states.DRAFT, None, "fr")
    assert (application.current_version.number, application.current_version.language) == (1, "fr")
    assert Entry.objects.get().verb == "application.begun"


def test_a_draft_is_found_again_by_a_colleague():
    uga, call = people.country("UGA"), open_call()
    first, _made = start(people.focal_point(uga), uga, call)
    colleague = people.UserFactory()
    people.membership(colleague, uga, is_focal=False)
    assert start(colleague, uga, call) == (first, False)
    assert Application.objects.count() == 1


@pytest.mark.parametrize("state", [code for code in states.ACTIVE if code != states.DRAFT])
def test_an_application_under_way_is_found_instead_of_a_second_one(state):
    uga = people.country("UGA")
    application = complete_application(uga, open_call(), state)
    assert start(people.focal_point(uga), uga) == (application, False)


@pytest.mark.parametrize("state", [states.INELIGIBLE, states.NOT_SELECTED, states.WITHDRAWN])
def test_after_a_closed_file_a_new_one_can_be_begun(state):
    uga = people.country("UGA")
    complete_application(uga, open_call(), state)
    _application, made = start(people.focal_point(uga), uga)
    assert made


def test_the_database_refuses_a_second_application_of_a_party_in_a_call():
    first = ApplicationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationFactory(country=first.country, call=first.call)


def test_an_open_draft_is_found_even_after_the_call_has_closed():
    uga, call = people.country("UGA"), open_call()
    application, _made = start(people.focal_point(uga), uga, call)
    call.state = Call.State.CLOSED
    call.save()
    assert start(people.focal_point(uga), uga, call) == (application, False)


@pytest.mark.parametrize("facts", [{"party": False}, {"developing": False}])
def test_a_country_that_cannot_apply_is_refused_with_the_reason(facts):
    country, call = people.country("FRA", **facts), open_call()
    with pytest.raises(Refused) as refusal:
        start(people.focal_point(country), country, call)
    assert "FRA" in refusal.value.message
    assert not Application.objects.exists()


@pytest.mark.parametrize("facts", [{"party": None}, {"developing": None}])
def test_what_the_records_do_not_know_is_left_to_the_screening(facts):
    country, call = people.country("UGA", **facts), open_call()
    assert start(people.focal_point(country), country, call)[1]


@pytest.mark.parametrize("maker", [people.newcomer, people.officer, people.superuser, people.assessor])
def test_who_is_no_focal_point_of_the_party_does_not_begin(maker):
    country, call = people.country("UGA"), open_call()
    with pytest.raises(NotAllowed):
        start(maker(), country, call)


def test_a_signatory_or_another_partys_focal_point_does_not_begin():
    uga, call = people.country("UGA"), open_call()
    for person in (people.signatory(uga), people.focal_point(people.country("ZWE"))):
        with pytest.raises(NotAllowed):
            start(person, uga, call)


def test_a_claim_that_is_not_confirmed_is_not_enough():
    uga, call = people.country("UGA"), open_call()
    person = people.UserFactory()
    people.membership(person, uga, state="claimed")
    with pytest.raises(NotAllowed):
        start(person, uga, call)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "draft"},
        {"state": "closed"},
        {"opens_at": timezone.now() + timedelta(days=1)},
        {"closes_at": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_a_call_that_is_not_open_takes_no_new_application(fields):
    uga = people.country("UGA")
    call = open_call(**fields)
    with pytest.raises(Refused):
        start(people.focal_point(uga), uga, call)


def test_the_code_of_a_draft_has_eight_letters_without_look_alikes():
    call = open_call()
    codes = {ApplicationFactory(country=people.country(iso3), call=call).code for iso3 in ("UGA", "ZWE", "GAB")}
    assert len(codes) == 3
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("ILO01") & set(ALPHABET)


def test_the_page_begins_and_leads_to_the_sections(vocabulary):
    uga, call = people.country("UGA"), open_call()
    client = signed_in(people.focal_point(uga))
    url = reverse("applications:start", args=[call.slug])
    assert client.get(url).status_code == 200
    assert not Application.objects.exists()
    response = client.post(url, {"country": uga.pk})
    assert response["Location"] == address(Application.objects.get())


def test_the_page_says_why_a_country_cannot_apply():
    france, call = people.country("FRA", party=False), open_call()
    response = signed_in(people.focal_point(france)).post(
        reverse("applications:start", args=[call.slug]), {"country": france.pk}
    )
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert "<title>Error:" in response.content.decode()


def test_a_forged_party_in_the_form_is_not_taken():
    uga, zwe, call = people.country("UGA"), people.country("ZWE"), open_call()
    person = people.focal_point(uga)
    people.membership(person, people.country("GAB"))
    signed_in(person).post(reverse("applications:start", args=[call.slug]), {"country": zwe.pk})
    assert not Application.objects.exists()


def test_who_waits_for_confirmation_is_told_so():
    person, call = people.UserFactory(), open_call()
    people.membership(person, people.country("UGA"), state="claimed")
    text = signed_in(person).get(reverse("applications:start", args=[call.slug])).content.decode()
    assert "waits for the Secretariat" in text
    assert 'name="country"' not in text


def test_a_draft_call_has_no_page_to_begin():
    call = open_call(state="draft")
    client = signed_in(people.focal_point(people.country("UGA")))
    assert client.get(reverse("applications:start", args=[call.slug])).status_code == 404
