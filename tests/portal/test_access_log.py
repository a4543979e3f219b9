"""What the web server writes down holds no secret: a private link is kept by nobody but who received it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import reverse
from gunicorn.config import Config

from portal.access_log import AccessLog
from portal.secrets_hidden import WithoutSecrets, hidden_in_event

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


@pytest.mark.django_db
def test_a_warning_about_a_private_link_does_not_carry_its_secret(client, caplog):
    caplog.handler.addFilter(WithoutSecrets())
    address = reverse("surveys:form", args=[SECRET])
    assert client.get(address).status_code == 404
    (warning,) = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert warning == f"Not Found: {address.replace(SECRET, '-')}"


def test_every_handler_of_the_log_hides_secrets():
    assert all("secrets" in handler["filters"] for handler in settings.LOGGING["handlers"].values())


def test_an_error_told_to_the_service_that_gathers_them_does_not_carry_a_secret():
    event = {"request": {"url": f"https://portal.example/fr/survey/{SECRET}/"}}
    assert SECRET not in str(hidden_in_event(event, None))


def test_other_pages_are_written_as_they_are():
    assert written("/fr/practices/un-fonds/") == "/fr/practices/un-fonds/"
