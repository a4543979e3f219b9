"""Clients for tests of signing in."""

import pytest
from django.test import Client


@pytest.fixture
def strict():
    """A client whose forms need a valid token, as in a browser."""
    return Client(enforce_csrf_checks=True)
