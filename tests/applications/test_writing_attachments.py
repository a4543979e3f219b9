"""Files joined to an application: kinds, limits, and who opens them."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import states
from applications.models import Attachment
from applications.services import attachments
from applications.services.transition import Refused
from portal.documents.models import StoredFile
from tests.accounts import factories as people

from .factories import PDF_BYTES, complete_application, open_call
from .writing import address, section_url, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


@pytest.fixture
def draft(focal):
    file = complete_application(focal.memberships.get().country, open_call(), by=focal)
    file.current_version.attachments.all().delete()
    return file


def send(focal, draft, name="letter.pdf", content=PDF_BYTES, **more):
    data = {"kind": "signed_letter", "title": "Letter", "file": SimpleUploadedFile(name, content), **more}
    return signed_in(focal).post(section_url(draft, "attachments"), data)


def test_a_file_is_kept_listed_and_read_back_as_a_download(focal, draft):
    assert send(focal, draft).status_code == 302
    attachment = Attachment.objects.get()
    page = signed_in(focal).get(section_url(draft, "attachments")).content.decode()
    assert "Letter" in page
    response = signed_in(focal).get(address(draft, "attachment", attachment.code))
    assert b"".join(response.streaming_content) == PDF_BYTES
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def zip_bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("page.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("empty.pdf", b""),
        ("letter.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_words(focal, draft, name, content):
    response = send(focal, draft, name, content)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.filter(purpose=attachments.PURPOSE, uploaded_by=focal).exists()


def test_a_zip_bomb_is_refused(focal, draft):
    assert send(focal, draft, "plan.xlsx", zip_bomb()).status_code == 422
    assert not Attachment.objects.exists()


def test_a_file_over_the_limit_is_refused(focal, draft, settings):
    settings.MAX_UPLOAD_BYTES = 1000
    response = send(focal, draft, content=PDF_BYTES + b" " * 2000)
    assert response.status_code == 422
    assert not Attachment.objects.exists()


def test_a_name_with_parts_of_a_path_is_cleaned(focal, draft):
    send(focal, draft, "../../etc/passwd\x00.pdf")
    name = Attachment.objects.get().stored_file.name
    assert "/" not in name
    assert ".." not in name


def test_a_forged_kind_is_refused(focal, draft):
    assert send(focal, draft, kind="secret").status_code == 422
    with pytest.raises(Refused):
        attachments.attach(
            application=draft, upload=SimpleUploadedFile("a.pdf", PDF_BYTES), kind="secret", title="", by=focal
        )


def test_no_file_chosen_is_told(focal, draft):
    response = signed_in(focal).post(section_url(draft, "attachments"), {"kind": "annex"})
    assert response.status_code == 422
    assert "Choose a file." in response.content.decode()


def test_there_is_a_greatest_number_of_files(focal, draft, monkeypatch):
    monkeypatch.setattr(attachments, "MOST", 1)
    send(focal, draft)
    assert send(focal, draft).status_code == 422
    assert Attachment.objects.count() == 1


def test_a_file_is_removed_with_its_bytes(focal, draft, django_capture_on_commit_callbacks):
    send(focal, draft)
    attachment = Attachment.objects.get()
    path = attachment.stored_file.file.path
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(focal).post(address(draft, "remove_file", attachment.code))
    assert not Attachment.objects.exists()
    attachment.stored_file.refresh_from_db()
    assert attachment.stored_file.removed
    from pathlib import Path

    assert not Path(path).exists()


def test_removing_by_get_is_not_possible(focal, draft):
    send(focal, draft)
    code = Attachment.objects.get().code
    assert signed_in(focal).get(address(draft, "remove_file", code)).status_code == 405
    assert Attachment.objects.exists()


def test_nobody_but_the_party_opens_it_here(focal, draft):
    send(focal, draft)
    url = address(draft, "attachment", Attachment.objects.get().code)
    for person in (people.focal_point(people.country("ZWE")), people.officer(), people.superuser()):
        assert signed_in(person).get(url).status_code == 404


def test_the_code_of_a_file_of_another_application_is_not_found(focal, draft):
    send(focal, draft)
    code = Attachment.objects.get().code
    other = people.focal_point(people.country("ZWE"))
    theirs = complete_application(people.country("ZWE"), draft.call, by=other)
    assert signed_in(other).get(address(theirs, "attachment", code)).status_code == 404
    signed_in(other).post(address(theirs, "remove_file", code))
    assert Attachment.objects.filter(code=code).exists()


def test_a_sent_file_takes_no_more_attachments(focal):
    file = complete_application(focal.memberships.get().country, open_call(), states.SUBMITTED, by=focal)
    send(focal, file)
    signed_in(focal).post(address(file, "remove_file", "LETTER1"))
    assert [row.code for row in Attachment.objects.all()] == ["LETTER1"]
