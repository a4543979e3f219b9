"""Public pages: kept by anyone, correct at once after a change, and nobody's state in them."""

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from portal.ui import pages
from portal.ui.pages import PageStoreMiddleware, bump_content, content_version, public_page, shelf

pytestmark = pytest.mark.django_db(transaction=True)


class Site:
    """A site of one public page that counts how often it is rendered."""

    def __init__(self, text="Text", status=200, cookie=False):
        self.rendered, self.text, self.status, self.cookie = 0, text, status, cookie
        self.middleware = PageStoreMiddleware(self.view)

    def view(self, request):
        return public_page(self.render)(request)

    def render(self, request):
        self.rendered += 1
        response = HttpResponse(f"{self.text} {self.rendered}", status=self.status)
        if self.cookie:
            response.set_cookie("reader", "ana")
        response["Vary"] = "Cookie, Accept-Language"
        return response

    def get(self, path="/en/", method="get", **headers):
        return self.middleware(getattr(RequestFactory(), method)(path, **headers))


def test_the_same_page_is_rendered_once():
    site = Site()
    assert site.get().content == b"Text 1"
    assert site.get().content == b"Text 1"
    assert site.rendered == 1


def test_another_address_is_another_page():
    site = Site()
    assert site.get("/en/?q=a").content != site.get("/en/?q=b").content


def test_a_change_of_content_is_seen_at_once():
    site = Site()
    site.get()
    bump_content()
    assert site.get().content == b"Text 2"


def test_a_change_during_the_rendering_is_not_missed():
    site = Site()
    real = site.render

    def render(request):
        response = real(request)
        if site.rendered == 1:
            bump_content()  # somebody corrects the data while this page is being made
        return response

    site.render = render
    site.get()
    assert site.get().content == b"Text 2"


def test_a_kept_page_costs_one_query(django_assert_num_queries):
    site = Site()
    site.get()
    with django_assert_num_queries(1):
        site.get()


def test_a_page_that_depends_on_the_clock_is_made_anew_after_a_minute(monkeypatch):
    site = Site()
    site.get()
    now = pages.time.monotonic()
    monkeypatch.setattr(pages.time, "monotonic", lambda: now + 61)
    assert site.get().content == b"Text 2"


def test_a_reader_who_has_the_page_gets_304_without_a_body():
    site = Site()
    etag = site.get()["ETag"]
    answer = site.get(HTTP_IF_NONE_MATCH=etag)
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_head_has_the_headers_of_the_page_and_no_body():
    site = Site()
    site.get()
    answer = site.get(method="head")
    assert (answer.status_code, answer.content, answer["Content-Length"]) == (200, b"", "6")


def test_a_304_is_right_even_when_the_page_must_be_rendered_first():
    one, two = Site("Same"), Site("Same")
    etag = one.get()["ETag"]
    pages.store.clear()
    assert two.get(HTTP_IF_NONE_MATCH=etag).status_code == 304


def test_another_text_has_another_etag():
    site = Site()
    first = site.get()["ETag"]
    bump_content()
    assert site.get()["ETag"] != first


def test_a_public_page_sets_no_cookie_and_varies_on_compression_only():
    answer = Site(cookie=True).get()
    assert not answer.cookies
    assert answer["Vary"] == "Accept-Encoding"
    assert answer["Cache-Control"] == "public, max-age=60"


def test_an_error_is_not_kept():
    site = Site(status=404)
    site.get()
    site.get()
    assert site.rendered == 2


def test_a_post_passes_by_the_store():
    site = Site()
    site.get(method="post")
    site.get(method="post")
    assert site.rendered == 2


def test_the_store_forgets_the_page_used_longest_ago(settings):
    settings.PAGE_STORE_ENTRIES = 2
    site = Site()
    for path in ("/en/?1", "/en/?2", "/en/?3"):
        site.get(path)
    assert site.rendered == 3
    site.get("/en/?3")
    assert site.rendered == 3
    site.get("/en/?1")
    assert site.rendered == 4


def test_plain_http_is_not_answered_from_the_store_where_https_is_asked_for(settings):
    site = Site()
    site.get()
    settings.SECURE_SSL_REDIRECT = True
    site.get()
    assert site.rendered == 2


def test_the_version_grows_with_each_change():
    before = content_version()
    bump_content()
    bump_content()
    assert content_version() == before + 2


def test_a_change_that_is_rolled_back_does_not_count():
    before = content_version()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        bump_content()
        raise ZeroDivisionError
    assert content_version() == before


def test_what_pages_share_is_worked_out_once_until_content_changes():
    made = []
    for _time in range(2):
        shelf.get("figures", lambda: made.append(1))
    bump_content()
    shelf.get("figures", lambda: made.append(1))
    assert len(made) == 2


def test_a_connection_lost_in_between_is_made_anew():
    bump_content()
    before, lost = content_version(), []

    def once(execute, *arguments):
        """The database has closed the connection: the first question fails."""
        if not lost:
            lost.append(1)
            raise OperationalError("the connection is closed")
        return execute(*arguments)

    with connection.execute_wrapper(once):
        assert content_version() == before
    assert lost == [1]
