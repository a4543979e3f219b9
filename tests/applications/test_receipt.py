"""The receipt and the application on paper: made by jobs, once, read back from the PDF."""

import io

import pytest
from pypdf import PdfReader

from applications import receipt, states
from applications.models import Application
from applications.services.submission import submit
from portal.documents import pdf
from portal.documents.jobs import JobRefused
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import JobNotAllowed, running
from tests.accounts import factories as people

from .factories import complete_application, open_call
from .writing import address, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("vocabulary"),
    pytest.mark.skipif(not pdf.available(), reason="PDFs are switched off on this machine"),
]


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


@pytest.fixture
def draft(focal):
    return complete_application(focal.memberships.get().country, open_call(), by=focal)


def text_of(data):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def result_of(job):
    running.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.failure
    with job.result.open() as stream:
        return stream.read()


@pytest.mark.parametrize(("language", "words"), [("en", "Receipt of an application"), ("fr", "")])
def test_the_receipt_says_who_sent_what_when_and_carries_its_code(focal, draft, language, words):
    sent = submit(application=draft, by=focal)
    job = receipt.request(application=sent, by=focal, language=language)
    text = text_of(result_of(job))
    issued = IssuedDocument.objects.get(language=language)
    assert sent.reference in text
    assert issued.printed_code in text
    assert draft.current_version.lead_institution in text
    assert words in text
    assert "2.1" in text


def test_the_same_receipt_is_never_issued_twice(focal, draft):
    sent = submit(application=draft, by=focal)
    for _time in range(2):
        result_of(receipt.request(application=sent, by=focal, language="fr"))
    assert IssuedDocument.objects.filter(language="fr").count() == 1


def test_a_draft_has_no_receipt(focal, draft):
    job = receipt.request(application=draft, by=focal)
    running.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert signed_in(focal).post(address(draft, "paper", "receipt")).status_code == 404


def test_the_whole_application_is_read_back_from_its_pdf(focal, draft):
    version = draft.current_version
    type(version).objects.filter(pk=version.pk).update(context="Musique à Kampala — 4 % ديباجة 文化")
    job = receipt.request_application(application=draft, version=version, by=focal, language="en")
    text = text_of(result_of(job))
    assert "Musique à Kampala" in text
    assert "文化" in text
    assert "draft, not sent" in text
    for words in ("Partner 2", "Workshop 1", "2\u202f700"):
        assert " ".join(words.split()) in text


def test_asking_leads_to_the_page_of_the_job_and_a_second_click_to_the_same(focal, draft):
    client = signed_in(focal)
    first, second = (client.post(address(draft, "paper", "application")) for _press in range(2))
    assert first["Location"] == second["Location"] == Job.objects.get().get_absolute_url()


def test_only_the_party_and_after_submission_the_secretariat_may_have_it(focal, draft):
    version = draft.current_version
    for person in (people.newcomer(), people.officer(), people.focal_point(people.country("ZWE"))):
        with pytest.raises(JobNotAllowed):
            receipt.request_application(application=draft, version=version, by=person, language="en")
    Application.objects.filter(pk=draft.pk).update(
        state=states.SUBMITTED, reference="DCE-2026-UGA-009", submitted_at=draft.created_at
    )
    draft.refresh_from_db()
    assert receipt.request_application(application=draft, version=version, by=people.officer(), language="en")


def test_a_paper_that_does_not_exist_is_not_found(focal, draft):
    client = signed_in(focal)
    assert client.post(address(draft, "paper", "poster")).status_code == 404
    assert client.post(address(draft, "paper", "application"), {"version": "7"}).status_code == 404
    assert client.get(address(draft, "paper", "application")).status_code == 405


def test_a_job_whose_file_is_gone_says_so(focal, draft):
    job = receipt.request_application(application=draft, version=draft.current_version, by=focal, language="en")
    context = type("Context", (), {"target": None, "params": {}, "language": "en"})()
    with pytest.raises(JobRefused):
        receipt.build_application(context)
    assert job.active
