"""Signed inside the Party, validated by its authority, frozen, carried on, presented, verified."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import Tie
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.documents.services import UploadRefused
from portal.messaging.models import Message
from roadmaps.models import Edition, EditionText, Indicator, Measure, StageRecord
from roadmaps.national.queries import open_edition
from roadmaps.sections import BY_CODE, MEASURE
from roadmaps.services.national.signing import ask_signature, sign
from roadmaps.services.national.texts import save_text
from roadmaps.services.national.validation import open_next_edition, present, validate
from roadmaps.services.national.verification import verify
from roadmaps.stores import EDITIONS, MEASURES
from tests.accounts import factories as people

from . import factories_national as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def party():
    return people.country("UGA")


@pytest.fixture
def focal(party):
    return people.focal_point(party)


@pytest.fixture
def page(focal):
    return make.signed_in(focal)


def test_a_writer_hands_over_the_signatory_is_told_and_signs(party, focal):
    roadmap = make.complete(party)
    signatory = people.signatory(party)
    page, theirs = make.signed_in(focal), make.signed_in(signatory)
    page.post(make.address("ask_signature"))
    assert Message.objects.get(code="roadmap.signature_asked").to == signatory
    assert "Sign the roadmap" in theirs.get(make.address("check")).content.decode()
    theirs.post(make.address("sign"))
    edition = roadmap.editions.get()
    assert (edition.signed_by, edition.signature_asked_by) == (signatory, focal)


def test_nobody_signs_what_they_handed_over(party, focal):
    roadmap = make.complete(party)
    people.signatory(party)
    people.membership(focal, people.country("ZWE"), "signatory")
    ask_signature(roadmap=roadmap, by=focal)
    Edition.objects.update(signature_asked_by=people.signatory(party))
    other = Edition.objects.get().signature_asked_by
    with pytest.raises(NotAllowed, match="somebody else signs"):
        sign(roadmap=roadmap, by=other)


def test_a_focal_point_and_a_superuser_cannot_sign(party, focal):
    roadmap = make.complete(party)
    people.signatory(party)
    ask_signature(roadmap=roadmap, by=focal)
    for person in (focal, people.superuser(), people.officer()):
        with pytest.raises(NotAllowed):
            sign(roadmap=roadmap, by=person)


def test_without_a_signatory_the_page_says_what_to_do(party, focal):
    with pytest.raises(Refused, match="no signatory in the portal"):
        ask_signature(roadmap=make.complete(party), by=focal)


def test_an_incomplete_roadmap_is_not_handed_over(party, focal):
    people.signatory(party)
    with pytest.raises(Refused, match="not complete"):
        ask_signature(roadmap=make.roadmap(party), by=focal)


def test_a_change_after_the_signature_asks_for_a_new_one(party, focal, page):
    roadmap = make.complete(party)
    signatory = people.signatory(party)
    ask_signature(roadmap=roadmap, by=focal)
    sign(roadmap=roadmap, by=signatory)
    form = make.form_of(EDITIONS, roadmap.editions.get(), BY_CODE["vision"]) | {"vision": "Another vision"}
    page.post(make.address("section", "vision"), form)
    edition = roadmap.editions.get()
    assert edition.signed_at is None
    assert edition.signature_asked_at is None


def test_a_validation_freezes_the_edition_and_moves_the_stage(party, focal, page):
    roadmap = make.complete(party)
    on = TODAY() - timedelta(days=10)
    answer = page.post(
        make.address("validate"),
        {"authority": "Council of Ministers", "act": "Decision 12", "on": on.isoformat(), "document": make.upload()},
    )
    assert answer.status_code == 302
    roadmap.refresh_from_db()
    assert roadmap.stage == "validated"
    assert roadmap.edition.document.name == "decision.pdf"
    assert not roadmap.edition.is_open
    assert StageRecord.objects.filter(stage="validated", on=on, source="portal").exists()
    assert Message.objects.filter(code="roadmap.validated", to=focal).exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("authority", "", "Name the competent authority"),
        ("act", " ", "Name the act"),
        ("on", "", "Give the day of the validation"),
        ("on", "2999-01-01", "The date is in the future"),
        ("document", "", "Attach the document of the validation"),
    ],
)
def test_a_validation_that_lacks_something_is_refused_and_keeps_what_was_typed(party, page, field, value, words):
    roadmap = make.complete(party)
    form = {"authority": "Council", "act": "Decision 12", "on": "2026-01-05", "document": make.upload(), field: value}
    answer = page.post(make.address("validate"), form)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert words in html
    assert "<title>Error:" in html
    assert field == "act" or "Decision 12" in html
    assert roadmap.editions.get().is_open


def test_the_service_refuses_a_validation_without_a_document(party, focal):
    with pytest.raises(Refused, match="Attach the document"):
        validate(roadmap=make.complete(party), act=make.act(document=None), by=focal)


def test_a_document_of_another_kind_is_not_taken_in(party, focal):
    roadmap = make.complete(party)
    with pytest.raises(UploadRefused):
        validate(roadmap=roadmap, act=make.act(document=make.upload(data=b"GIF89a" + b"0" * 50)), by=focal)
    assert roadmap.editions.get().is_open


def test_a_signatory_validates_and_others_do_not(party):
    roadmap = make.complete(party)
    for person in (people.officer(), people.superuser(), people.focal_point(people.country("ZWE"))):
        with pytest.raises(NotAllowed):
            validate(roadmap=roadmap, act=make.act(), by=person)
    assert not validate(roadmap=roadmap, act=make.act(), by=people.signatory(party)).is_open


def test_an_incomplete_roadmap_is_not_validated(party, focal):
    roadmap = make.complete(party)
    Measure.objects.update(lead="")
    with pytest.raises(Refused, match="Name the institution in charge"):
        validate(roadmap=roadmap, act=make.act(), by=focal)


def test_nothing_of_a_validated_edition_is_written_any_more(party, focal, page):
    make.validated(party, focal)
    one = Measure.objects.first()
    form = make.form_of(MEASURES, one, MEASURE) | {"title": "Changed"}
    assert page.post(make.address("measure", one.key), form).status_code == 302
    answer = page.post(make.address("measure", one.key), form, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert "Open the next edition" in answer.json()["text"]
    one.refresh_from_db()
    assert one.title != "Changed"


def test_who_opens_the_page_of_a_measure_after_the_validation_reads_what_to_do(party, focal, page):
    roadmap = make.validated(party, by=focal)
    key = Measure.objects.filter(edition=roadmap.edition).first().key
    answer = page.get(make.address("measure", key), follow=True)
    assert "This edition is validated and no longer changes. Open the next edition to go on." in answer.text


def test_the_next_edition_is_a_copy_whose_measures_and_indicators_keep_their_keys(party, focal, page):
    roadmap = make.validated(party, focal, each=2)
    page.post(make.address("next_edition"))
    page.post(make.address("next_edition"))
    first, second = roadmap.editions.order_by("number")
    assert second.is_open
    assert second.title == first.title
    assert set(second.measures.values_list("key", "title")) == set(first.measures.values_list("key", "title"))
    keys = [
        set(Indicator.objects.filter(measure__edition=edition).values_list("key", flat=True))
        for edition in (first, second)
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) == 4
    roadmap.refresh_from_db()
    assert roadmap.stage == "validated"
    assert roadmap.edition == first


@pytest.mark.parametrize("each", [1, 4])
def test_copying_an_edition_takes_the_same_number_of_queries_however_long_it_is(party, focal, each):
    roadmap = make.validated(party, focal, each=each)
    with CaptureQueriesContext(connection) as captured:
        open_next_edition(roadmap=roadmap, by=focal)
    assert len(captured) == 18


def test_editions_are_compared_by_the_keys_of_their_measures(party, focal, page):
    roadmap = make.validated(party, focal)
    edition = open_next_edition(roadmap=roadmap, by=focal)
    one = edition.measures.get(item__activity="1.1")
    form = make.form_of(MEASURES, one, MEASURE) | {"title": "Measure 1 of 1.1, enlarged"}
    page.post(make.address("measure", one.key), form)
    page.post(make.address("measure_move", one.key), {"to": "2.4"})
    page.post(make.address("measure_add", "1.1"))
    html = page.get(make.address("edition_changes", 1, 2)).content.decode()
    assert "<ins>, enlarged</ins>" in html or "enlarged</ins>" in html
    assert '<th scope="col">Edition 1</th><th scope="col">Edition 2</th>' in html
    row = html.partition('<th scope="row">Title</th>')[2].partition("</tr>")[0]
    assert "enlarged" not in row.partition("</td>")[0]
    assert "Measures moved" in html
    assert "Measure without a title" in html
    assert page.get(make.address("edition_changes", 2, 1)).status_code == 404


def test_a_presentation_is_noted_after_the_validation_only(party, focal):
    on = TODAY()
    with pytest.raises(Refused, match="record the validation first"):
        present(roadmap=make.complete(party), on=on, event="Launch", link="", by=focal)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "2999-01-01"}, "The date is in the future"),
        ({"on": "2020-01-01"}, "before the validation"),
        ({"event": ""}, "Name the event"),
        ({"link": "example"}, "begins with https://"),
    ],
)
def test_a_presentation_that_makes_no_sense_is_refused(party, focal, page, fields, words):
    make.validated(party, focal)
    form = {"on": TODAY().isoformat(), "event": "Launch in Kampala", "link": "https://example.org/launch", **fields}
    answer = page.post(make.address("present"), form)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_presentation_moves_the_stage(party, focal, page):
    roadmap = make.validated(party, focal)
    page.post(make.address("present"), {"on": TODAY().isoformat(), "event": "Launch in Kampala", "link": ""})
    roadmap.refresh_from_db()
    assert (roadmap.stage, roadmap.presented_at) == ("presented", "Launch in Kampala")


def test_a_stage_is_reached_on_the_day_of_its_act_not_on_the_day_it_is_written_down(party, focal, page):
    roadmap = make.validated(party, focal)
    assert roadmap.stage_changed_at.date() == roadmap.edition.validated_on < TODAY()
    page.post(
        make.address("present"), {"on": (TODAY() - timedelta(days=1)).isoformat(), "event": "Launch", "link": ""}
    )
    roadmap.refresh_from_db()
    assert roadmap.stage_changed_at.date() == TODAY() - timedelta(days=1)


def test_a_text_in_another_language_goes_out_of_date_when_the_original_changes(party, focal, page):
    roadmap = make.complete(party)
    edition = open_edition(roadmap)
    page.post(
        make.address("languages"),
        {
            "language": "fr",
            "title": "La culture",
            "vision": "Une vision",
            "state": "translation",
            "document": make.upload(),
        },
    )
    text = EditionText.objects.get()
    assert text.state == "translation"
    assert text.document.name == "decision.pdf"
    form = make.form_of(EDITIONS, edition, BY_CODE["identity"]) | {"title": "Another title"}
    page.post(make.address("section", "identity"), form)
    text.refresh_from_db()
    assert text.state == "outdated"


def test_the_language_of_the_original_has_no_second_text(party, focal):
    edition = open_edition(make.complete(party))
    with pytest.raises(Refused, match="language of the original"):
        save_text(edition=edition, language="en", title="x", vision="", state="translation", document=None, by=focal)


def test_an_officer_verifies_with_evidence_and_both_statuses_stand_side_by_side(party, focal):
    roadmap = make.validated(party, focal)
    one = Measure.objects.first()
    office = make.signed_in(people.officer())
    url = f"/admin/roadmaps/roadmap/uga/measures/{one.key}/"
    assert office.post(url, {"status": "adopted", "evidence": ""}).status_code == 422
    assert office.post(url, {"status": "adopted", "evidence": "Gazette 12 of 3 May 2026"}).status_code == 302
    one.refresh_from_db()
    assert (one.declared, one.verified) == ("planned", "adopted")
    html = make.signed_in(focal).get(make.address("read_edition", 1)).content.decode()
    assert "Declared by the Party" in html
    assert "Gazette 12" in html
    edition = open_next_edition(roadmap=roadmap, by=focal)
    assert edition.measures.get(key=one.key).verified == "adopted"


def test_nobody_verifies_a_party_they_have_a_tie_to_nor_without_being_an_officer(party, focal):
    make.validated(party, focal)
    one = Measure.objects.first()
    tied = people.officer()
    Tie.objects.create(person=tied, country=party)
    for person in (tied, people.superuser(), people.head(), focal):
        with pytest.raises(NotAllowed):
            verify(measure=one, status="done", evidence="x", by=person)


def test_the_documents_of_an_edition_are_for_the_party(party, focal, page):
    make.validated(party, focal)
    assert page.get(make.address("edition_file", 1, "document")).status_code == 200
    assert page.get(make.address("edition_file", 1, "original")).status_code == 404
    other = make.signed_in(people.focal_point(people.country("ZWE")))
    assert other.get(make.address("edition_file", 1, "document")).status_code == 404
