"""Who enters the office, in which language, and what it has not: a login, a list of models, Django's log."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from portal.office import places, ports
from tests.accounts import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/accounts/user/", "/admin/nothing/at/all/"])
def test_the_anonymous_are_sent_to_the_portals_own_sign_in(client, address):
    response = client.get(address, HTTP_ACCEPT_LANGUAGE="fr")
    assert response.status_code == 302
    assert response["Location"].startswith("/fr/accounts/login/?next=%2Fadmin%2F")


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/login/", "/admin/accounts/user/", "/admin/jsi18n/", "/admin/autocomplete/"]
)
@pytest.mark.parametrize("kind", ["newcomer", "assessor", "expert"])
def test_others_who_are_signed_in_find_nothing(client, address, kind):
    client.force_login(getattr(factories, kind)())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["officer", "head", "superuser", "editor"])
def test_the_secretariat_enters(client, kind):
    client.force_login(getattr(factories, kind)())
    response = client.get("/admin/")
    assert response.status_code == 200
    assert response["Cache-Control"].startswith(("no-store", "max-age=0"))


def test_the_office_speaks_the_persons_language(client):
    client.force_login(factories.officer(language="fr"))
    assert b'<html lang="fr"' in client.get("/admin/").content


def test_a_page_that_is_not_allowed_is_told_as_not_there(client):
    client.force_login(factories.editor())
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 404


@pytest.mark.parametrize(
    ("address", "name"), [("logout/", "account_logout"), ("password_change/", "account_change_password")]
)
def test_signing_out_and_passwords_are_the_portals_own_pages(client, address, name):
    client.force_login(factories.officer())
    assert client.get("/admin/" + address)["Location"] == reverse(name)


def test_there_are_no_pages_by_app(client):
    client.force_login(factories.superuser())
    response = client.get("/admin/accounts/")
    assert response.status_code == 302
    assert response["Location"] == "/admin/"


def test_an_inactive_person_does_not_enter(client):
    person = factories.officer()
    client.force_login(person)
    person.is_active = False
    person.save()
    assert client.get("/admin/").status_code == 302


def test_nobody_enters_when_nobody_answers_for_it(client, monkeypatch):
    monkeypatch.setattr(ports.may_enter, "_provider", None)
    client.force_login(factories.superuser())
    assert client.get("/admin/").status_code == 404


def test_djangos_own_log_stays_empty(client):
    client.force_login(factories.superuser())
    client.get("/admin/")
    assert not LogEntry.objects.exists()


@pytest.fixture
def _own_places(monkeypatch):
    monkeypatch.setattr(places, "_places", [])


@pytest.mark.usefixtures("_own_places")
def test_the_side_bar_shows_a_persons_places_by_job():
    places.register(
        "settings", "People", "admin:accounts_user_changelist", lambda user: user == "head", 20, count=lambda user: 43
    )
    places.register("call", "Home", "admin:index", lambda user: True, 10)
    places.register("call", "Home", "admin:index", lambda user: True, 10)
    places.register("call", "Absent", "admin:not_mounted", lambda user: True, 5)
    groups = places.shown_to("head", "/admin/accounts/user/4/change/")
    assert [(g.code, [(p.label, p.count, p.current) for p in g.places]) for g in groups] == [
        ("call", [("Home", None, False)]),
        ("settings", [("People", 43, True)]),
    ]
    assert [g.code for g in places.shown_to("officer", "/admin/")] == ["call"]
    assert places.current(groups)[1].label == "People"


def test_an_unknown_group_of_the_office_is_refused():
    with pytest.raises(ValueError, match="cellar"):
        places.register("cellar", "x", "admin:index", lambda user: True)
