"""The outbox in the office."""

import pytest
from django.core import mail

from portal.messaging import services
from portal.messaging.models import Message
from tests.accounts import factories as make

pytestmark = pytest.mark.django_db

LIST = "/admin/messaging/message/"


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user


def post(**fields):
    values = {
        "code": "claim.refused",
        "context": {"iso3": "UGA", "reason": "Words"},
        "links": {"link": "/"},
        **fields,
    }
    return services.post(email="a@example.org", **values)


def test_a_draft_is_read_edited_and_let_go(client, officer, django_capture_on_commit_callbacks):
    message = post(draft=True)
    assert "Words" in client.get(f"{LIST}{message.pk}/change/").content.decode()
    assert "Words" in client.get(f"{LIST}{message.pk}/edit/").content.decode()
    client.post(f"{LIST}{message.pk}/edit/", {"act": "go", "subject": "Better", "body": "Better words."})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LIST}{message.pk}/send/", {"act": "go"})
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Better", "Better words.\n")


def test_a_message_is_stopped_with_a_reason(client, officer):
    message = post()
    assert client.post(f"{LIST}{message.pk}/stop/", {"act": "go", "reason": ""}).status_code == 200
    client.post(f"{LIST}{message.pk}/stop/", {"act": "go", "reason": "Wrong person"})
    message.refresh_from_db()
    assert message.state == "stopped"


def test_an_unknown_fate_is_asked_about_and_resent(client, officer):
    message = post()
    Message.objects.update(state="unknown")
    assert "unknown: resend?" in client.get(LIST).content.decode()
    client.post(f"{LIST}{message.pk}/resend/", {"act": "go", "reason": "The receiver has nothing"})
    message.refresh_from_db()
    assert message.state == "queued"


def test_what_a_secret_message_says_is_shown_nowhere(client, officer):
    message = post(code="account.login_code", context={"code": "SESAME"}, draft=True, secret=True)
    for page in (LIST, f"{LIST}{message.pk}/change/", f"{LIST}{message.pk}/edit/", f"{LIST}?q=SESAME"):
        text = client.get(page).content.decode().replace("?q=SESAME", "").replace('value="SESAME"', "")
        assert "SESAME" not in text, page
    answer = client.post(f"{LIST}{message.pk}/edit/", {"act": "go", "subject": "x", "body": "y"})
    assert "Only a draft can be edited." in answer.content.decode()


@pytest.mark.parametrize("maker", ["editor", "field_office"])
def test_others_in_the_office_do_not_see_the_outbox(client, maker):
    message = post()
    client.force_login(getattr(make, maker)())
    assert client.get(LIST).status_code == 404
    assert client.post(f"{LIST}{message.pk}/stop/", {"act": "go", "reason": "x"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_the_same_number_of_queries_for_any_number(
    client, officer, rows, django_assert_max_num_queries
):
    for _row in range(rows):
        post()
    client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(LIST)
