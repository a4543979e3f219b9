"""What anyone takes away of a validated roadmap: page, PDF, XLSX, JSON; nothing of what is not validated."""

import io
import json
from datetime import date

import openpyxl
import pikepdf
import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from portal.documents import pdf
from portal.documents.models import IssuedDocument, Job
from portal.documents.services.running import run
from portal.ui.pages import store
from roadmaps.models import Consultation, Edition, EditionText, Indicator, IndicatorValue, Measure
from roadmaps.national import pdf as national_pdf
from roadmaps.national.outcome import by_activity, by_output
from roadmaps.national.pdf import TEMPLATE, facts
from roadmaps.national.timeline import WIDE, place
from roadmaps.national.whole import read_whole
from roadmaps.services.national.texts import save_text
from roadmaps.services.national.validation import open_next_edition
from tests.accounts import factories as people

from . import factories_national as make

STATUSES = st.sampled_from(["planned", "prepared", "adopted", "under_way", "done", "dropped"])


@given(st.lists(st.tuples(st.sampled_from(["1.1", "1.2", "3.4", "5.4"]), STATUSES)))
def test_every_measure_is_counted_once(measures):
    rows = by_output(measures)
    assert [row.output for row in rows] == ["1", "2", "3", "4", "5"]
    assert sum(row.planned + row.dropped for row in rows) == len(measures)
    assert all(row.done <= row.begun <= row.planned and 0 <= row.share <= 100 for row in rows)


@given(st.lists(STATUSES))
def test_an_activity_is_done_when_all_that_is_kept_is_done(statuses):
    state = by_activity(["1.1"], [("1.1", status) for status in statuses])["1.1"]
    kept = [status for status in statuses if status != "dropped"]
    assert (state == "full") == (bool(kept) and set(kept) == {"done"})


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_line_never_leaves_the_timeline(one, other):
    begins, ends = sorted((one, other))
    at, width = place(begins, ends, (2020, 2040))
    assert at >= 0
    assert width >= 2
    assert at + width <= WIDE


@pytest.mark.django_db
def test_a_roadmap_that_is_not_validated_is_not_public():
    make.complete()
    for name in ("public", "public_json", "public_xlsx", "public_pdf"):
        assert Client().get(make.address(name)).status_code == 404


@pytest.mark.django_db
def test_the_public_page_shows_the_validated_edition_and_nothing_of_the_next_one():
    focal = people.focal_point(people.country("UGA"))
    roadmap = make.validated(by=focal)
    edition = open_next_edition(roadmap=roadmap, by=focal)
    Measure.objects.filter(edition=edition).update(title="Only a draft")
    answer = Client().get(make.address("public"))
    html = answer.content.decode()
    assert "Measure 1 of 1.1" in html
    assert "Only a draft" not in html
    assert "Council of Ministers" in html
    assert "Set-Cookie" not in answer.headers
    assert "public" in answer["Cache-Control"]
    assert Client().get(make.address("public", iso3="UGA")).status_code == 301


@pytest.mark.django_db
def test_public_consultations_are_shown_before_a_validation_and_others_never():
    roadmap = make.complete()
    values = {"roadmap": roadmap, "starts_at": "2026-05-04T08:00Z"}
    Consultation.objects.create(title="Held in private", **values)
    assert Client().get(make.address("public")).status_code == 404
    Consultation.objects.create(title="Open to all", is_public=True, **values)
    store.clear()
    html = Client().get(make.address("public")).content.decode()
    assert "Open to all" in html
    assert "Held in private" not in html
    assert "Measure 1 of 1.1" not in html


@pytest.mark.django_db
def test_the_public_page_says_the_years_of_the_timeline_and_sets_values_beside_baseline_and_target():
    roadmap = make.validated(activities=("1.1",))
    key = Indicator.objects.get().key
    for on, value, women, men in (("2025-03-08", 120, 70, 50), ("2026-03-07", 340, None, None)):
        IndicatorValue.objects.create(
            roadmap=roadmap, indicator=key, on=on, value=value, unit="people", women=women, men=men, source="Registry"
        )
    html = Client().get(make.address("public")).content.decode()
    assert '<th scope="col">2027–2028</th>' in html
    assert '<td data-label="From">January 2027</td><td data-label="To">December 2028</td>' in html
    assert '<td data-label="Baseline">100</td><td data-label="Target">900</td>' in html
    assert "8 March 2025: <b>120</b> (women 70, men 50)" in html
    assert "7 March 2026: <b>340</b>" in html


@pytest.mark.django_db
@pytest.mark.parametrize("each", [1, 4])
def test_the_public_page_asks_the_same_number_of_queries_however_many_measures(each):
    make.validated(each=each)
    Client().get(make.address("public"))
    store.clear()
    with CaptureQueriesContext(connection) as captured:
        Client().get(make.address("public"))
    assert len(captured) == 10


@pytest.mark.django_db
def test_the_json_is_whole_and_loses_no_cent():
    make.validated()
    data = json.loads(Client().get(make.address("public_json")).content)
    measure = data["activities"][0]["measures"][0]
    assert measure["cost"] == "120000"
    assert measure["indicators"][0]["target"] == "900"
    assert data["validation"]["authority"] == "Council of Ministers"
    assert measure["status"]["declared"] == "planned"


@pytest.mark.django_db
def test_the_spreadsheet_holds_a_row_for_each_measure_and_no_formula():
    make.complete()
    Measure.objects.filter(item__activity="1.1").update(title="=1+1")
    focal = people.focal_point(people.country("UGA"))
    answer = make.signed_in(focal).get(make.address("roadmap_xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("key", "activity", "kind", "title")
    assert [row[3] for row in rows[1:]] == ["'=1+1", "Measure 1 of 2.4"]


@pytest.mark.django_db
@pytest.mark.skipif(not pdf.available(), reason="PDFs are switched off here")
def test_the_validation_has_the_pdf_issued_with_its_check_code_tagged_in_both_languages():
    roadmap = make.validated()
    for job in Job.objects.filter(kind="roadmaps.national"):
        run(job.pk)
    assert IssuedDocument.objects.filter(kind="roadmap").count() == 2
    answer = Client().get(make.address("public_pdf"))
    data = b"".join(answer.streaming_content)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("en")
    issued = IssuedDocument.objects.get(language="en")
    assert issued.target == roadmap.edition
    store.clear()
    assert issued.printed_code in Client().get(make.address("public")).content.decode()


@pytest.mark.django_db
@pytest.mark.skipif(not pdf.available(), reason="PDFs are switched off here")
def test_a_translation_made_after_the_validation_has_the_pdf_of_its_language_issued_anew():
    focal = people.focal_point(people.country("UGA"))
    roadmap = make.validated(by=focal)
    for job in Job.objects.filter(kind="roadmaps.national"):
        run(job.pk)
    first = IssuedDocument.objects.get(language="fr")
    made = Job.objects.count()
    words = {"title": "La culture", "vision": "Une vision", "state": "translation", "document": None}
    save_text(edition=roadmap.edition, language="fr", by=focal, **words)
    save_text(edition=roadmap.edition, language="fr", by=focal, **words)  # the same again asks for nothing
    save_text(edition=roadmap.edition, language="es", by=focal, **words)  # no PDF of the portal in this language
    assert Job.objects.count() == made + 1
    assert national_pdf.issued(roadmap.edition, "fr") == first  # it stays until the new one is there
    run(Job.objects.latest("pk").pk)
    second = national_pdf.issued(roadmap.edition, "fr")
    first.refresh_from_db()
    assert first.superseded_by == second
    assert IssuedDocument.objects.get(language="en").superseded_by is None
    with second.stored_file.open() as stream:
        text = PdfReader(io.BytesIO(stream.read())).pages[0].extract_text()
    assert "La culture" in text
    assert "traduction" in text  # and the day it was made


@pytest.mark.django_db
def test_a_translation_of_an_edition_that_is_being_written_issues_nothing():
    focal = people.focal_point(people.country("UGA"))
    edition = make.complete().editions.get()
    save_text(
        edition=edition, language="fr", title="La culture", vision="", state="translation", document=None, by=focal
    )
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_the_public_page_says_the_language_of_words_that_are_not_in_its_own():
    roadmap = make.validated(activities=("1.1",))
    Edition.objects.filter(pk=roadmap.edition_id).update(language="fr")
    EditionText.objects.create(edition=roadmap.edition, language="es", title="La cultura")
    html = Client().get(make.address("public")).text
    for words in (
        '<h1><bdi lang="fr">Culture in the digital age',
        '<bdi lang="fr">Measure 1 of 1.1</bdi>',
        '<bdi lang="fr">There is a law of 1998.',
        '<bdi lang="fr">Ministry of Culture',
        '<td><bdi lang="fr">Artists with a contract',
        '<bdi lang="es">Español</bdi>',
        '<bdi lang="fr">Council of Ministers</bdi>',
    ):
        assert words in html
    assert '<bdi lang="fr">Law' not in html  # the words of a choice are in the language of the page
    assert 'lang="fr"' not in Client().get(make.address("public").replace("/en/", "/fr/")).text.partition("<main")[2]


@pytest.mark.django_db
def test_reading_for_the_pdf_does_not_depend_on_the_number_of_measures():
    counts = []
    for iso3, each in (("UGA", 1), ("ZWE", 5)):
        roadmap = make.validated(people.country(iso3), each=each)
        edition = roadmap.edition
        with CaptureQueriesContext(connection) as captured:
            facts(read_whole(edition), "en")
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_the_pdf_carries_the_title_and_the_vision_of_its_language_where_there_are_some():
    roadmap = make.validated()
    EditionText.objects.create(edition=roadmap.edition, language="fr", title="La culture", vision="Une vision")
    whole = read_whole(roadmap.edition)
    assert facts(whole, "fr")["text"].vision == "Une vision"
    assert facts(whole, "en")["text"] is None
    html = render_to_string(TEMPLATE, facts(whole, "fr"))
    assert "Une vision" in html
    assert "A vision" not in html
