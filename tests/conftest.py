"""What every test has: a data folder of its own, and no page kept from the test before."""

import gc
import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as properties

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The system's Chromium, one for all: a second driver in one process is refused."""
    from playwright.sync_api import sync_playwright

    # The driver runs a loop of its own in this thread, and Django would refuse the database beside it.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


def pytest_configure(config):
    """The folder of collected static files exists (it is empty: tests find files where they are)."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    _own_cache(settings)
    # A busy machine makes examples slowly; that says nothing about the property.
    properties.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    properties.load_profile("portal")


def pytest_collection_finish(session):
    """Thousands of collected tests never become garbage: looking through them again and again takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _own_cache(settings):
    """Each parallel process counts and forgets in a Redis database of its own: `clear()` empties a whole one."""
    number = re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", ""))
    address = settings.CACHES["default"]["LOCATION"]
    if number and address.startswith(("redis://", "rediss://")):
        base = re.sub(r"(?<=[^/])/\d*$", "", address)
        settings.CACHES["default"]["LOCATION"] = f"{base}/{1 + int(number) % 15}"


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Files, mails and job results of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """The page store and the vocabulary kept in this process start empty."""
    from portal.reference import cache as vocabulary
    from portal.ui import pages

    pages.store.clear()
    pages.shelf.clear()
    vocabulary.clear()
    yield
    pages.store.clear()
    pages.shelf.clear()
    vocabulary.clear()
    try:
        cache.clear()
    except Exception:  # the test had no database
        return
