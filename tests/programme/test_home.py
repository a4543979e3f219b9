"""The first page."""

import re
from datetime import date

import pytest

from portal.reference.models import Country
from portal.ui.pages import shelf, store
from programme.views import home
from roadmaps.models import StageRecord

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


@pytest.fixture
def nothing_kept():
    store.clear()
    shelf.clear()
    yield
    store.clear()
    shelf.clear()


@pytest.fixture
def uganda_drafts(loaded, nothing_kept):
    uganda = Country.objects.get(iso3="UGA")
    StageRecord.objects.create(country=uganda, stage="drafting", on=date(2026, 1, 1), source="portal")


def test_every_party_has_a_tile_with_its_stage_that_leads_to_its_page(uganda_drafts, client, no_call):
    text = client.get("/en/").content.decode()
    drawing = text.split('<svg class="map"')[1].split("</svg>")[0]
    assert drawing.count("<a ") == 159
    assert 'href="/en/countries/uga/" aria-label="Uganda: Drafting"' in drawing
    assert 'href="/en/countries/ken/" aria-label="Kenya: Not known"' in drawing
    assert "/en/countries/jpn/" not in drawing


def test_the_key_of_the_map_adds_up_and_names_what_is_not_known(uganda_drafts, client, no_call):
    key = client.get("/en/").content.decode().split('id="parties"')[1].split("</ul>")[0]
    assert '<i class="su"></i>Not known <b>158</b>' in key
    assert '<i class="s1"></i>Mapping to drafting <b>1</b>' in key
    assert sum(int(number) for number in re.findall(r"<b>(\d+)</b>", key)) == 159


def test_what_is_not_known_has_a_tile_of_its_own_kind(uganda_drafts, client, no_call):
    drawing = client.get("/en/").content.decode().split('<svg class="map"')[1].split("</svg>")[0]
    assert drawing.count('class="su"') == 158
    assert drawing.count('class="s1"') == 1


def test_the_map_of_the_first_page_is_told_as_a_table_with_its_file_and_citation(uganda_drafts, client, no_call):
    section = client.get("/en/").content.decode().split('id="parties"')[1].split("</section>")[0]
    drafting = next(row for row in section.split("<tr>") if "Drafting" in row and "<td" in row)
    assert '<a href="/en/roadmaps/?stage=drafting#list">1</a>' in drafting
    assert '<a href="/en/countries/uga/">Uganda</a>' in drafting
    assert section.count('href="/en/countries/') == 2 * 159
    assert 'href="/en/roadmaps/state-of-play.csv"' in section
    assert "UNESCO, Secretariat of the 2005 Convention. State of play" in section
    assert "/en/roadmaps/</span>" in section


def test_each_figure_leads_to_what_it_counts(loaded, client, open_call):
    text = client.get("/en/").content.decode()
    figures = text.split('<ul class="figures')[1].split("</ul>")[0]
    assert "<b>159</b>" in figures
    for link, count in (("?party=yes", 159), ("?party=yes&group=developing", 112)):
        assert link.replace("&", "&amp;") in figures
        assert f'data-count="{count}"' in client.get(f"/en/countries/{link}").content.decode()
    assert "<b>12</b>applications submitted, by 11 countries" in figures
    assert "<b>3</b>selected, of 15 places" in figures


def test_the_page_reads_the_database_six_times(loaded, nothing_kept, client, monkeypatch):
    monkeypatch.setattr(home, "figures", lambda: FIGURES)
    _response, queries = queries_of(client, "/en/")
    # The content version, words and countries, the call, the stages, the editors’ choice; with the figures: six.
    assert len(queries) == 5
