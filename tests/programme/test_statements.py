"""What the portal says of itself."""

import pytest

from portal.reference.models import Term
from portal.reference.services import save_correction

pytestmark = pytest.mark.django_db


def test_periods_of_retention_are_those_of_the_vocabulary(loaded, client):
    assert "24 months" in client.get("/en/privacy/").content.decode()
    term = Term.objects.get(list="retention", code="draft")
    term.data = {"months": 36}
    save_correction(record=term, by=None)
    from portal.ui import pages

    pages.store.clear()
    text = client.get("/en/privacy/").content.decode()
    assert "36 months" in text
    assert "7 days" in text
    assert "proposals, to be adopted by the Secretariat" in text


def test_an_address_is_given_when_there_is_one_to_write_to(loaded, client, settings):
    settings.DEFAULT_FROM_EMAIL = "Programme <help@unesco.example>"
    assert 'href="mailto:help@unesco.example"' in client.get("/en/accessibility/").content.decode()


def test_no_address_is_given_that_nobody_reads(loaded, client, settings):
    settings.DEFAULT_FROM_EMAIL = "Programme <portal@localhost>"
    assert "mailto:" not in client.get("/en/privacy/").content.decode()
