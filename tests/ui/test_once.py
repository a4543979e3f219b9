"""A form sent twice makes one thing, whatever the browser, the line or the person does."""

import re
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.ui import once
from roadmaps.models import ThreadMessage
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary
from tests.roadmaps import factories_assistance as assist

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """The messages of an assistance, in a browser of its focal point whose forms are checked."""
    cache.clear()
    small_vocabulary()
    assistance = assist.planned()
    client = Client(enforce_csrf_checks=True)
    focal = people.focal_point(assistance.country)
    client.force_login(focal, backend="portal.accounts.backends.PortalBackend")
    yield SimpleNamespace(client=client, url=reverse("roadmaps:thread", args=[assistance.reference]))
    cache.clear()


def written(page, text="The venue is booked."):
    """The fields of the form of a page that is opened now."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.client.get(page.url).content.decode())
    return {"text": text, "csrfmiddlewaretoken": found[1]}


def test_a_form_sent_twice_is_acted_upon_once_and_leads_to_the_same_page(page):
    fields = written(page)
    answers = [page.client.post(page.url, fields) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert ThreadMessage.objects.count() == 1


def test_the_same_words_from_a_page_opened_anew_are_a_second_wish(page):
    page.client.post(page.url, written(page))
    page.client.post(page.url, written(page))
    assert ThreadMessage.objects.count() == 2


def test_other_words_in_the_same_form_are_a_second_wish(page):
    fields = written(page)
    page.client.post(page.url, fields)
    page.client.post(page.url, {**fields, "text": "The venue is too small."})
    assert ThreadMessage.objects.count() == 2


def test_a_form_that_came_back_with_errors_is_read_anew(page):
    fields = written(page, text=" ")
    assert [page.client.post(page.url, fields).status_code for _click in range(2)] == [422, 422]


def test_the_second_waits_for_the_first_and_is_led_where_that_one_led(page, monkeypatch):
    fields = written(page)
    cache.set("once:first", once.AT_WORK)
    monkeypatch.setattr(once, "form_key", lambda _request: "once:first")
    monkeypatch.setattr(once.time, "sleep", lambda _seconds: cache.set("once:first", "/en/workspace/"))
    answer = page.client.post(page.url, fields)
    assert (answer.status_code, answer["Location"]) == (302, "/en/workspace/")
    assert not ThreadMessage.objects.exists()


def test_what_is_typed_is_kept_while_the_cache_is_away(page, monkeypatch):
    fields = written(page)

    def away(*_args):
        raise ConnectionError

    monkeypatch.setattr(once.cache, "add", away)
    monkeypatch.setattr(once.cache, "get", away)
    assert page.client.post(page.url, fields).status_code == 302
    assert ThreadMessage.objects.count() == 1
