"""Counting what an address does, on the cache of the embedded default."""

import time
from datetime import UTC, datetime

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends import db
from django.test import RequestFactory

from portal.accounts import throttle

pytestmark = pytest.mark.django_db


class Clock:
    """The time the cache of the database reads."""

    def __init__(self) -> None:
        self.now_at = time.time()

    def time(self) -> float:
        return self.now_at

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.now_at, UTC)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    for name in ("django.core.cache.backends.base.time", "django.core.cache.backends.db.tz_now"):
        monkeypatch.setattr(name, clock if name.endswith("time") else clock.now)
    cache.clear()
    yield clock
    cache.clear()


OURS = isinstance(caches["default"], db.DatabaseCache)


@pytest.mark.skipif(not OURS, reason="the other cache keeps its own time")
def test_the_window_ends_so_long_after_the_first_count_however_often_it_is_counted(clock):
    request = RequestFactory().get("/")
    for _minute in range(9):
        throttle.count(request, "guess", seconds=600)
        clock.now_at += 60
    assert throttle.blocked(request, "guess", most=9)
    assert not throttle.blocked(request, "guess", most=10)
    clock.now_at += 61
    assert not throttle.blocked(request, "guess", most=1)
    throttle.count(request, "guess", seconds=600)
    assert throttle.blocked(request, "guess", most=1)
    assert not throttle.blocked(request, "guess", most=2)


def test_another_act_or_another_address_has_a_number_of_its_own():
    cache.clear()
    request, other = RequestFactory().get("/"), RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    throttle.count(request, "guess")
    assert throttle.blocked(request, "guess", most=1)
    assert not throttle.blocked(request, "letter", most=1)
    assert not throttle.blocked(other, "guess", most=1)
