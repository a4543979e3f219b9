"""The whole reference data, loaded once for a module of tests and taken back after it."""

import pytest
from django.db import transaction

from portal.reference import cache
from portal.reference.services import load_reference


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Countries and vocabulary as the files have them; each test's own changes are rolled back as usual."""
    with django_db_blocker.unblock(), transaction.atomic():
        report = load_reference()
        cache.clear()
        yield report
        transaction.set_rollback(True)
    cache.clear()
