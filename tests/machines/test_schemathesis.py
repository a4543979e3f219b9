"""Every operation of the OpenAPI document, asked with what it allows and with what it does not."""

import pytest
import schemathesis
from django.core import signals
from django.core.cache import cache
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as properties

from portal.api import document
from portal.wsgi import application
from tests.knowledge import factories as make

EXAMPLES = 12


def _served(environ, start_response):
    """The portal as a server hands a request to it, uncompressed."""
    environ = {**environ, "REMOTE_ADDR": "127.0.0.1"}
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return application(environ, start_response)


@pytest.fixture
def _one_connection():
    """The requests of this test share its transaction, as those of Django's own test client do."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_one_connection")
def test_no_operation_fails_whatever_it_is_asked(loaded, settings):
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    cache.clear()
    make.published()
    schema = schemathesis.openapi.from_dict(document())
    schema.app = _served
    asked = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in schemathesis.GenerationMode:
            strategy = operation.as_strategy(generation_mode=mode)

            @properties(
                max_examples=EXAMPLES,
                deadline=None,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            )
            @given(case=strategy)
            def ask(case):
                nonlocal asked
                asked += 1
                case.call_and_validate()

            ask()
    assert asked > 100
