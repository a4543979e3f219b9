"""The Open Roadmap and its activities."""

import html

import pytest

from portal.reference.models import Term, TermLabel
from portal.reference.services import show_version
from programme.views import roadmap

from .visitor import Offer, queries_of

pytestmark = pytest.mark.django_db


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_the_table_has_the_five_outputs_and_twenty_activities_in_full(loaded, client):
    for language in ("en", "fr"):
        text = page(client, f"/{language}/open-roadmap/")
        for term in Term.objects.filter(list__in=["output", "activity"]):
            assert term.labels.get(language=language, current=True).text in text
        assert text.count('class="chip') == 20


def test_the_standing_of_each_label_is_told_in_english(loaded, client):
    text = page(client, "/en/open-roadmap/")
    assert text.count(">Official wording<") == 3
    assert text.count(">Working translation<") == 17


def test_no_french_label_is_called_a_working_translation(loaded, client):
    text = page(client, "/fr/open-roadmap/")
    assert "Traduction de travail<" not in text
    assert text.count(">Libellé officiel<") == 20


@pytest.mark.parametrize("code", [f"{output}.{place}" for output in range(1, 6) for place in range(1, 5)])
def test_each_activity_has_its_page(loaded, client, code):
    text = page(client, f"/en/open-roadmap/{code}/")
    label = TermLabel.objects.get(term__list="activity", term__code=code, language="en", current=True)
    assert f"<h1>Activity {code}</h1>" in text
    assert label.text in text
    assert label.source.split(",")[0] in text


@pytest.mark.parametrize("code", ["0.1", "1.5", "6.1", "2", "O2", "2.4.1", "abc", "é"])
def test_any_other_code_is_not_found(loaded, client, code):
    assert client.get(f"/en/open-roadmap/{code}/").status_code == 404


def test_an_activity_shows_its_versions_and_where_the_documents_differ(loaded, client):
    text = page(client, "/en/open-roadmap/2.4/")
    assert "assurer l’accessibilité à divers contenus culturels locaux" in text
    assert "assurer la découvrabilité de contenus culturels locaux" in text
    assert "The founding documents differ here." in text
    assert "kept, not shown" in text


def test_an_activity_without_a_discrepancy_tells_none(loaded, client):
    assert "The founding documents differ" not in page(client, "/en/open-roadmap/1.1/")


def test_a_choice_of_the_secretariat_is_shown(loaded, client):
    label = TermLabel.objects.get(term__list="activity", term__code="2.4", language="fr", version="web table")
    show_version(label=label, by=None)
    lead = page(client, "/fr/open-roadmap/2.4/").split('<p class="lead"')[1].split("</p>")[0]
    assert "découvrabilité" in lead


def test_earlier_and_next_follow_the_order_of_the_roadmap(loaded, client):
    middle = page(client, "/en/open-roadmap/2.4/")
    assert 'href="/en/open-roadmap/2.3/" rel="prev"' in middle
    assert 'href="/en/open-roadmap/3.1/" rel="next"' in middle
    assert 'rel="prev"' not in page(client, "/en/open-roadmap/1.1/")
    assert 'rel="next"' not in page(client, "/en/open-roadmap/5.4/")


def test_an_activity_leads_to_the_open_call(loaded, client, monkeypatch):
    monkeypatch.setattr(roadmap, "open_call", lambda language: Offer())
    text = page(client, "/en/open-roadmap/1.1/")
    assert "Choose this activity in an application" in text
    assert 'href="/en/calls/open-call-2026/"' in text


def test_without_a_call_an_activity_leads_to_the_questions(loaded, client, monkeypatch):
    monkeypatch.setattr(roadmap, "open_call", lambda language: None)
    text = page(client, "/en/open-roadmap/1.1/")
    assert "Choose this activity" not in text
    assert "No call is open now." in text


def test_queries_stay_the_same_with_more_versions(loaded, client):
    client.get("/en/open-roadmap/5.4/")  # what all activities share is at hand
    _response, few = queries_of(client, "/en/open-roadmap/1.1/")
    term = Term.objects.get(list="activity", code="1.2")
    for number in range(5):
        TermLabel.objects.create(
            term=term, language="en", text=f"Version {number}", source="test", standing="translated",
            version=str(number), current=False,
        )  # fmt: skip
    _response, more = queries_of(client, "/en/open-roadmap/1.2/")
    assert len(more) <= len(few) == 4
