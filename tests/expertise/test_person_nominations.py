"""Nominations: who may name whom, how the person answers, and what becomes of silence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from expertise import states
from expertise.models import Candidacy, Nomination
from expertise.services import candidacies, nominations
from portal.accounts.models import Membership, Role
from portal.accounts.services.refusals import NotAllowed, Refused
from tests.accounts import factories as people

from . import factories as make
from .person import at, days_ago, link_in, posted, signed_in, vocabulary

pytestmark = pytest.mark.django_db
State = Nomination.State


@pytest.fixture(autouse=True)
def _vocabulary(db):
    vocabulary()


@pytest.fixture
def uganda():
    return people.country("UGA")


@pytest.fixture
def call():
    return make.expert_call()


@pytest.fixture
def focal(uganda):
    return people.focal_point(uganda)


def nominate(call, by, **more):
    values = {"voice": "party", "name": "Amina", "email": "amina@example.org", "reason": "She wrote the law."}
    return nominations.nominate(call=call, by=by, **{**values, **more})


def test_a_focal_point_a_field_office_and_an_officer_each_nominate_with_their_own_voice(call, uganda, focal):
    made = [
        nominate(call, focal, country=uganda),
        nominate(call, people.field_office(uganda), voice="field_office", country=uganda, email="b@example.org"),
        nominate(call, people.officer(), voice="institution", institution="ISESCO", email="c@example.org"),
    ]
    assert [row.state for row in made] == ["sent"] * 3
    assert [m.secret for m in posted("nomination.sent")] == [True] * 3
    assert {m.body for m in posted("nomination.sent")} == {""}


def test_nobody_nominates_for_a_country_or_an_institution_they_do_not_speak_for(call, uganda, focal):
    zimbabwe = people.country("ZWE")
    with pytest.raises(NotAllowed):
        nominate(call, focal, country=zimbabwe)
    with pytest.raises(NotAllowed):
        nominate(call, people.signatory(uganda), country=uganda)
    with pytest.raises(NotAllowed):
        nominate(call, people.field_office(uganda), voice="field_office", country=zimbabwe)
    for stranger in (focal, people.newcomer(), people.superuser()):
        with pytest.raises(NotAllowed):
            nominate(call, stranger, voice="institution", institution="ISESCO")
    assert not Nomination.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "Give the name"),
        ({"reason": ""}, "say why"),
        ({"email": "amina"}, "whole address"),
        ({"country": None}, "for whom"),
        ({"voice": "family"}, "for whom"),
    ],
)
def test_what_is_missing_in_a_nomination_is_told(call, uganda, focal, fields, words):
    with pytest.raises(Refused, match=words):
        nominate(call, focal, **{"country": uganda, **fields})


def test_an_institution_is_named(call):
    with pytest.raises(Refused, match="Name the institution"):
        nominate(call, people.officer(), voice="institution")


def test_nobody_nominates_themselves_by_address_or_by_their_own_link(call, uganda, focal):
    with pytest.raises(Refused, match="Nobody nominates themselves"):
        nominate(call, focal, country=uganda, email=focal.email.upper())
    row = nominate(call, focal, country=uganda)
    with pytest.raises(NotAllowed, match="Nobody nominates themselves"):
        nominations.accept(nomination=row, by=focal)
    assert Nomination.objects.get().state == State.SENT


def test_a_person_is_nominated_once_a_call_and_only_while_it_is_open(call, uganda, focal):
    nominate(call, focal, country=uganda)
    with pytest.raises(Refused, match="nominated in this call already"):
        nominate(call, focal, country=uganda, email="AMINA@example.org ")
    with pytest.raises(Refused, match="closed"):
        nominate(make.expert_call(state="closed"), focal, country=uganda)


def test_accepting_begins_the_application_and_tells_who_nominated(call, uganda, focal):
    row, amina = nominate(call, focal, country=uganda), people.newcomer(email="amina@example.org")
    candidacy = nominations.accept(nomination=row, by=amina)
    assert (candidacy.state, candidacy.expert.user, row.state) == (states.DRAFT, amina, State.ACCEPTED)
    assert list(candidacy.nominations.all()) == [row]
    assert posted("nomination.accepted_nominator")[0].to == focal
    with pytest.raises(Refused, match="no longer open"):
        nominations.accept(nomination=row, by=amina)


def test_accepting_finds_the_draft_that_is_there(call, uganda, focal):
    amina = people.newcomer()
    mine, _made = candidacies.begin(call=call, by=amina)
    assert nominations.accept(nomination=nominate(call, focal, country=uganda), by=amina) == mine


def test_the_officer_who_nominated_does_not_vet(call):
    import rules

    officer = people.officer()
    row = nominate(call, officer, voice="institution", institution="ISESCO")
    candidacy = nominations.accept(nomination=row, by=people.newcomer())
    assert not rules.test_rule("expertise.vet", officer, candidacy)
    assert rules.test_rule("expertise.vet", people.officer(), candidacy)


def test_the_link_opens_a_page_and_only_a_button_answers(call, uganda, focal, client):
    nominate(call, focal, country=uganda)
    path = link_in(posted("nomination.sent")[0])
    page = client.get(path)
    assert page.status_code == 200
    assert "She wrote the law." in page.content.decode()
    assert 'name="robots" content="noindex"' in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert Nomination.objects.get().state == State.SENT
    assert client.post(path).status_code == 200  # not signed in: the page says what to do
    assert Nomination.objects.get().state == State.SENT
    browser = signed_in(people.newcomer())
    answered = browser.post(path)
    assert answered["Location"] == at("candidacy", call.slug)
    assert browser.get(path).status_code == 410


def test_declining_needs_no_account_and_is_told(call, uganda, focal, client):
    nominate(call, focal, country=uganda)
    path = link_in(posted("nomination.sent")[0])
    assert "You have declined" in client.post(path, {"decline": "1"}).content.decode()
    assert posted("nomination.declined_nominator")[0].to == focal
    assert client.get(path).status_code == 410
    assert client.get(at("nominated", "unknown")).status_code == 404


def test_a_nomination_is_taken_back_by_who_made_it_or_an_officer(call, uganda, focal, client):
    row = nominate(call, focal, country=uganda)
    for stranger in (people.focal_point(uganda), people.superuser()):
        with pytest.raises(NotAllowed):
            nominations.revoke(nomination=row, by=stranger)
    nominations.revoke(nomination=row, by=focal)
    with pytest.raises(Refused):
        nominations.revoke(nomination=row, by=people.officer())
    assert client.get(link_in(posted("nomination.sent")[0])).status_code == 410


def test_a_nominated_expert_who_never_answers_is_reminded_once_and_then_closed_with_word(call, uganda, focal, client):
    row = nominate(call, focal, country=uganda)
    assert nominations.keep_in_time() == 0
    Nomination.objects.update(nominated_at=days_ago(31))
    assert (nominations.keep_in_time(), nominations.keep_in_time()) == (1, 0)
    old, new = link_in(posted("nomination.sent")[0]), link_in(posted("nomination.reminded")[0])
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    late = timezone.now() + timedelta(days=61)
    assert (nominations.keep_in_time(late), nominations.keep_in_time(late)) == (1, 0)
    assert Nomination.objects.get().state == State.EXPIRED
    assert posted("nomination.expired_nominator")[0].to == focal
    assert client.get(new).status_code == 410
    assert nominate(call, focal, country=uganda).pk != row.pk


def test_the_link_is_dead_on_the_day_it_expires_even_before_the_clean_up(call, uganda, focal):
    row = nominate(call, focal, country=uganda)
    Nomination.objects.update(expires_at=days_ago(1))
    with pytest.raises(Refused):
        nominations.accept(nomination=row, by=people.newcomer())
    with pytest.raises(Refused):
        nominations.decline(nomination=row)


def test_who_lost_the_mail_answers_from_the_workspace_with_a_verified_address_only(call, uganda, focal):
    row = nominate(call, focal, country=uganda)
    stranger = signed_in(people.newcomer())
    assert stranger.post(at("answer_nomination", row.code)).status_code == 404
    unverified = signed_in(people.newcomer(email="amina@example.org", verified=False))
    assert unverified.post(at("answer_nomination", row.code)).status_code == 404
    from allauth.account.models import EmailAddress

    EmailAddress.objects.update(verified=True)
    assert "She wrote the law." in unverified.get(at("home")).content.decode()
    assert unverified.post(at("answer_nomination", row.code)).status_code == 302
    assert Candidacy.objects.count() == 1


def test_one_person_as_expert_assessor_and_focal_point_sees_the_pages_of_all_and_cannot_name_themself(call, uganda):
    expert = make.expert()
    user = expert.user
    Role.objects.create(user=user, kind="assessor")
    Membership.objects.create(user=user, country=uganda, kind="writer", state="confirmed", institution="Ministry")
    browser = signed_in(user)
    home = browser.get(at("home")).content.decode()
    assert "Nominate an expert" in home
    assert "Confirm your profile" in home
    assert browser.get("/en/workspace/assessments/").status_code == 200
    menu = browser.get("/en/workspace/").content.decode()
    for words in ("Expert Facility", "Applications"):
        assert words in menu
    data = {
        "voice": "party:UGA",
        "call": call.slug,
        "name": "Me",
        "email": user.email,
        "reason": "x",
        "language": "en",
    }
    refused = browser.post(at("nominate"), data)
    assert refused.status_code == 422
    assert "Nobody nominates themselves" in refused.content.decode()
    named = browser.post(at("nominate"), {**data, "email": "other@example.org"})
    assert named.status_code == 302
    assert browser.get(at("nominations")).content.decode().count('data-count="1"') == 1
