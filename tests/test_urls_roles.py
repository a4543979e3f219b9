"""Every address × every role. The table stands in ``tests/access``; an address it does not list fails here.

The records of a module are made once, in a transaction of their own; what the requests of one row change is taken
back as after any test.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import access
from tests.access.table import ANONYMOUS, LOGIN, ROLES, Row, World
from tests.accounts import factories as make

MODULES: list[ModuleType] = [
    importlib.import_module(f"tests.access.{info.name}")
    for info in pkgutil.iter_modules(access.__path__)
    if info.name != "table"
]
ROWS: list[tuple[ModuleType, Row]] = [(module, row) for module in MODULES for row in module.ROWS]
# Django's admin leaves these two kinds without a name: the old address of a record, and "no such page".
UNNAMED_IN_OFFICE = {"<path:object_id>/", "(?P<url>.*)$"}


def addresses(resolver: Any, namespace: str = "") -> Iterator[str]:
    """The full name of each address; for one without a name, its pattern in brackets."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield namespace + pattern.name
            elif not (namespace == "admin:" and str(pattern.pattern) in UNNAMED_IN_OFFICE):
                yield f"[{namespace}{pattern.pattern}]"
        elif isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


def test_every_address_is_in_the_table():
    missing = sorted(set(addresses(get_resolver())) - {row.name for _module, row in ROWS})
    assert not missing, f"add rows for these to tests/access: {missing}"


def test_no_row_names_an_address_that_is_gone():
    assert {row.name for _module, row in ROWS} - set(addresses(get_resolver())) == set()


@pytest.mark.parametrize("row", [row for _module, row in ROWS], ids=lambda row: row.label)
def test_a_row_speaks_of_every_role(row):
    assert set(row.expected) == set(ROLES)


def people_of(party: Any, other_party: Any) -> dict[str, Any]:
    """One person of each role."""
    return {
        "newcomer": make.newcomer(),
        "focal": make.focal_point(party),
        "signatory": make.signatory(party),
        "other_focal": make.focal_point(other_party),
        "assessor": make.assessor(),
        "other_assessor": make.assessor(),
        "officer": make.officer(),
        "head": make.head(),
        "editor": make.editor(),
        "field_office": make.field_office(party),
        "expert": make.expert(),
        "superuser": make.superuser(),
    }


@pytest.fixture(scope="session")
def handler():
    """The middleware, built once for all requests of the table."""
    return ClientHandler(enforce_csrf_checks=False)


@pytest.fixture(scope="module")
def world(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """The people, and what the module of the table prepares."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        party, other_party = make.country("UGA"), make.country("ZWE")
        world = World(party, other_party, people_of(party, other_party), media)
        with override_settings(MEDIA_ROOT=media):
            getattr(request.param, "prepare", lambda world: None)(world)
        yield world
        transaction.set_rollback(True)


def answer(handler: ClientHandler, world: World, row: Row, role: str) -> int | str:
    """What this role gets: the status, or `LOGIN` for the way to the sign-in page."""
    client = Client(raise_request_exception=False)
    client.handler = handler
    if role != ANONYMOUS:
        client.force_login(world.person[role])
    address = reverse(row.name, args=row.args(world) if row.args else []) + row.query
    response = getattr(client, row.method)(address, row.data or {})
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return LOGIN
    return response.status_code


@pytest.mark.parametrize(("world", "row"), ROWS, ids=[row.label for _module, row in ROWS], indirect=["world"])
def test_each_role_gets_what_the_table_says(handler, settings, world, db, row):
    settings.MEDIA_ROOT = world.media
    assert {role: answer(handler, world, row, role) for role in ROLES} == row.expected
