"""The activity log in the office: read, filtered, never written, bearable when long."""

import pytest

from portal.activity import admin
from portal.activity.models import Entry
from portal.activity.queries import history_url
from portal.activity.services import record
from tests.accounts import factories as make

pytestmark = pytest.mark.django_db

LIST = "/admin/activity/entry/"


@pytest.fixture
def officer(client):
    user = make.officer(name="Ama Officer")
    client.force_login(user)
    return user


def test_the_log_shows_who_did_what_and_the_values(client, officer):
    entry = record(actor=officer, verb="role.granted", target=officer, new={"role": "assessor"}, reason="Knows law")
    text = client.get(LIST).content.decode()
    assert "Ama Officer" in text
    assert "granted a role" in text
    assert "Knows law" in text
    assert "role: – → assessor" in client.get(f"{LIST}{entry.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [({"verb": "role.ended"}, 1), ({"who": "ama"}, 2), ({"who": "nobody"}, 0), ({"q": "person"}, 0)],
)
def test_the_log_is_filtered(client, officer, query, found):
    record(actor=officer, verb="role.granted", target=officer)
    record(actor=officer, verb="role.ended", target=officer)
    assert client.get(LIST, query).context["cl"].result_count == found


def test_the_log_of_one_record_has_an_address(client, officer):
    other = make.newcomer()
    record(actor=officer, verb="role.granted", target=other)
    record(actor=officer, verb="role.granted", target=officer)
    answer = client.get(history_url(other, officer))
    assert answer.context["cl"].result_count == 1


def test_the_log_is_never_written_by_hand(client, officer):
    entry = record(actor=officer, verb="role.granted", target=officer)
    assert client.post(f"{LIST}{entry.pk}/change/", {"reason": "x"}).status_code == 404
    assert client.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"}).status_code == 404
    assert client.get(f"{LIST}add/").status_code == 404
    client.post(LIST, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert Entry.objects.count() == 1


def test_a_long_log_is_not_counted_to_its_end(client, officer, monkeypatch):
    monkeypatch.setattr(admin, "COUNTED", 5)
    for _entry in range(8):
        record(actor=officer, verb="role.granted", target=officer)
    assert client.get(LIST).context["cl"].result_count == 5


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_the_same_number_of_queries_for_any_number(
    client, officer, rows, django_assert_max_num_queries
):
    for _row in range(rows):
        record(actor=make.newcomer(), verb="role.granted", target=make.newcomer())
    client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_the_history_of_a_record_is_offered_to_who_may_read_it(officer):
    editor = make.editor()
    assert history_url(editor, officer)
    assert history_url(officer, editor) == ""
