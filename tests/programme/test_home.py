"""The first page."""

import pytest

from portal.reference import queries
from programme.partymap import key, tiles
from programme.views import home

from .visitor import Offer, queries_of

pytestmark = pytest.mark.django_db

FIGURES = {"applications": 12, "countries_applying": 11, "selected": 3, "places_total": 15}


@pytest.fixture
def open_call(monkeypatch):
    monkeypatch.setattr(home, "open_call", lambda language: Offer())
    monkeypatch.setattr(home, "figures", lambda: FIGURES)


@pytest.fixture
def no_call(monkeypatch):
    monkeypatch.setattr(home, "open_call", lambda language: None)
    monkeypatch.setattr(home, "figures", lambda: dict.fromkeys(FIGURES, 0))


def test_the_open_call_is_announced_with_what_it_brings(loaded, client, open_call):
    text = client.get("/en/").content.decode()
    assert "31 January 2127, 23:59\xa0UTC" in text
    assert "12–18 months, and up to USD 30\u202f000 for logistics" in text
    assert "5 a year, 15 in all; 8 still free" in text
    assert 'href="/en/calls/open-call-2026/"' in text
    assert 'href="/en/eligibility/"' in text


def test_without_a_cut_off_the_call_says_so(loaded, client, monkeypatch, open_call):
    monkeypatch.setattr(home, "open_call", lambda language: Offer(next_cut_off=None))
    assert "None: apply at any time" in client.get("/en/").content.decode()


def test_without_a_call_the_page_says_what_to_do(loaded, client, no_call):
    text = client.get("/en/").content.decode()
    assert "No call is open now" in text
    assert "Next cut-off" not in text
    assert "places" not in text.split("In figures")[1]


def test_five_outputs_and_twenty_activities_lead_to_their_pages(loaded, client, no_call):
    text = client.get("/fr/").content.decode()
    for number in range(1, 6):
        for place in range(1, 5):
            assert f'href="/fr/open-roadmap/{number}.{place}/"' in text
    assert "La culture, les compétences et les connaissances numériques sont renforcées" in text


def test_every_party_has_a_tile_that_leads_to_its_page(loaded, client, no_call):
    text = client.get("/en/").content.decode()
    drawing = text.split('<svg class="map"')[1].split("</svg>")[0]
    assert drawing.count("<a ") == 159
    assert 'href="/en/countries/uga/" aria-label="Uganda: Party, deposit in 2015"' in drawing
    assert "/en/countries/jpn/" not in drawing
    assert 'href="/en/countries/?party=yes"' in text


def test_the_key_of_the_map_adds_up(loaded):
    drawn = tiles([row for row in queries.country_rows("en") if row.party])
    assert sum(number for _stage, _words, number in key(drawn)) == len(drawn) == 159
    assert {tile["iso2"]: tile["stage"] for tile in drawn}.items() >= {"FR": 0, "KE": 1, "UG": 2, "JM": 2}.items()


def test_a_party_whose_year_is_unknown_is_only_called_a_party(loaded):
    drawn = tiles([queries.country_row("SAU", "en")])
    assert {tile["iso2"]: tile["words"] for tile in drawn}["SA"] == "Party"


def test_each_figure_leads_to_what_it_counts(loaded, client, open_call):
    text = client.get("/en/").content.decode()
    figures = text.split('<ul class="figures')[1].split("</ul>")[0]
    assert "<b>159</b>" in figures
    for link, count in (("?party=yes", 159), ("?party=yes&group=developing", 112)):
        assert link.replace("&", "&amp;") in figures
        assert f'data-count="{count}"' in client.get(f"/en/countries/{link}").content.decode()
    assert "<b>12</b>applications submitted, by 11 countries" in figures
    assert "<b>3</b>selected, of 15 places" in figures


def test_the_page_reads_the_database_five_times(loaded, client, monkeypatch):
    monkeypatch.setattr(home, "figures", lambda: FIGURES)
    _response, queries = queries_of(client, "/en/")
    # The content version, words and countries, the call, the choice of the editors; with the figures: five.
    assert len(queries) == 4
