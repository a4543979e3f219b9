"""Forms by private link in the office: read by those whose matter it is, taken back, never written."""

import pytest

from portal.surveys import ports
from portal.surveys.models import Link
from portal.surveys.services import answer
from tests.accounts import factories as people

from .factories import GOOD, PURPOSE, SECTION, link
from .test_links import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("form")]
LIST = "/admin/surveys/link/"


@pytest.fixture
def officer(client):
    user = people.officer()
    client.force_login(user)
    return user


def test_the_list_shows_whom_one_asked_and_how_far_it_is(client, officer):
    made, _path = link()
    answer(link=made, posted=posted())
    link(name="Late Person")
    text = client.get(LIST).content.decode()
    for words in ("Reference for an expert", "Rosa Lind", "Late Person", "answered", "open", 'data-count="2"'):
        assert words in text


def test_the_page_of_a_link_shows_its_answers(client, officer):
    made, _path = link()
    answer(link=made, posted=posted())
    text = client.get(f"{LIST}{made.pk}/change/").content.decode()
    for words in ("A careful colleague", "English, French", "The law"):
        assert words in text


def test_nothing_is_written_in_the_office(client, officer):
    made, _path = link()
    assert client.get(f"{LIST}add/").status_code == 404
    assert client.post(f"{LIST}{made.pk}/change/", {"name": "x"}).status_code == 404
    assert client.post(f"{LIST}{made.pk}/delete/", {"post": "yes"}).status_code == 404
    assert Link.objects.get().name == "Rosa Lind"


def test_a_form_is_taken_back_by_a_button(client, officer):
    made, _path = link()
    address = f"{LIST}{made.pk}/revoke/"
    assert client.get(address).status_code == 200
    made.refresh_from_db()
    assert made.is_open
    assert client.post(address, {"act": "revoke"}).status_code == 302
    made.refresh_from_db()
    assert made.revoked_by == officer


def test_a_form_answered_meanwhile_is_not_taken_back(client, officer):
    made, _path = link()
    answer(link=made, posted=posted())
    page = client.post(f"{LIST}{made.pk}/revoke/", {"act": "revoke"})
    assert "no longer open" in page.content.decode()


def test_a_form_is_read_by_those_it_names_and_by_no_superuser(client):
    ports.register(
        ports.Questionnaire(
            purpose="head.only",
            name="Confidential",
            section=SECTION,
            readers="",
            thanks="",
            may_read=lambda user: False,
        )
    )
    hidden, _path = link(purpose="head.only")
    shown, _path = link()
    client.force_login(people.officer())
    assert client.get(f"{LIST}{hidden.pk}/change/").status_code in {302, 404}
    assert client.get(LIST).context["cl"].result_count == 1
    client.force_login(people.superuser())
    assert client.get(LIST).status_code == 404
    assert client.get(f"{LIST}{shown.pk}/revoke/").status_code == 404


@pytest.mark.parametrize("rows", [1, 9])
def test_the_list_asks_the_same_number_of_queries_for_any_number(
    client, officer, rows, django_assert_max_num_queries
):
    for _row in range(rows):
        link()
    client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(LIST, {"purpose": PURPOSE})


def test_the_forms_of_one_record_have_an_address(client, officer):
    link()
    made, _path = link(record=people.country("ZWE"))
    answer_ = client.get(LIST, {"object_id": made.object_id})
    assert answer_.context["cl"].result_count == 1
    assert GOOD["opinion"] not in answer_.content.decode()
