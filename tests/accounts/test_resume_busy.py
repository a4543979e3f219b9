"""A database that takes nothing for a while (locked by a long write, restarting): nothing typed is lost."""

import pytest
from django.db import OperationalError, connection

from portal.accounts.models import Membership

from . import factories as make
from .test_resume import PAGE, RESUME, TYPED, hidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked():
    """Every write fails; reading goes on."""

    def execute(run, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError("database is locked")
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


@pytest.fixture
def person(client):
    make.country()
    client.force_login(make.newcomer(), backend="portal.accounts.backends.PortalBackend")
    return client


def test_what_was_typed_is_given_back_and_comes_to_its_place_again(person, locked):
    with locked:
        answer = person.post(PAGE, TYPED)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "nothing has been saved yet" in answer.content.decode()
    assert not Membership.objects.exists()
    fields = hidden(answer)
    assert person.post(RESUME, fields)["Location"] == PAGE
    assert "Ministère « culture » &amp; &lt;b&gt;" in person.get(PAGE).content.decode()


def test_an_autosave_is_told_to_try_again(person, locked):
    with locked:
        answer = person.post(PAGE, TYPED, headers={"accept": "application/json"})
    assert answer.status_code == 503
    assert answer.json()["text"] == "The portal is busy: not saved yet."


def test_a_fault_of_our_own_is_not_dressed_up_as_a_busy_database(person, monkeypatch):
    monkeypatch.setattr("portal.accounts.services.claim_party", lambda **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        person.post(PAGE, TYPED)
