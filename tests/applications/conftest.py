"""What tests of the applications floor share."""

import pytest

from portal.reference import cache

from .vocabulary import small_vocabulary


@pytest.fixture
def vocabulary(db):
    """The lists that forms use."""
    small_vocabulary()
    yield
    cache.clear()
