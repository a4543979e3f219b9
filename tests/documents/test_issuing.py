import hashlib

import pytest

from portal.documents.models import IssuedDocument, StoredFile
from portal.documents.services import issue_document
from tests.accounts.factories import UserFactory
from tests.documents import factories as f

pytestmark = pytest.mark.django_db


def issue(target=None, **given) -> IssuedDocument:
    values = {
        "kind": "letter", "title": "Letter of decision", "reference": "DCE-2026-UGA-001/L1", "language": "en",
        "build": lambda code: f.PDF + code.encode(), "target": target,
    }  # fmt: skip
    return issue_document(**{**values, **given})


def test_the_code_is_in_the_file_and_the_hash_is_of_the_file():
    issued = issue(UserFactory())
    data = issued.stored_file.open().read()
    assert issued.printed_code.encode() in data
    assert issued.sha256 == hashlib.sha256(data).hexdigest() == issued.stored_file.sha256
    assert len(issued.code) == 10
    assert issued.stored_file.name == "DCE-2026-UGA-001_L1.pdf" or issued.stored_file.name == "L1.pdf"


def test_a_newer_one_replaces_the_older_of_the_same_kind_and_language():
    target = UserFactory()
    first, french = issue(target), issue(target, language="fr")
    other = issue(target, kind="receipt")
    second = issue(target)
    for each in (first, french, other):
        each.refresh_from_db()
    assert first.superseded_by == second
    assert french.superseded_by is None
    assert other.superseded_by is None


def test_with_a_key_a_document_is_issued_once():
    first = issue(key="letter-7-en")
    built = []
    again = issue(key="letter-7-en", build=lambda code: built.append(code) or f.PDF)
    assert again == first
    assert built == []


def test_two_workers_with_one_key_issue_one_document_and_leave_no_file(settings):
    def build(code: str) -> bytes:
        issue(key="letter-8-en")
        return f.PDF + b"late"

    issued = issue(key="letter-8-en", build=build)
    assert IssuedDocument.objects.count() == 1
    assert StoredFile.objects.get() == issued.stored_file
    assert b"late" not in issued.stored_file.open().read()
