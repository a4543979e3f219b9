"""The public state of play: what it shows of whom, what it never shows, and how much it asks of the database."""

import csv
import html
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.reference import cache
from portal.reference.models import Term
from portal.ui.pages import shelf, store
from roadmaps.models import Edition, Measure, MeasureProgress, ProgressReport, ReportingRound, StageRecord
from roadmaps.services.national.stage import record_stage
from roadmaps.services.national.validation import open_next_edition
from tests.accounts import factories as people

from . import factories_national as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture(autouse=True)
def nothing_kept():
    store.clear()
    shelf.clear()
    yield
    store.clear()
    shelf.clear()


def told(iso3, stage, on, source="letter", **fields):
    return StageRecord.objects.create(country=people.country(iso3, **fields), stage=stage, on=on, source=source)


def small_region(code):
    """A region the state of play can be narrowed to."""
    Term.objects.get_or_create(list="region", code=code, defaults={"position": 1})
    cache.clear()


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return html.unescape(response.content.decode())


def table(client, path):
    return list(csv.DictReader(io.StringIO(client.get(path).content.decode().lstrip("\ufeff"))))


def test_a_party_is_shown_with_its_stage_its_date_and_its_source(client):
    told("ZWE", "validated", date(2025, 5, 14))
    text = page(client, "/en/roadmaps/")
    row = text.split(">Zimbabwe</a>")[1].split("</tr>")[0]
    assert "Validated" in row
    assert "14 May 2025" in row
    assert "told by the Party by letter" in row


def test_what_the_party_told_stands_beside_what_the_portal_knows(client):
    make.validated()
    told("UGA", "implementation", timezone.localdate() - timedelta(days=1), "survey")
    row = page(client, "/en/roadmaps/").split(">Uganda</a>")[1].split("</tr>")[0]
    assert "Validated" in row
    assert "told by the Party in a survey on" in row
    assert "Under implementation" in row


def test_a_party_nobody_spoke_of_is_not_known_and_counted(client):
    people.country("ZWE")
    text = page(client, "/en/roadmaps/").split('id="list"')[1]
    assert "Zimbabwe" in text.split("Nothing known yet of 1 Party")[1]
    assert 'data-count="1"' in text


def test_before_the_first_validated_roadmap_no_filter_is_blamed(client):
    small_region("africa")
    people.country("UGA", region="africa")
    assert "No validated roadmap yet" in client.get("/en/roadmaps/matrix/").text
    assert "No validated roadmap matches" in client.get("/en/roadmaps/matrix/?region=africa").text


def test_who_is_not_a_party_is_not_in_the_state_of_play(client):
    people.country("ZWE", party=False)
    assert "Zimbabwe" not in page(client, "/en/roadmaps/")


def test_every_party_has_its_tile_with_its_stage_in_words(client):
    told("UGA", "drafting", date(2026, 1, 1), lat=1.3, lon=32.3)
    text = page(client, "/en/roadmaps/")
    assert 'aria-label="Uganda: Drafting"' in text
    assert "no boundary is drawn" in text
    assert "do not imply the expression of any opinion" in text


def test_figures_add_up_and_open_the_parties_they_count(client):
    told("UGA", "drafting", date(2026, 1, 1), ldc=True)
    told("ZWE", "drafting", date(2026, 1, 1))
    text = page(client, "/en/roadmaps/")
    figures = text.split("Parties by stage, group and region</caption>")[1].split("</table>")[0]
    assert '<a href="/en/roadmaps/?stage=drafting#list">2</a>' in figures
    assert '<a href="/en/roadmaps/?group=ldc&stage=drafting#list">1</a>' in figures
    assert 'data-count="1"' in page(client, "/en/roadmaps/?group=ldc&stage=drafting")


def test_a_year_shows_how_things_stood_at_its_end(client):
    told("UGA", "mapping", date(2024, 3, 1))
    told("UGA", "validated", date(2025, 3, 1))
    assert table(client, "/en/roadmaps/state-of-play.csv?year=2024")[0]["stage"] == "mapping"
    assert table(client, "/en/roadmaps/state-of-play.csv?year=2025")[0]["stage"] == "validated"
    assert table(client, "/en/roadmaps/state-of-play.csv")[0]["since"] == "2025-03-01"


@pytest.mark.parametrize("path", ["/en/roadmaps/", "/en/roadmaps/matrix/"])
@pytest.mark.parametrize(
    "query", ["region=atlantis", "stage=x", "year=1815", "year=%00", "group=%FF", "activity=9.9"]
)
def test_a_wrong_filter_is_named_never_an_error_of_ours(client, path, query):
    people.country("UGA")
    text = page(client, f"{path}?{query}", 400)
    assert 'role="alert"' in text
    assert "was left out" in text
    assert "<title>Error:" in text


@pytest.mark.parametrize("path", ["/en/roadmaps/state-of-play.csv", "/en/roadmaps/matrix.csv"])
def test_a_file_that_asks_the_impossible_is_refused_in_words(client, path):
    answer = client.get(f"{path}?year=3000")
    assert answer.status_code == 400
    assert "Year: “3000”" in answer.content.decode()


def test_the_matrix_shows_validated_editions_only(client):
    make.complete(people.country("ZWE"))
    make.validated()
    text = page(client, "/en/roadmaps/matrix/")
    assert "Uganda" in text
    assert "Zimbabwe" not in text.split('class="matrix"')[1].split("</table>")[0]
    assert "Zimbabwe" in page(client, "/en/roadmaps/matrix/?all=1")


def test_what_is_being_written_never_shows_in_the_matrix(client):
    roadmap = make.validated()
    focal = people.focal_point(roadmap.country)
    edition = open_next_edition(roadmap=roadmap, by=focal)
    make.measure(make.item(edition, "5.4"))
    Measure.objects.filter(edition=edition).update(declared="done")
    states = {row["activity"]: row["state"] for row in table(client, "/en/roadmaps/matrix.csv")}
    assert states["5.4"] == "not in the roadmap"
    assert states["1.1"] == "planned"


def test_a_measure_moved_in_the_next_edition_stays_where_it_was_validated(client):
    roadmap = make.validated(activities=("1.1",))
    edition = open_next_edition(roadmap=roadmap, by=people.focal_point(roadmap.country))
    moved = edition.measures.get()
    moved.item = make.item(edition, "2.4")
    moved.save()
    rows = {row["activity"]: row["measures"] for row in table(client, "/en/roadmaps/matrix.csv")}
    assert (rows["1.1"], rows["2.4"]) == ("1", "0")


def test_the_matrix_of_a_past_year_knows_what_was_reported_by_then(client):
    roadmap = make.validated()
    StageRecord.objects.create(country=roadmap.country, stage="mapping", on=date(2023, 1, 1), source="letter")
    edition = roadmap.edition
    edition.validated_on = date(2024, 2, 1)
    edition.save()
    measure = edition.measures.get(item__activity="1.1")
    Measure.objects.filter(pk=measure.pk).update(declared="done", declared_on=date(2026, 2, 1))
    past = timezone.make_aware(timezone.datetime(2025, 2, 1))
    round = ReportingRound.objects.create(year=2024, due=date(2025, 3, 1))
    report = ProgressReport.objects.create(round=round, roadmap=roadmap, edition=edition, sent_at=past)
    MeasureProgress.objects.create(report=report, measure=measure, status="under_way")

    def state(year):
        rows = table(client, f"/en/roadmaps/matrix.csv?year={year}")
        return next((row["state"] for row in rows if row["activity"] == "1.1"), "")

    assert [state(year) for year in (2023, 2024, 2025, timezone.localdate().year)] == [
        "", "planned", "under way", "done",
    ]  # fmt: skip


def test_figures_by_activity_open_the_parties_they_count(client):
    make.validated(each=2)
    text = page(client, "/en/roadmaps/matrix/")
    assert '<a href="/en/roadmaps/matrix/?activity=2.4">1</a>' in text
    assert "Uganda" in page(client, "/en/roadmaps/matrix/?activity=2.4&activity=1.1")
    assert 'data-count="0"' in page(client, "/en/roadmaps/matrix/?activity=5.4")


def test_a_stage_opens_its_dated_records(client):
    make.validated()
    record_stage(
        country=people.country("UGA"), stage="implementation", on=date(2026, 1, 3), note="CLT/26/7, J. Doe",
        by=people.officer(),
    )  # fmt: skip
    text = page(client, "/en/roadmaps/uga/stages/")
    assert "3 January 2026" in text
    assert "Two sources, two stages" in text
    assert "J. Doe" not in text  # who wrote a letter is nobody's business


def test_a_country_that_changes_its_name_keeps_its_stage(client):
    told("UGA", "drafting", date(2026, 1, 1))
    people.country("UGA").names.filter(language="en").update(name="Republic of Pearl")

    cache.clear()
    assert "Republic of Pearl" in page(client, "/en/roadmaps/")
    assert "Drafting" in page(client, "/en/roadmaps/").split("Republic of Pearl")[-1]


def test_a_note_of_a_stage_shows_at_once(client):
    people.country("UGA")
    assert "<tbody>" not in page(client, "/en/roadmaps/").split('id="list"')[1]
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        record_stage(
            country=people.country("UGA"), stage="drafting", on=date(2026, 1, 3), note="x", by=people.officer()
        )
    assert "Drafting" in page(client, "/en/roadmaps/").split('id="list"')[1].split("<tbody>")[1]


@pytest.mark.parametrize("parties", [1, 3])
@pytest.mark.parametrize("path", ["/en/roadmaps/", "/en/roadmaps/matrix/", "/en/roadmaps/matrix.csv"])
def test_the_queries_do_not_grow_with_the_parties(client, django_assert_num_queries, parties, path):
    for iso3 in ("UGA", "ZWE", "GAB")[:parties]:
        make.validated(people.country(iso3))
    client.get(path)
    store.clear()
    shelf.clear()
    with django_assert_num_queries(4):
        client.get(path)
    store.clear()
    with django_assert_num_queries(1):
        client.get(path)


def test_a_past_year_costs_one_query_more(client, django_assert_num_queries):
    roadmap = make.validated()
    told("UGA", "mapping", date(2023, 1, 1))
    Edition.objects.filter(pk=roadmap.edition_id).update(validated_on=date(2024, 2, 1))
    client.get("/en/roadmaps/matrix/")
    shelf.clear()
    with django_assert_num_queries(5):
        client.get("/en/roadmaps/matrix/?year=2024")


def test_two_countries_stand_side_by_side_at_an_address_that_can_be_shared(client):
    make.validated(each=2)
    told("ZWE", "validated", date(2025, 5, 14))
    text = page(client, "/en/roadmaps/compare/?country=uga&country=zwe")
    assert "Compare roadmaps: Uganda, Zimbabwe" in text
    assert "2 measures" in text
    assert "14 May 2025" in text
    assert "Cite as:" in text
    rows = table(client, "/en/roadmaps/compare.csv?country=uga&country=zwe")
    assert len(rows) == 40
    assert {row["measures"] for row in rows if row["iso3"] == "UGA" and row["activity"] == "2.4"} == {"2"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("country=xxx&country=uga", "“XXX” is not the three-letter code of a Party"),
        ("country=%27&country=uga", "is not the three-letter code"),
        ("country=uga&country=zwe&country=gab&country=geo&country=aaa", "Four countries fit side by side"),
    ],
)
def test_a_comparison_says_what_it_cannot_compare(client, query, words):
    for iso3 in ("UGA", "ZWE", "GAB", "GEO", "AAA"):
        people.country(iso3)
    assert words in page(client, f"/en/roadmaps/compare/?{query}", 400)
    assert client.get(f"/en/roadmaps/compare.csv?{query}").status_code == 400


def test_one_country_alone_asks_for_a_second(client):
    people.country("UGA")
    people.country("ZWE")
    text = page(client, "/en/roadmaps/compare/?country=uga")
    assert "Add a country" in text
    assert "Side by side" not in text
    assert "Choose two to four" in client.get("/en/roadmaps/compare.csv?country=uga").content.decode()


def test_change_over_time_counts_stages_and_measures_at_the_end_of_each_year(client):
    roadmap = make.validated(each=2)
    Edition.objects.filter(pk=roadmap.edition_id).update(validated_on=date(2025, 2, 1))
    told("ZWE", "mapping", date(2024, 3, 1))
    told("ZWE", "drafting", date(2025, 3, 1))
    rows = table(client, "/en/roadmaps/change.csv")
    value = {(row["year"], row["figure"], row["code"]): row["value"] for row in rows}
    assert value[("2024", "parties by stage", "mapping")] == "1"
    assert value[("2024", "parties by stage", "not_known")] == "1"
    assert value[("2025", "parties by stage", "drafting")] == "1"
    assert value[("2024", "measures", "measures")] == "0"
    assert value[("2025", "measures", "measures")] == "4"
    text = page(client, "/en/roadmaps/change/")
    assert '<a href="/en/roadmaps/?stage=mapping&year=2024#list">1</a>' in text
    assert '<a href="/en/roadmaps/matrix/?year=2025">4</a>' in text


def test_change_over_time_of_a_region(client):
    told("UGA", "mapping", date(2024, 3, 1))
    told("ZWE", "mapping", date(2024, 3, 1), region="asia_pacific")
    small_region("asia_pacific")
    rows = table(client, "/en/roadmaps/change.csv?region=asia_pacific")
    assert sum(int(row["value"]) for row in rows if row["year"] == "2024" and row["code"] == "mapping") == 1


def test_change_over_time_asks_as_few_queries_however_many_years(client, django_assert_num_queries):
    make.validated()
    for year in range(2019, 2026):
        told("ZWE", "mapping", date(year, 3, 1))
    client.get("/en/roadmaps/change/")
    store.clear()
    shelf.clear()
    with django_assert_num_queries(6):
        client.get("/en/roadmaps/change/")


def test_the_figures_by_group_can_be_taken_away(client):
    told("UGA", "drafting", date(2026, 1, 1), ldc=True)
    told("ZWE", "drafting", date(2026, 1, 1))
    rows = {
        (row["among"], row["code"], row["stage"]): row["parties"] for row in table(client, "/en/roadmaps/figures.csv")
    }
    assert rows[("all", "", "drafting")] == "2"
    assert rows[("group", "ldc", "drafting")] == "1"
    assert rows[("group", "sids", "drafting")] == "0"


def test_the_figures_by_activity_can_be_taken_away(client):
    make.validated(each=2)
    rows = {row["activity"]: row for row in table(client, "/en/roadmaps/activities.csv")}
    assert len(rows) == 20
    assert (rows["2.4"]["parties"], rows["2.4"]["measures"], rows["5.4"]["parties"]) == ("1", "2", "0")


def test_the_dated_records_of_a_party_can_be_taken_away(client):
    told("UGA", "mapping", date(2024, 3, 1))
    told("UGA", "drafting", date(2025, 3, 1), "survey")
    rows = table(client, "/en/roadmaps/uga/stages.csv")
    assert [(row["on"], row["stage"], row["source"]) for row in rows] == [
        ("2024-03-01", "mapping", "letter"),
        ("2025-03-01", "drafting", "survey"),
    ]
    assert "/en/roadmaps/uga/stages.csv" in page(client, "/en/roadmaps/uga/stages/")


@pytest.mark.parametrize("name", ["figures", "activities"])
def test_a_file_of_figures_that_asks_the_impossible_is_refused(client, name):
    assert client.get(f"/en/roadmaps/{name}.csv?region=atlantis").status_code == 400


def test_the_map_tells_a_party_not_known_from_one_that_has_not_started(client):
    told("UGA", "not_started", date(2026, 1, 1), lat=1.3, lon=32.3)
    people.country("ZWE", lat=-19.0, lon=29.8)
    text = page(client, "/en/roadmaps/")
    assert '<i class="su"></i>Not known <b>1</b>' in text
    assert '<i class="s0"></i>Not started <b>1</b>' in text
    assert 'class="su"' in text.split('aria-label="Zimbabwe: Not known"')[1].split("</a>")[0]
    assert "class=" not in text.split('aria-label="Uganda: Not started"')[1].split("</a>")[0]


@pytest.mark.parametrize(
    ("path", "columns"),
    [
        ("measures", {"activity", "measure", "title", "from", "to", "declared", "verified"}),
        ("progress", {"output", "measures", "begun", "done", "given_up"}),
        ("values", {"measure", "indicator", "on", "value", "unit", "source"}),
    ],
)
def test_every_figure_of_a_roadmap_has_its_file_and_its_citation(client, path, columns):
    make.validated(each=2)
    text = page(client, "/en/roadmaps/uga/")
    assert "Cite as:" in text
    answer = client.get(f"/en/roadmaps/uga/{path}.csv")
    assert answer.status_code == 200
    assert columns <= set(answer.content.decode().lstrip("\ufeff").splitlines()[0].split(","))


def test_the_files_of_a_roadmap_say_what_its_page_says(client):
    make.validated(activities=("1.1", "2.4"), each=2)
    assert len(table(client, "/en/roadmaps/uga/measures.csv")) == 4
    progress = {row["output"]: row["measures"] for row in table(client, "/en/roadmaps/uga/progress.csv")}
    assert progress == {"1": "2", "2": "2", "3": "0", "4": "0", "5": "0"}


def test_a_roadmap_that_is_not_validated_gives_no_file(client):
    make.complete(people.country("ZWE"))
    for name in ("measures", "progress", "values"):
        assert client.get(f"/en/roadmaps/zwe/{name}.csv").status_code == 404
