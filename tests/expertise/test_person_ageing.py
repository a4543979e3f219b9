"""Profiles age: confirmed by one button, reminded, expired; and what is erased for good."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from expertise import personal, ports, states, tasks
from expertise.models import Candidacy, Curriculum, Expert, NamedReferee, Profile, Referee
from expertise.months import add_months
from expertise.queries_person import with_freshness
from expertise.services import ageing, candidacies, erasure, ties
from portal.accounts.models import Role
from portal.accounts.services import erase_person
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.collaboration.models import Section
from portal.documents.models import StoredFile
from portal.messaging.models import Message
from portal.messaging.services import post
from portal.surveys.models import Answer, Link
from portal.surveys.services import answer
from tests.accounts import factories as people

from . import factories as make
from .person import at, draft, link_in, member, posted, signed_in, vocabulary
from .test_person_candidacy import REFERENCE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vocabulary(db):
    vocabulary()


def months_ago(count):
    return add_months(timezone.localdate(), -count)


def test_reminders_come_at_eleven_twelve_and_thirteen_months_each_once():
    member(confirmed_on=months_ago(11))
    today = timezone.localdate()
    ageing.keep_in_time()
    ageing.keep_in_time(today + timedelta(days=10))
    assert len(posted("expert.confirm")) == 1
    ageing.keep_in_time(add_months(today, 1))
    ageing.keep_in_time(add_months(today, 2))
    ageing.keep_in_time(add_months(today, 5))
    assert len(posted("expert.confirm")) == 3
    assert {message.secret for message in posted("expert.confirm")} == {True}


def test_who_confirmed_lately_is_left_in_peace_and_so_is_who_is_no_member():
    member(confirmed_on=months_ago(10))
    member(confirmed_on=months_ago(14), state=states.RETIRED)
    ageing.keep_in_time()
    assert not Message.objects.exists()


def test_the_link_of_the_mail_opens_a_page_with_one_button_that_confirms_once(client):
    expert = member(confirmed_on=months_ago(12))
    ageing.keep_in_time()
    path = link_in(posted("expert.confirm")[0])
    page = client.get(path)
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("<button") == 1
    assert "Adviser on culture" in text
    assert Expert.objects.get().confirmed_on == months_ago(12)
    assert "confirmed" in client.post(path).content.decode()
    fresh = Expert.objects.get()
    assert fresh.confirmed_on == fresh.availability_confirmed_on == timezone.localdate()
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
    assert Entry.objects.get(verb="expert.confirmed").actor == expert.user


def test_the_page_of_the_link_tells_nothing_that_would_harm_who_forwards_it(client):
    expert = member(confirmed_on=months_ago(12), gender="woman")
    Profile.objects.update(phone="+230 555", city="Curepipe", gender="woman")
    text = client.get(at("confirm_by_link", ageing.token_for(expert))).content.decode()
    for secret in ("+230 555", "Curepipe", "Woman", expert.user.email, "cv.pdf"):
        assert secret not in text


def test_links_that_are_forged_too_old_or_of_another_confirmation_confirm_nothing(client, monkeypatch):
    expert = member(confirmed_on=months_ago(12))
    assert client.get(at("confirm_by_link", "forged")).status_code == 404
    token = ageing.token_for(expert)
    with monkeypatch.context() as patch:
        patch.setattr(ageing, "VALID_FOR", timedelta(seconds=-1))
        assert client.post(at("confirm_by_link", token)).status_code == 404
    Expert.objects.update(confirmed_on=months_ago(1))
    with pytest.raises(Refused, match="has been used"):
        ageing.confirm(expert=expert, token=token)


def test_only_the_person_confirms_and_only_as_a_member():
    expert = member()
    with pytest.raises(NotAllowed):
        ageing.confirm(expert=expert, by=people.officer())
    Expert.objects.update(state=states.RETIRED)
    with pytest.raises(Refused, match="Only members"):
        ageing.confirm(expert=expert, by=expert.user)


def test_an_unconfirmed_profile_sinks_below_the_others():
    old = make.expert(name="Aaa", confirmed_on=months_ago(12))
    never = make.expert(name="Bbb", confirmed_on=None, nationality="UGA")
    fresh = make.expert(name="Zzz", nationality="GAB")
    ordered = with_freshness(Expert.objects.all()).order_by("is_stale", "name_key")
    assert list(ordered) == [fresh, old, never]


def test_a_term_that_is_over_ends_the_membership_and_the_person_is_told():
    expert = member(term_ends_on=timezone.localdate() - timedelta(days=1))
    assert Role.objects.filter(user=expert.user, kind="expert", ended_at=None).exists()
    tasks.keep_in_time()
    tasks.keep_in_time()
    fresh = Expert.objects.get()
    assert (fresh.state, fresh.is_public) == (states.EXPIRED, False)
    assert [message.to for message in posted("expert.expired")] == [expert.user]
    assert Entry.objects.get(verb="expert.expired").actor is None
    assert not Role.objects.filter(ended_at=None).exists()


def test_half_a_year_before_the_end_of_a_term_the_person_is_told_once():
    member(term_ends_on=timezone.localdate() + timedelta(days=170))
    ageing.keep_in_time()
    ageing.keep_in_time()
    assert len(posted("expert.term_ends")) == 1


# --- Personal data ------------------------------------------------------------------------------
def sent_candidacy():
    one = draft()
    return candidacies.submit(candidacy=one, by=one.expert.user)


def test_the_export_holds_every_version_every_application_and_no_words_of_referees():
    one = sent_candidacy()
    answer(link=Link.objects.get(pk=one.referees.first().link), posted=REFERENCE)
    ties.declare(expert=one.expert, country=people.country("UGA"), reason="Spouse", by=one.expert.user)
    found = dict(personal.held(one.expert.user))
    assert {"Profile, version 1", "Profile, version 2", "Applications to the Expert Facility"} <= set(found)
    text = str(found)
    for words in ("Adviser on culture", "To help.", "Spouse", "Referee 0"):
        assert words in text
    assert "A decree" not in text


def test_the_export_is_one_file_of_everything():
    expert = member()
    post(code="expert.expired", to=expert.user, context={}, links={"link": "/"})
    ties.declare(expert=expert, country=people.country("UGA"), reason="Spouse", by=expert.user)
    response = signed_in(expert.user).post(reverse("accounts:take_away"))
    held = response.json()["data"]
    assert held["Account"][0]["E-mail address"] == expert.user.email
    assert held["Roles"][0]["Role"] == "expert"
    assert "Thank you for your work" in held["Messages to you"][0]["Text"]
    assert "declared a tie to a country" in [row["Act"] for row in held["What you did"]]
    assert response["Content-Disposition"].startswith("attachment")
    assert "Adviser on culture" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_erasing_leaves_nothing_of_the_person_but_that_it_happened():
    one = sent_candidacy()
    expert, user = one.expert, one.expert.user
    answer(link=Link.objects.get(pk=one.referees.first().link), posted=REFERENCE)
    name, email = expert.name, user.email
    stored = Curriculum.objects.first().stored_file
    erasure.erase(expert=expert, by=user)
    fresh = Expert.objects.get()
    assert (fresh.user, fresh.name, fresh.profile, str(fresh)) == (None, "", None, "An expert (erased)")
    for model in (Profile, Curriculum, Referee, NamedReferee, Answer, Section):
        assert not model.objects.exists(), model
    assert StoredFile.objects.get(pk=stored.pk).removed
    kept = Candidacy.objects.get()
    assert (kept.state, kept.motivation, kept.profile) == (states.WITHDRAWN, "", None)
    told = Message.objects.exclude(code="candidacy.withdrawn_officers")
    assert not told.exclude(body="").exists()
    about_experts = Entry.objects.filter(verb__startswith="expert.") | Entry.objects.filter(
        verb__startswith="candidacy."
    )
    for entry in about_experts:
        assert name not in f"{entry.label}{entry.old}{entry.new}{entry.reason}"
    assert not Message.objects.filter(email=email).exists()
    assert user.__class__.objects.filter(pk=user.pk).exists()


def test_erasing_a_member_retires_first_and_floors_above_take_back_what_is_open(monkeypatch):
    asked = []

    def take_back(*, expert, by):
        asked.append((expert.name, by))
        return ["An offer"]

    monkeypatch.setattr(ports.erase, "_providers", [take_back])
    expert = member()
    name = expert.name
    assert erasure.erase(expert=expert, by=expert.user)[-1] == "An offer"
    assert asked == [(name, expert.user)]
    assert Expert.objects.get().state == states.RETIRED


def test_a_floor_above_that_refuses_keeps_everything(monkeypatch):
    def refuse(*, expert, by):
        raise Refused("A mission is under way.")

    monkeypatch.setattr(ports.erase, "_providers", [refuse])
    expert = member()
    with pytest.raises(Refused, match="under way"):
        erasure.erase(expert=expert, by=expert.user)
    assert Profile.objects.exists()


def test_only_the_person_and_the_head_erase_and_only_once():
    expert = member()
    for stranger in (people.officer(), people.superuser(), make.expert(nationality="UGA").user):
        with pytest.raises(NotAllowed):
            erasure.erase(expert=expert, by=stranger)
    head = people.head()
    erasure.erase(expert=expert, by=head)
    with pytest.raises(NotAllowed):
        erasure.erase(expert=expert, by=head)


def test_who_was_erased_can_begin_anew_without_the_old_words():
    expert = member()
    user = expert.user
    erasure.erase(expert=expert, by=user)
    user = type(user).objects.get(pk=user.pk)
    candidacy, _made = candidacies.begin(call=make.expert_call(), by=user)
    assert candidacy.expert.pk != expert.pk
    assert candidacy.expert.profile.headline == ""


def test_erasing_the_whole_account_erases_the_expert_and_names_what_missions_keep(monkeypatch):
    monkeypatch.setattr(ports.held, "_providers", [lambda expert: [f"Missions of {expert}"]])
    expert = member()
    assert personal.kept(expert.user) == [f"Missions of {expert.name}"]
    assert [part.url for part in personal.erasable(expert.user)] == [at("erase")]
    erase_person(user=expert.user, by=expert.user)
    assert Expert.objects.get().erased_at is not None
    assert not Profile.objects.exists()
    assert personal.erasable(people.newcomer()) == personal.kept(people.newcomer()) == []
