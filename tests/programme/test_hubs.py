"""The pages of a country and of an activity gather what is public on every floor, and nothing else."""

import csv
import html
import io

import pytest
from django.utils import timezone

from expertise.models import Expert
from portal.ui import ports
from portal.ui.pages import shelf, store
from roadmaps.models import Edition, Measure, StageRecord
from roadmaps.selection import states
from roadmaps.services.national.stage import record_stage
from roadmaps.services.national.verification import verify
from tests.accounts import factories as people
from tests.applications.factories import ApplicationFactory
from tests.expertise import factories as experts
from tests.roadmaps import factories as assistances
from tests.roadmaps import factories_national as make
from tests.roadmaps.conftest import vocabulary  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture(autouse=True)
def nothing_kept():
    store.clear()
    shelf.clear()
    yield
    store.clear()
    shelf.clear()


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_a_country_shows_its_roadmap_activity_by_activity(client):
    make.validated(each=2)
    text = page(client, "/en/countries/uga/")
    assert "2 of 20 activities of the Open Roadmap. 0 done, 0 under way, 2 planned." in text
    assert 'data-count="2"' in text
    assert 'href="/en/roadmaps/uga/"' in text
    assert 'href="/en/roadmaps/uga/stages/"' in text


def test_what_the_party_declares_stands_beside_what_was_verified(client):
    roadmap = make.validated(activities=("1.1",), each=2)
    measure = Measure.objects.filter(edition=roadmap.edition_id).first()
    verify(measure=measure, status="done", evidence="Law 7", by=people.officer())
    row = page(client, "/en/countries/uga/").split("What the roadmap contains")[1].split("</tbody>")[0]
    assert "Planned" in row
    assert "1 of 2" in row


def test_a_draft_is_nobody_elses_business(client):
    roadmap = make.complete(people.country("UGA"))
    StageRecord.objects.create(country=roadmap.country, stage="drafting", on=timezone.localdate(), source="portal")
    text = page(client, "/en/countries/uga/")
    assert "Drafting since" in text
    assert "What the roadmap contains" not in text
    assert "Measure 1 of 1.1" not in page(client, "/en/open-roadmap/1.1/")


def test_what_a_party_told_by_letter_stands_beside_the_stage(client):
    make.validated()
    record_stage(
        country=people.country("UGA"), stage="completed", on=timezone.localdate(), note="x", by=people.officer()
    )
    assert "Told by the Party by letter on" in page(client, "/en/countries/uga/")


def test_an_activity_shows_what_countries_do_and_the_file_of_it(client):
    make.validated(activities=("1.1",), each=2)
    make.validated(people.country("ZWE"), activities=("1.1", "2.4"))
    text = page(client, "/en/open-roadmap/1.1/")
    assert "3 measures of validated roadmaps, in 2 countries" in text
    assert "Measure 2 of 1.1" in text
    lines = client.get("/en/open-roadmap/1.1/measures.csv").content.decode().strip().splitlines()
    assert len(lines) == 4


def test_a_floor_below_adds_its_part_to_both_pages(client, monkeypatch):
    people.country("UGA")
    made = ports.Part("Practices", [ports.Entry("A help desk", "/en/practices/help/", ("Practice", "2026"))], count=1)
    for port in (ports.about_country, ports.about_activity):
        monkeypatch.setattr(port, "_providers", [lambda code, language: [made]])
    for path in ("/en/countries/uga/", "/en/open-roadmap/1.1/"):
        text = page(client, path)
        assert "<h2>Practices</h2>" in text
        assert '<a href="/en/practices/help/">' in text


def test_a_part_without_entries_is_left_out(client, monkeypatch):
    people.country("UGA")
    monkeypatch.setattr(ports.about_country, "_providers", [lambda code, language: [ports.Part("Practices", [])]])
    assert "Practices" not in page(client, "/en/countries/uga/").split("<main")[1].split("</main>")[0].replace(
        "Practices, resources", ""
    )


@pytest.mark.parametrize("each", [1, 3])
def test_a_country_page_asks_the_same_queries_however_long_its_roadmap(client, django_assert_num_queries, each):
    make.validated(each=each)
    client.get("/en/countries/uga/")
    store.clear()
    shelf.clear()
    with django_assert_num_queries(14):
        client.get("/en/countries/uga/")
    store.clear()
    with django_assert_num_queries(1):
        client.get("/en/countries/uga/")


def test_the_figures_of_a_country_have_their_table_their_file_and_their_citation(client):
    roadmap = make.validated(activities=("1.1",), each=2)
    verify(
        measure=Measure.objects.filter(edition=roadmap.edition_id).first(),
        status="done", evidence="Law 7", by=people.officer(),
    )  # fmt: skip
    StageRecord.objects.create(country=roadmap.country, stage="mapping", on=timezone.localdate(), source="letter")
    text = page(client, "/en/countries/uga/")
    assert "Progress by output</caption>" in text
    assert "UNESCO, Secretariat of the 2005 Convention. Uganda." in text
    assert 'href="/en/countries/uga/figures.csv"' in text
    lines = csv.DictReader(io.StringIO(client.get("/en/countries/uga/figures.csv").content.decode().lstrip("\ufeff")))
    found = {(line["figure"], line["code"], line["source"]): line["value"] for line in lines}
    assert ("stage", "mapping", "letter") in found
    assert found[("measures of an activity", "1.1", "edition 1, as declared")] == "2"
    assert found[("measures of an output", "1", "edition 1, as declared")] == "2"
    assert found[("verified state of an activity", "1.1", "Secretariat")] == "done"


def test_the_figures_of_an_activity_have_their_file_and_their_citation(client, monkeypatch):
    make.validated(activities=("1.1",), each=2)
    shown = ports.Entry("Practice", "/x")
    part = ports.Part("Practices", [shown], count=1, total=7, figure="entries of the knowledge base")
    monkeypatch.setattr(ports.about_activity, "collect", lambda code, language: [part])
    rows = list(csv.reader(io.StringIO(client.get("/en/open-roadmap/1.1/figures.csv").text.lstrip("\ufeff"))))
    figures = {row[1]: row[2] for row in rows[1:]}
    assert figures["measures of validated roadmaps"] == "2"
    assert figures["countries with such measures"] == "1"
    assert figures["members of the Expert Facility who know it"] == "0"
    assert figures["entries of the knowledge base"] == "7"
    text = client.get("/en/open-roadmap/1.1/").text
    assert "/en/open-roadmap/1.1/figures.csv" in text
    assert "Cite as:" in text


def test_the_figures_of_the_first_page_have_their_file_and_their_citation(client):
    text = client.get("/en/").text
    assert "/en/figures.csv" in text
    assert "The programme in figures" in text
    assert "Parties to the Convention" in client.get("/en/figures.csv").text


def test_words_of_a_measure_say_their_language_on_a_page_in_another(client):
    roadmap = make.validated(activities=("1.1",))
    Edition.objects.filter(pk=roadmap.edition_id).update(language="fr")
    shelf.clear()
    assert '<bdi lang="fr">Measure 1 of 1.1</bdi>' in client.get("/en/open-roadmap/1.1/").text
    store.clear()
    shelf.clear()
    assert "<bdi>Measure 1 of 1.1</bdi>" in client.get("/fr/open-roadmap/1.1/").text


def test_a_country_without_a_figure_offers_no_file(client):
    people.country("ZWE")
    text = page(client, "/en/countries/zwe/")
    assert "figures.csv" not in text
    assert "Cite as:" in text


def test_a_country_gathers_its_assistance_and_the_missions_that_began_and_no_name(client):
    given = assistances.assistance()
    for title, days, state in (("Under way", 11, states.UNDER_WAY), ("Not yet", 17, states.PREPARED)):
        assistances.mission(given, experts.expert(), title=title, days=days, state=state)
    text = page(client, "/en/countries/uga/")
    assert given.reference in text.split('id="assistance"')[1].split("</section>")[0]
    missions = text.split('id="missions"')[1].split("</section>")[0]
    assert 'data-count="1"' in missions
    assert ">11</td>" in missions
    assert ">17</td>" not in missions
    for expert in Expert.objects.all():
        assert expert.user.name not in text


def test_an_application_that_is_being_written_is_not_on_the_page_of_its_country(client):
    requests = ApplicationFactory(country=people.country("UGA"))
    assert str(requests.reference or requests.code) not in page(client, "/en/countries/uga/")


def test_peer_exchanges_need_no_more_than_a_provider(client, monkeypatch):
    people.country("UGA")

    def exchanges(code, language):
        yield ports.Part("Exchanges", [ports.Entry("Metadata, with Kenya", "/en/exchanges/x/")], count=1, order=50)

    for port in (ports.about_country, ports.about_activity):
        before = list(port._providers)
        monkeypatch.setattr(port, "_providers", before)
        port.register(exchanges)
    for path in ("/en/countries/uga/", "/en/open-roadmap/1.1/"):
        part = page(client, path).split("<h2>Exchanges</h2>")[1].split("</section>")[0]
        assert '<a href="/en/exchanges/x/">' in part
