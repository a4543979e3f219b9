"""What the web server writes down holds no secret: a private link is kept by nobody but who received it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from gunicorn.config import Config

from portal.access_log import AccessLog

SECRET = "s7UN_g2UBNfQWTxFCNfbpk3MP4L1SKrX"


def written(path):
    config = Config()
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": path, "SERVER_PROTOCOL": "HTTP/1.1", "PATH_INFO": path}
    answer = SimpleNamespace(status="200 OK", sent=0, headers=[])
    return AccessLog(config).atoms(answer, SimpleNamespace(headers=[]), environ, timedelta())["U"]


@pytest.mark.parametrize(
    "path",
    [
        reverse("surveys:form", args=[SECRET]),
        reverse("accounts:invitation", args=[SECRET]),
        reverse("account_reset_password_from_key", args=["1a", SECRET]),
    ],
)
def test_the_secret_of_a_private_link_is_not_written(path):
    assert SECRET not in written(path)
    assert written(path).startswith(path[: path.index("/", 4)])


def test_other_pages_are_written_as_they_are():
    assert written("/fr/practices/un-fonds/") == "/fr/practices/un-fonds/"
