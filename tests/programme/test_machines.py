"""What robots read."""

from xml.etree import ElementTree

import pytest

from programme.views import machines
from tests.accounts import factories as people
from tests.knowledge import factories as entries
from tests.roadmaps import factories_national as national

from .visitor import Offer, queries_of

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_robots_stay_out_of_what_needs_an_account(client, settings):
    text = client.get("/robots.txt").content.decode()
    for path in ("/admin/", "/en/workspace/", "/fr/workspace/", "/fr/accounts/"):
        assert f"Disallow: {path}\n" in text
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in text


def test_every_public_page_is_in_the_map_in_both_languages(loaded, client, settings, monkeypatch):
    monkeypatch.setattr(machines, "open_call", lambda language: Offer())
    tree = ElementTree.fromstring(client.get("/sitemap-pages.xml").content)
    addresses = [node.text.removeprefix(settings.PUBLIC_URL) for node in tree.findall("s:url/s:loc", NAMES)]
    assert len(addresses) == len(set(addresses))
    for language in ("en", "fr"):
        for path in (
            "",
            "open-roadmap/",
            "open-roadmap/5.4/",
            "countries/",
            "countries/uga/",
            "privacy/",
            "calls/open-call-2026/",
        ):
            assert f"/{language}/{path}" in addresses
    assert sum(1 for address in addresses if "/countries/" in address) == 2 * 199
    for node in tree.findall("s:url", NAMES):
        assert {link.get("hreflang") for link in node.findall("x:link", NAMES)} == {"en", "fr"}


def test_pages_of_the_map_answer(loaded, client, settings):
    tree = ElementTree.fromstring(client.get("/sitemap-pages.xml").content)
    addresses = [node.text.removeprefix(settings.PUBLIC_URL) for node in tree.findall("s:url/s:loc", NAMES)]
    for address in addresses[:14] + addresses[14:80:8] + addresses[-4:]:
        assert client.get(address).status_code == 200, address


def test_the_map_reads_the_database_a_fixed_number_of_times(loaded, client):
    _response, queries = queries_of(client, "/sitemap-pages.xml")
    assert len(queries) == 5


def test_the_map_names_its_parts_and_every_entry_stands_in_one(loaded, client, settings, monkeypatch):
    monkeypatch.setattr(machines, "ENTRIES_A_FILE", 2)
    made = [entries.published(title=f"Entry {number}") for number in range(3)]
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [node.text.removeprefix(settings.PUBLIC_URL) for node in tree.findall("s:sitemap/s:loc", NAMES)]
    assert parts == ["/sitemap-pages.xml", "/sitemap-practices-1.xml", "/sitemap-practices-2.xml"]
    found = []
    for part in parts[1:]:
        tree = ElementTree.fromstring(client.get(part).content)
        found += [node.text.removeprefix(settings.PUBLIC_URL) for node in tree.findall("s:url/s:loc", NAMES)]
        assert all(node.text for node in tree.findall("s:url/s:lastmod", NAMES))
    assert sorted(found) == sorted(f"/{code}/practices/{one.slug}/" for one in made for code in ("en", "fr"))
    assert client.get("/sitemap-practices-3.xml").status_code == 404


def test_a_public_roadmap_stands_in_the_map(loaded, client):
    country = people.country("UGA")
    national.validated(country, by=people.focal_point(country))
    assert "/fr/roadmaps/uga/" in client.get("/sitemap-pages.xml").content.decode()
