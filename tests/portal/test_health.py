"""/health says whether the process lives and whether it can serve."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.utils import OperationalError


def test_live_asks_nothing_of_the_database(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_names_what_is_in_order(client, monkeypatch):
    monkeypatch.setattr("portal.health.MigrationExecutor.migration_plan", lambda *_a: [])
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["database"], answer.json()["cache"]) == (200, "ok", "ok")


@pytest.mark.django_db
def test_ready_is_503_when_the_database_is_gone(client, monkeypatch):
    def gone(*_arguments, **_options):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, "unreachable")


@pytest.mark.django_db
def test_ready_is_503_when_the_cache_does_not_keep_values(client, monkeypatch):
    monkeypatch.setattr(type(cache._connections[cache._alias]), "get", lambda *_a, **_k: None)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["cache"]) == (503, "does not keep values")


def test_trivial_answers_only_while_benchmarking():
    from portal.wsgi import _with_trivial

    seen = []
    application = _with_trivial(lambda environ, start: [b"portal"])
    assert application({"PATH_INFO": "/trivial"}, lambda *a: seen.append(a)) == [b""]
    assert seen[0][0] == "200 OK"
    assert application({"PATH_INFO": "/en/"}, lambda *a: None) == [b"portal"]


def test_trivial_is_unknown_to_the_portal_itself(client):
    assert client.get("/trivial").status_code == 404
