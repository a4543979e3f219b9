"""Reaching an expert through the Secretariat: the form, its limits, and what the officers do with it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expertise.models import ContactRequest, Expert
from expertise.services import contact
from portal.accounts.ports import waiting
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.messaging.models import Message
from portal.reference import cache
from portal.reference.models import Term
from tests.accounts import factories as people

from . import factories as make
from .person import signed_in

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Zoe",
    "organisation": "Museum",
    "email": "zoe@museum.example",
    "message": "We look for a speaker in May.",
}


@pytest.fixture
def officer():
    return people.officer()


@pytest.fixture
def expert():
    return make.expert(user=people.expert(name="Ana Lopes"))


def url(expert):
    return reverse("expertise:contact", args=[expert.code])


def written(expert, **more):
    return contact.write(expert=expert, language="en", **{**TYPED, **more})


def test_whoever_is_signed_out_writes_and_every_officer_is_told(client, expert, officer):
    people.officer()
    answer = client.post(url(expert), TYPED)
    assert answer["Location"] == reverse("expertise:contact_sent", args=[expert.code])
    request = ContactRequest.objects.get()
    assert (request.expert, request.name, request.email) == (expert, "Zoe", "zoe@museum.example")
    messages = Message.objects.filter(code="contact.arrived")
    assert messages.count() == 2
    assert "We look for a speaker" in messages[0].body
    assert not Message.objects.filter(to=expert.user).exists()
    assert expert.user.email not in "".join(messages.values_list("body", flat=True))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "Give your name."),
        ({"email": "nonsense"}, "Give an e-mail address such as"),
        ({"message": "Hello"}, "Write a little more"),
        ({"message": "x" * 3001}, "3"),
    ],
)
def test_an_error_is_told_beside_its_field_and_nothing_typed_is_lost(client, expert, change, said):
    answer = client.post(url(expert), {**TYPED, **change})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert 'role="alert"' in text
    assert 'value="Museum"' in text
    assert not ContactRequest.objects.exists()


def test_the_form_is_protected_against_other_sites(expert):
    client = Client(enforce_csrf_checks=True)
    assert client.post(url(expert), TYPED).status_code in (302, 403)
    assert not ContactRequest.objects.exists()


def test_one_connection_writes_five_times_an_hour_and_keeps_its_words(client, expert):
    for _number in range(5):
        assert client.post(url(expert), TYPED).status_code == 302
    answer = client.post(url(expert), TYPED)
    assert answer.status_code == 429
    assert "We look for a speaker" in answer.content.decode()
    assert ContactRequest.objects.count() == 5
    assert client.post(url(expert), TYPED, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_who_left_the_list_meanwhile_is_not_written_to(expert):
    Expert.objects.update(is_public=False)
    with pytest.raises(Refused, match="no longer listed"):
        written(expert)


def test_a_mistake_does_not_count_against_the_limit(client, expert):
    for _number in range(9):
        client.post(url(expert), {**TYPED, "email": "nonsense"})
    assert client.post(url(expert), TYPED).status_code == 302


# --- the Secretariat ----------------------------------------------------------------------------
def test_it_is_passed_on_once_with_the_writer_s_address_and_not_the_expert_s(expert, officer):
    request = written(expert)
    contact.pass_on(request=request, by=officer)
    message = Message.objects.get(code="contact.passed_on")
    assert message.to == expert.user
    assert "zoe@museum[.]example" in message.body
    assert Entry.objects.get(verb="contact.passed_on").actor == officer
    with pytest.raises(Refused, match="handled already"):
        contact.pass_on(request=request, by=officer)
    with pytest.raises(Refused, match="handled already"):
        contact.close(request=request, by=officer, reason="Again")


def test_it_is_closed_with_a_reason_and_nobody_is_told(expert, officer):
    request = written(expert)
    with pytest.raises(Refused, match="Give the reason"):
        contact.close(request=request, by=officer, reason=" ")
    contact.close(request=request, by=officer, reason="Advertising")
    assert ContactRequest.objects.get().state == "closed"
    assert not Message.objects.filter(to=expert.user).exists()


def test_an_expert_without_account_is_not_passed_anything(expert, officer):
    request = written(expert)
    Expert.objects.update(user=None)
    with pytest.raises(Refused, match="no account any more"):
        contact.pass_on(request=request, by=officer)
    assert ContactRequest.objects.get().state == "new"


def test_only_the_secretariat_handles_requests(expert):
    request = written(expert)
    with pytest.raises(NotAllowed):
        contact.pass_on(request=request, by=people.superuser())


def test_it_waits_for_the_officers_and_two_buttons_handle_it(expert, officer):
    request = written(expert)
    assert [row.title for row in waiting.collect(officer, "en")] == ["Pass on 1 request to reach an expert"]
    client = signed_in(officer)
    page = client.get(reverse("admin:expertise_contactrequest_change", args=[request.pk]))
    assert "We look for a speaker" in page.content.decode()
    client.post(reverse("admin:expertise_contact_pass_on", args=[request.pk]), {"act": "go"})
    request.refresh_from_db()
    assert request.state == "passed_on"
    assert list(waiting.collect(officer, "en")) == []
    other = written(expert)
    refused = client.post(reverse("admin:expertise_contact_close", args=[other.pk]), {"act": "go", "reason": ""})
    assert "reason" in refused.context["form"].errors
    client.post(reverse("admin:expertise_contact_close", args=[other.pk]), {"act": "go", "reason": "Spam"})
    other.refresh_from_db()
    assert other.state == "closed"


def test_handled_requests_are_deleted_after_their_time_and_new_ones_stay(expert, officer):
    Term.objects.create(list="retention", code="contact_request", position=1, data={"months": 12})
    cache.clear()
    old, kept, new = written(expert), written(expert), written(expert)
    for row in (old, kept):
        contact.close(request=row, by=officer, reason="Done")
    ContactRequest.objects.filter(pk=old.pk).update(handled_at=timezone.now() - timedelta(days=400))
    ContactRequest.objects.filter(pk=new.pk).update(sent_at=timezone.now() - timedelta(days=400))
    assert contact.forget_old() == 1
    assert set(ContactRequest.objects.all()) == {kept, new}
    cache.clear()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_requests_costs_the_same_however_long(expert, officer, number, django_assert_num_queries):
    for _count in range(number):
        written(expert)
    client = signed_in(officer)
    client.get(reverse("admin:expertise_contactrequest_changelist"))
    with django_assert_num_queries(6):
        client.get(reverse("admin:expertise_contactrequest_changelist"))
