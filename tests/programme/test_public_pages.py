"""What holds for every public page of the programme."""

import re

import pytest
from django.utils import translation

from .visitor import PAGES, Outline, on_the_wire, queries_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_kept_by_anybody(loaded, client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_built(loaded, client, path):
    text = client.get(path).content.decode()
    outline = Outline(text)
    language = path.split("/")[1]
    assert dict(outline.tags)["html"]["lang"] == language
    assert outline.count("h1") == outline.count("main") == 1
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False)), outline.headings
    assert re.search("<title>[^<]+ · ", text)
    descriptions = [attrs for tag, attrs in outline.tags if tag == "meta" and attrs.get("name") == "description"]
    assert len(descriptions) == 1
    assert descriptions[0]["content"].strip()
    alternates = {attrs["hreflang"] for tag, attrs in outline.tags if tag == "link" and "hreflang" in attrs}
    assert alternates == {"en", "fr"}
    ids = [attrs["id"] for _tag, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_style_or_script_inside(loaded, client, path):
    text = client.get(path).content.decode()
    assert "style=" not in text
    assert "<style" not in text
    assert not re.search("<script(?![^>]* src=)", text)
    assert not re.search(r"\son[a-z]+=", text)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(loaded, client, path):
    assert on_the_wire(client.get(path)) <= 25_000


@pytest.mark.parametrize("path", [page for page in PAGES if page.count("/") > 2])  # the home page: test_home
def test_a_page_reads_the_database_at_most_four_times(loaded, client, path):
    """Once what all countries and all activities share is at hand (the shelf)."""
    client.get(path.replace("uga", "zwe").replace("jpn", "zwe").replace("2.4", "1.1"))
    _response, queries = queries_of(client, path)
    assert len(queries) <= 4, queries


@pytest.mark.parametrize("path", PAGES)
def test_a_kept_page_asks_for_nothing_but_the_content_version(loaded, client, path):
    client.get(path)
    _response, queries = queries_of(client, path)
    assert len(queries) == 1
    assert "ui_contentversion" in queries[0]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_only_answers_reading(loaded, client, path):
    assert client.post(path).status_code in {403, 405}


def test_french_pages_are_in_french(loaded, client):
    with translation.override("fr"):
        assert translation.gettext("Countries") == "Pays"
    assert "<h1>Pays</h1>" in client.get("/fr/countries/").content.decode()
