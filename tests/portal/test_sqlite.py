import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.mark.django_db
def test_a_new_connection_does_not_ask_for_the_write_lock_before_it_reads():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL readers wait for nobody")
    with connection.copy().temporary_connection() as cursor:
        fresh = cursor.db
        with CaptureQueriesContext(fresh) as asked:
            assert fresh.features.has_json_object_function
    assert not asked.captured_queries
