import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from portal.accounts import throttle
from portal.documents.models import StoredFile
from tests.accounts.factories import UserFactory
from tests.documents import factories as f
from tests.documents.test_issuing import issue

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["en", "fr"])
def address(request) -> str:
    with translation.override(request.param):
        return reverse("documents:verify")


ENGLISH = "/en/verify/"


def seen(answer) -> str:
    """The page; a long hash may break inside."""
    return answer.content.decode().replace("<wbr>", "")


def test_the_page_is_public_and_may_be_kept(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content


def test_a_code_is_found_however_it_is_typed_and_shows_nothing_personal(client, address):
    person = UserFactory(name="Althea Brown")
    issued = issue(person, by=person)
    for typed in (issued.printed_code, issued.code.lower(), f" {issued.code[:4]} {issued.code[4:]} "):
        answer = client.get(address, {"code": typed})
        text = seen(answer)
        assert issued.sha256 in text
        assert "Letter of decision" in text
        assert "DCE-2026-UGA-001/L1" in text
        assert "Althea" not in text
        assert person.email not in text
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies


def test_an_unknown_code_says_so_and_how_to_read_it(client):
    answer = client.get(ENGLISH, {"code": "7KQ4-M2XR-9D"})
    assert answer.status_code == 200
    assert "issued no document with the code 7KQ4-M2XR-9D" in seen(answer)


@pytest.mark.parametrize("typed", ["", "   ", "x" * 5000])
def test_a_code_that_is_none_is_an_error_beside_its_field(client, typed):
    text = client.get(ENGLISH, {"code": typed}).content.decode()
    assert "<title>Error: Verify a document" in text
    assert 'role="alert"' in text
    assert 'href="#id_code"' in text


def test_what_is_typed_is_shown_as_text(client):
    text = client.get(ENGLISH, {"code": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in text


def test_the_very_file_is_recognised_and_not_kept(client, address):
    issued = issue()
    data = issued.stored_file.open().read()
    answer = client.post(address, {"file": SimpleUploadedFile("renamed.pdf", data)})
    assert issued.sha256 in seen(answer)
    assert issued.printed_code in seen(answer)
    assert not answer.cookies
    assert StoredFile.objects.count() == 1


def test_one_sign_changed_and_the_file_is_another(client):
    data = issue().stored_file.open().read()
    text = client.post(ENGLISH, {"file": SimpleUploadedFile("x.pdf", data + b" ")}).content.decode()
    assert "never issued this file" in text


def test_no_csrf_field_is_needed():
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ENGLISH, {"file": SimpleUploadedFile("x.pdf", f.PDF)}).status_code == 200


def test_a_file_over_the_limit_is_cut_off_with_a_message(client, settings):
    settings.MAX_UPLOAD_BYTES = 1_000
    opened = io.BytesIO(b"%PDF" * 1_000)
    opened.name = "big.pdf"
    text = client.post(ENGLISH, {"file": opened}).content.decode()
    assert "larger than any document" in text
    assert 'href="#id_file"' in text


def test_a_request_far_over_the_limit_is_an_error_and_no_crash(client, settings):
    settings.MAX_UPLOAD_BYTES = 10
    opened = io.BytesIO(b"%PDF" * 1_000)
    opened.name = "big.pdf"
    answer = client.post(ENGLISH, {"file": opened})
    assert answer.status_code == 200
    assert "Choose the PDF to compare" in seen(answer)


def test_no_file_is_an_error_beside_its_field(client):
    assert "Choose the PDF to compare" in client.post(ENGLISH).content.decode()


def test_a_replaced_document_says_so(client):
    target = UserFactory()
    first = issue(target)
    issue(target)
    assert "A newer version replaced it" in seen(client.get(ENGLISH, {"code": first.code}))


def test_guessing_is_stopped_and_what_exists_is_not_counted(client, monkeypatch):
    monkeypatch.setattr(throttle, "MOST", 3)
    issued = issue()
    for _attempt in range(5):
        assert client.get(ENGLISH, {"code": issued.code}).status_code == 200
    for number in range(3):
        assert client.get(ENGLISH, {"code": f"22222222{number + 3}2"}).status_code == 200
    answer = client.get(ENGLISH, {"code": issued.code})
    assert answer.status_code == 429
    assert "Too many attempts" in seen(answer)
    assert client.post(ENGLISH, {"file": SimpleUploadedFile("x.pdf", f.PDF)}).status_code == 429
    assert client.get(ENGLISH).status_code == 200


def test_looking_a_code_up_takes_few_queries(client, django_assert_max_num_queries):
    issued = issue()
    client.get(ENGLISH, {"code": issued.code})
    with django_assert_max_num_queries(4):
        client.get(ENGLISH, {"code": issued.code})
