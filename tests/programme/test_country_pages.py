"""The list of countries, its file, and the page of each."""

import csv
import html
import io

import pytest

from portal.reference.models import Country, CountryName
from programme.views import countries

from .visitor import Offer, on_the_wire, queries_of

pytestmark = pytest.mark.django_db


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def listed(client, query):
    """The codes shown by the list, in order."""
    text = page(client, f"/en/countries/{query}")
    body = text.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in text else ""
    return [part[:3].upper() for part in body.split('href="/en/countries/')[1:]]


def test_all_198_countries_are_listed_with_their_count(loaded, client):
    text = page(client, "/en/countries/")
    assert 'data-count="198"' in text
    assert len(listed(client, "")) == 198


def test_they_stand_in_the_order_of_the_language(loaded, client):
    text = page(client, "/fr/countries/")
    assert text.index(">Égypte<") < text.index(">Espagne<") < text.index(">Zimbabwe<")


@pytest.mark.parametrize("words", ["egypte", "ÉGYPTE", "egypt", "مصر", "  Égypte  "])
def test_a_country_is_found_by_its_name_in_any_language_and_spelling(loaded, client, words):
    assert listed(client, f"?q={words}") == ["EGY"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?party=yes", 159), ("?party=no", 39), ("?party=yes&party=no", 198), ("?group=ldc", 44), ("?group=sids", 39),
        ("?group=developing", 145), ("?group=ldc&group=sids", 7), ("?region=africa", 47),
        ("?region=africa&region=arab_states", 66), ("?party=yes&group=developing", 112),
    ],
)  # fmt: skip
def test_filters_narrow_the_list(loaded, client, query, count):
    assert len(listed(client, query)) == count


def test_filters_and_words_go_together(loaded, client):
    assert listed(client, "?q=guinea&party=yes&region=africa") == ["GNQ", "GIN"]


@pytest.mark.parametrize(
    "query", ["?region=atlantis", "?party=maybe", "?group=%00", "?q=%00", f"?q={'x' * 500}", "?page=9"]
)
def test_what_cannot_be_read_is_ignored(loaded, client, query):
    assert len(listed(client, query)) == 198


def test_counts_beside_the_choices_are_what_they_would_show(loaded, client):
    text = page(client, "/en/countries/?region=africa")
    least = text.split('value="ldc"')[1].split("</label>")[0]
    assert '<span class="count">30</span>' in least
    assert len(listed(client, "?region=africa&group=ldc")) == 30


def test_a_choice_that_would_show_nothing_is_disabled(loaded, client):
    assert 'value="ldc" disabled' in page(client, "/en/countries/?region=europe_north_america")


def test_each_filter_in_force_can_be_dropped(loaded, client):
    text = page(client, "/en/countries/?region=africa&group=ldc")
    assert 'href="/en/countries/?region=africa"' in text
    assert 'href="/en/countries/?group=ldc"' in text


def test_nothing_found_says_what_to_do(loaded, client):
    text = page(client, "/en/countries/?q=atlantis")
    assert 'data-count="0"' in text
    assert "No country matches" in text


def test_words_of_a_visitor_cannot_write_into_the_page(loaded, client):
    raw = client.get("/en/countries/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in raw


def test_a_name_with_signs_is_written_as_text(loaded, client):
    CountryName.objects.filter(country__iso3="UGA", language="en").update(name="<b>Uganda</b>")
    assert "<b>Uganda" not in client.get("/en/countries/").content.decode()


def test_the_list_costs_the_same_for_one_and_for_all(loaded, client):
    _response, one = queries_of(client, "/en/countries/?q=uganda")
    _response, every = queries_of(client, "/en/countries/")
    # The first also read the vocabulary; the whole list is in hand already, its counts are asked once.
    assert (len(one), len(every)) == (4, 2)
    _response, again = queries_of(client, "/en/countries/?x=1")
    assert len(again) == 1


def test_the_list_is_light(loaded, client):
    assert on_the_wire(client.get("/fr/countries/")) <= 8_000


def test_the_same_list_comes_as_a_file(loaded, client):
    response = client.get("/fr/countries.csv?q=egypte")
    assert response["Content-Disposition"] == 'attachment; filename="countries-fr.csv"'
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert (row["iso3"], row["name"], row["region"]) == ("EGY", "Égypte", "États arabes")
    assert row["deposit_date"] == "2007-08-23"
    assert row["source"]


def test_the_file_holds_every_country(loaded, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/en/countries.csv").content.decode("utf-8-sig"))))
    assert len(rows) == 198


def test_a_formula_in_the_file_is_not_run(loaded, client):
    Country.objects.filter(iso3="UGA").update(source="=1+1")
    assert ",'=1+1," in client.get("/en/countries.csv?q=uganda").content.decode()


def test_a_party_shows_its_deposit_source_and_groups(loaded, client):
    text = page(client, "/en/countries/uga/")
    assert "<h1>Uganda</h1>" in text
    assert "Instrument deposited on 8 April 2015" in text
    assert "Ratification" in text
    assert "UNESCO, country page of the Party" in text
    assert "confidence: high" in text
    assert "Least developed country" in text
    assert "Swahili" in text
    assert "V(a), African States" in text


@pytest.mark.parametrize(
    ("iso3", "words"),
    [
        ("gha", "Instrument deposited in 2016"),
        ("tkm", "Instrument deposited in July 2021"),
        ("sau", "Instrument deposited between 9 June 2023 and 17 June 2025"),
    ],
)
def test_a_day_that_is_not_known_is_bounded(loaded, client, iso3, words):
    assert words in page(client, f"/en/countries/{iso3}/")


def test_a_weak_kind_of_instrument_is_only_called_a_deposit(loaded, client):
    assert Country.objects.get(iso3="AFG").type_confidence == "low"
    text = page(client, "/en/countries/afg/")
    assert "Ratification" not in text
    assert "Deposit (kind of instrument to be confirmed)" in text


def test_a_country_that_may_apply_is_led_to_the_call(loaded, client, monkeypatch):
    monkeypatch.setattr(countries, "open_call", lambda language: Offer())
    text = page(client, "/en/countries/uga/")
    assert "May apply" in text
    assert 'href="/en/eligibility/?country=UGA"' in text
    assert "31 January 2127, 23:59\xa0UTC" in text


def test_a_developed_party_is_told_why_it_cannot_apply(loaded, client):
    text = page(client, "/en/countries/fra/")
    assert "Cannot apply" in text
    assert "The call is for developing countries among the Parties." in text
    assert "eligibility" not in text.split("<main")[1].split("</main>")[0]


def test_a_country_that_is_no_party_is_told_how_to_become_one(loaded, client):
    text = page(client, "/en/countries/jpn/")
    assert "Japan is not a Party to the Convention. Only Parties can apply." in text
    assert "How to become a Party" in text
    assert "no instrument known" in text


def test_what_is_not_known_is_a_question_to_a_person(loaded, client):
    Country.objects.filter(iso3="UGA").update(developing=None)
    text = page(client, "/en/countries/uga/")
    assert "the Secretariat will answer" in text
    assert "not known" in text


def test_the_european_union_has_its_page(loaded, client):
    assert "18 December 2006" in page(client, "/en/countries/eue/")


@pytest.mark.parametrize("code", ["UGA", "Uga", "uGa"])
def test_the_address_is_in_small_letters(loaded, client, code):
    response = client.get(f"/fr/countries/{code}/")
    assert (response.status_code, response["Location"]) == (301, "/fr/countries/uga/")


@pytest.mark.parametrize("code", ["xxx", "ug", "uganda", "u%00a"])
def test_an_unknown_code_is_not_found(loaded, client, code):
    assert client.get(f"/en/countries/{code}/").status_code == 404


def test_a_retired_country_has_no_page(loaded, client):
    Country.objects.filter(iso3="UGA").update(active=False)
    assert client.get("/en/countries/uga/").status_code == 404
