"""What leaves the portal as data: exports, feeds, nightly files and their catalogue."""

import csv
import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from django.core.cache import cache

from knowledge.models import Dump, EntryText
from knowledge.open_data import exports
from knowledge.open_data.reading import records
from knowledge.open_data.table import NAMES, dictionary
from knowledge.services import dumps
from tests.knowledge import factories as make

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(response):
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"))))


def test_a_result_is_taken_away_as_the_search_finds_it(client, loaded):
    make.published(title="A fund for podcasts")
    make.published(title="A film archive")
    rows = table(client.get("/en/data/practices.csv?q=podcasts"))
    assert [row["title"] for row in rows] == ["A fund for podcasts"]
    assert (rows[0]["country"], rows[0]["activities"], rows[0]["cost_usd"]) == ("UGA", "1.1", "120000")
    assert list(rows[0]) == list(NAMES)


def test_words_come_in_the_language_of_the_page_else_in_the_original(client, loaded):
    entry = make.published()
    make.translated(entry, "fr", title="Un observatoire national")
    assert table(client.get("/fr/data/practices.csv"))[0]["title"] == "Un observatoire national"
    row = table(client.get("/en/data/practices.csv"))[0]
    assert (row["text_language"], row["languages"]) == ("en", "en fr")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_is_run_by_a_spreadsheet_program(client, loaded, sign):
    make.published(title=f"{sign}1+1 fund")
    assert table(client.get("/en/data/practices.csv"))[0]["title"] == f"'{sign}1+1 fund"
    book = openpyxl.load_workbook(io.BytesIO(body(client.get("/en/data/practices.xlsx"))))
    cell = book.worksheets[0].cell(2, NAMES.index("title") + 1)
    assert (cell.value, cell.data_type) == (f"'{sign}1+1 fund", "s")


def test_json_is_whole_and_says_licence_and_citation(client, loaded):
    entry = make.published()
    found = json.loads(body(client.get("/en/data/practices.json?kind=practice")))
    assert (found["count"], found["results"][0]["slug"]) == (1, entry.slug)
    assert found["results"][0]["texts"][0]["problem"] == make.WORDS["problem"]
    assert "creativecommons" in found["licence"]
    assert "UNESCO" in found["citation"]


def test_an_empty_result_is_still_a_document(client, loaded):
    assert json.loads(body(client.get("/en/data/practices.json")))["results"] == []


def test_a_file_with_a_wrong_filter_is_not_made(client, loaded):
    for ending in ("csv", "json", "xlsx"):
        answer = client.get(f"/en/data/practices.{ending}?activity=9.9&colour=blue")
        assert answer.status_code == 400
        assert b"activity:" in answer.content
        assert b"colour:" in answer.content


def test_a_workbook_has_its_limit(client, loaded, monkeypatch):
    monkeypatch.setattr(exports, "MOST_XLSX", 1)
    make.published(title="One")
    make.published(title="Two")
    answer = client.get("/en/data/practices.xlsx")
    assert answer.status_code == 400
    assert b"CSV" in answer.content


def test_a_file_that_has_not_changed_is_not_made_again(client, loaded):
    etag = client.get("/en/data/practices.csv")["ETag"]
    assert client.get("/en/data/practices.csv", headers={"if-none-match": etag}).status_code == 304


def test_too_many_files_are_told_to_wait(client, loaded, monkeypatch):
    monkeypatch.setattr("portal.machines.files.MOST_A_MINUTE", 1)
    cache.clear()
    client.get("/en/data/practices.csv?q=a")
    answer = client.get("/en/data/practices.csv?q=b")
    assert (answer.status_code, answer.has_header("Retry-After")) == (429, True)


def test_reading_in_bulk_costs_the_same_queries_for_any_number(loaded, django_assert_num_queries):
    ids = [make.published(title=title).pk for title in ("One", "Two", "Three")]
    list(records(ids[:1]))
    with django_assert_num_queries(10):  # eight, and twice the content version
        assert len(list(records(ids[:1]))) == 1
    with django_assert_num_queries(10):  # eight, and twice the content version
        assert [record["code"] for record in records(ids)]


def test_the_feed_tells_of_the_newest_entries(client, loaded):
    entry = make.published(title="A <fund> & a law")
    answer = client.get("/feeds/practices.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    one = feed.find(f"{ATOM}entry")
    assert one.find(f"{ATOM}title").text == "A <fund> & a law"
    assert one.find(f"{ATOM}id").text.endswith(f"practices/{entry.code}")
    assert one.find(f"{ATOM}link").get("href").endswith(f"/en/practices/{entry.slug}/")


def test_every_search_has_its_feed(client, loaded):
    make.published(title="A fund for podcasts")
    make.published(title="A film archive")
    page = client.get("/fr/data/?q=podcasts").content.decode()
    address = page.split('type="application/atom+xml" href="')[1].split('"')[0].replace("&amp;", "&")
    feed = ET.fromstring(client.get(address.removeprefix("http://localhost:8000")).content)
    assert len(feed.findall(f"{ATOM}entry")) == 1
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


@pytest.mark.parametrize("query", ["colour=blue", "kind=nothing", "lang=xx"])
def test_a_feed_with_a_wrong_filter_says_which(client, loaded, query):
    answer = client.get(f"/feeds/practices.atom?{query}")
    assert answer.status_code == 400
    assert answer.content.decode().startswith(query.split("=")[0])


@pytest.mark.parametrize("typed", ["a" * 10_000, "]]>&<x>\x00\x0b\ufffe", 'AND OR ( NOT "', "-", "NEAR/2 a:*"])
def test_hostile_words_make_a_whole_feed(client, loaded, typed):
    make.published()
    answer = client.get("/feeds/practices.atom", {"q": typed})
    assert answer.status_code == 200
    assert ET.fromstring(answer.content).tag == f"{ATOM}feed"


def test_the_files_of_the_night_hold_everything_public(client, loaded):
    entry = make.published(title="A fund for podcasts")
    make.draft(title="Not yet public")
    assert dumps.make_all() > 0
    answer = client.get("/en/data/files/practices.csv.zip")
    data = body(answer)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("practices.csv").decode("utf-8-sig"))))
    assert [row["code"] for row in rows] == [entry.code]
    assert answer["ETag"] == f'"{hashlib.sha256(data).hexdigest()}"'
    assert (
        f"{hashlib.sha256(data).hexdigest()}  practices.csv.zip" in client.get("/en/data/SHA256SUMS").content.decode()
    )
    with zipfile.ZipFile(io.BytesIO(body(client.get("/en/data/files/practices.jsonl.zip")))) as packed:
        assert json.loads(packed.read("practices.jsonl"))["slug"] == entry.slug


def test_every_column_is_in_the_dictionary(client, loaded):
    dumps.make_all()
    rows = table(client.get("/en/data/files/dictionary.csv"))
    assert {row["column"] for row in rows if row["dataset"] == "practices"} == set(NAMES) == set(dictionary())
    assert all(row["description_en"] and row["description_fr"] for row in rows)
    assert {row["dataset"] for row in rows} == {"practices", "measures", "state-of-play", "countries", "activities"}


def test_the_catalogue_names_every_file_with_its_checksum(client, loaded):
    dumps.make_all()
    found = json.loads(client.get("/en/data/catalogue.jsonld").content)
    sums = dict(line.split("  ")[::-1] for line in client.get("/en/data/SHA256SUMS").content.decode().splitlines())
    files = [one for dataset in found["dcat:dataset"] for one in dataset["dcat:distribution"]]
    assert len(files) == 10
    assert all(sums[one["dct:title"]] == one["spdx:checksum"]["spdx:checksumValue"] for one in files)


def test_new_files_take_the_place_of_the_old(client, loaded):
    dumps.make_all()
    make.published()
    old = set(Dump.objects.values_list("stored_file", flat=True))
    dumps.make_all()
    assert Dump.objects.count() == 11
    assert not old & set(Dump.objects.values_list("stored_file", flat=True))


def test_files_are_made_once_a_night(loaded):
    assert dumps.due()
    dumps.make_all()
    assert not dumps.due()
    made = datetime.now(UTC)
    assert dumps.due((made + timedelta(days=1)).replace(hour=dumps.HOUR, minute=1))


def test_a_second_worker_leaves_the_files_to_the_first(loaded):
    cache.add("knowledge.dumps", 1, 60)
    assert dumps.make_all() == 0
    assert not Dump.objects.exists()


def test_the_page_lists_the_files_and_says_the_licence(client, loaded):
    before = client.get("/en/data/").content.decode()
    assert "they come tonight" in before
    make.published()
    dumps.make_all()
    cache.clear()
    page = client.get("/fr/data/?kind=practice").content.decode()
    assert "practices.csv.zip" in page
    assert "CC BY-SA 3.0 IGO" in page
    assert 'href="/fr/data/practices.csv?kind=practice"' in page


def test_a_text_without_title_does_not_leave(loaded):
    entry = make.published()
    EntryText.objects.create(version=entry.version, language="es", title="", summary="half")
    assert [text["language"] for text in next(records([entry.pk]))["texts"]] == ["en"]
