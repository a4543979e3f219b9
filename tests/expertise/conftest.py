"""What tests of the Expert Facility share."""

import pytest

from portal.reference import cache

from .person import vocabulary as make_vocabulary


@pytest.fixture
def vocabulary(db):
    """The lists that forms and pages use."""
    make_vocabulary()
    yield
    cache.clear()
