import pytest

from knowledge import orders
from portal.search import kept
from tests.reference.fixtures import loaded

__all__ = ["loaded"]


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.clear()
    orders.clear()
    yield
    kept.clear()
    orders.clear()
