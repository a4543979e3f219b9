"""What tests of this floor share."""

import pytest

from portal.reference import cache
from tests.applications.vocabulary import small_vocabulary


@pytest.fixture
def vocabulary(db):
    """The lists that forms and the matching use."""
    small_vocabulary()
    yield
    cache.clear()
