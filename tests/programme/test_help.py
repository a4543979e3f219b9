"""The manuals as pages: for everybody, and in the workspace for the roles one has."""

import re

import pytest
from django.urls import reverse

from portal.accounts.models import Role
from programme import manuals
from tests.accounts import factories as make

pytestmark = pytest.mark.django_db


def test_a_manual_has_a_table_of_contents_that_leads_to_each_task(client):
    page = client.get("/fr/help/focal-point/").content.decode()
    anchors = re.findall(r'<li><a href="#([^"]+)"', page)
    assert len(anchors) == len(manuals.manual("focal-point", "fr").parts) > 10
    assert all(f'id="{anchor}"' in page for anchor in anchors)
    assert '<html lang="fr"' in page


def test_the_first_page_of_the_help_leads_to_every_task(client):
    page = client.get("/en/help/").content.decode()
    for manual in manuals.manuals("en"):
        address = reverse("programme:manual", args=[manual.name])
        assert all(f"{address}#{part.anchor}" in page for part in manual.parts)


def test_a_manual_without_a_translation_says_in_which_language_it_is(client, monkeypatch):
    whole = manuals.manual("focal-point", "en")
    monkeypatch.setattr("programme.views.help.manual", lambda name, language: whole)
    page = client.get("/fr/help/focal-point/").content.decode()
    assert '<h1 lang="en">' in page
    assert '<section class="sec" lang="en"' in page


def test_the_workspace_offers_the_manual_of_what_one_does(client):
    client.force_login(make.focal_point())
    assert "/en/help/focal-point/" in client.get("/en/workspace/").content.decode()


def test_nobody_is_offered_the_manual_of_others(client):
    client.force_login(make.newcomer())
    assert "/en/help/focal-point/" not in client.get("/en/workspace/").content.decode()


def test_every_role_has_its_manual():
    assert set(manuals._ROLES) == set(Role.Kind)
    assert manuals.names_for(make.head()) == {"officer", "author"}


def test_robots_are_told_of_the_manuals(client):
    found = client.get("/sitemap-pages.xml").content.decode()
    assert all(f"/{language}/help/{name}/<" in found for language in ("en", "fr") for name in manuals.NAMES)


def test_the_office_leads_to_the_help(client):
    client.force_login(make.superuser())
    assert 'href="/en/help/"' in client.get("/admin/", headers={"accept-language": "en"}).content.decode()
