"""The page a private link opens: reading writes nothing, a button sends, nothing typed is lost."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts import throttle
from portal.accounts.services import Refused
from portal.surveys.models import Answer, Link
from portal.surveys.services import revoke
from tests.accounts import factories as people

from .factories import GOOD, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("form")]
EVIL = '<script>alert("x")</script>'


def test_opening_the_link_writes_nothing_sets_no_cookie_and_is_kept_by_nobody(client):
    _link, path = link()
    before = (Link.objects.values().get(), Answer.objects.count())
    with CaptureQueriesContext(connection) as asked:
        page = client.get(path)
    assert page.status_code == 200
    assert not page.cookies
    assert page["Cache-Control"] == "no-store, private"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert b'<meta name="robots" content="noindex">' in page.content
    assert (Link.objects.values().get(), Answer.objects.count()) == before
    assert not [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]


def test_the_page_says_who_reads_and_until_when(client):
    made, path = link()
    text = client.get(path).content.decode()
    assert "A reference about UGA" in text
    assert "The Secretariat reads it, nobody else." in text
    assert "Open until" in text
    assert text.count("<h1>") == 1
    assert made.email not in text


def test_the_address_speaks_its_own_language(client):
    _link, path = link(language="fr")
    text = client.get(path).content.decode()
    assert '<html lang="fr"' in text
    assert "Envoyer les réponses" in text


def test_the_button_stores_the_answers_and_the_page_then_shows_them(client):
    made, path = link()
    sent = client.post(path, GOOD)
    assert (sent.status_code, sent["Location"]) == (302, path)
    page = client.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Thank you." in text
    for words in ("A careful colleague", "English, French", "2012", "The law"):
        assert words in text
    assert "<form" not in text.split("<main")[1]
    made.refresh_from_db()
    assert made.answered_at is not None


def test_no_token_of_a_form_is_needed_and_none_is_lost_to_a_stale_one():
    _link, path = link()
    assert Client(enforce_csrf_checks=True).post(path, GOOD).status_code == 302


def test_what_is_missing_is_told_and_what_was_typed_stands(client):
    _link, path = link()
    page = client.post(path, {**GOOD, "opinion": "", "since": "long ago"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error: " in text
    assert 'role="alert"' in text
    assert 'href="#id_opinion"' in text
    assert 'value="long ago"' in text
    assert 'value="The law"' in text
    assert text.count("checked") == 2
    assert not Answer.objects.exists()


def test_scripts_typed_in_answers_are_text_everywhere(client):
    made, path = link(name=EVIL)
    wrong = {**GOOD, "opinion": EVIL, "since": EVIL, "works-0-title": EVIL}
    assert EVIL not in client.post(path, wrong).content.decode()
    client.post(path, {**wrong, "since": ""})
    text = client.get(path).content.decode()
    assert EVIL not in text
    assert "&lt;script&gt;" in text
    client.force_login(people.officer())
    office = client.get(f"/admin/surveys/link/{made.pk}/change/").content.decode()
    assert EVIL not in office
    assert "&lt;script&gt;" in office


def test_another_row_is_added_without_a_script_and_stores_nothing(client):
    _link, path = link()
    page = client.post(path, {**GOOD, "add_row": "works"})
    text = page.content.decode()
    assert page.status_code == 200
    assert 'name="works-1-title"' in text
    assert "A careful colleague" in text
    assert not Answer.objects.exists()
    assert Link.objects.get().is_open


def test_a_row_marked_is_taken_out_when_sending(client):
    _link, path = link()
    data = {**GOOD, "works-1-title": "Another", "works-1-remove": "1"}
    client.post(path, data)
    assert set(Answer.objects.filter(name__startswith="works").values_list("value", flat=True)) == {"The law"}


def test_a_link_used_twice_stores_once_and_gives_the_second_words_back(client, form):
    _link, path = link()
    client.post(path, GOOD)
    page = client.post(path, {**GOOD, "opinion": "A second opinion"})
    text = page.content.decode()
    assert page.status_code == 410
    assert 'role="alert"' in text
    assert "A second opinion" in text
    assert "A careful colleague" in text
    assert Answer.objects.filter(name="opinion").count() == 1
    assert len(form.told) == 1


def test_a_button_pressed_twice_leads_to_the_same_thanks(client, form):
    _link, path = link()
    for _press in range(2):
        assert client.post(path, GOOD)["Location"] == path
    assert Answer.objects.filter(name="opinion").count() == 1
    assert len(form.told) == 1


def test_a_link_after_a_year_says_what_to_do(client):
    _link, path = link()
    Link.objects.update(expires_at=timezone.now() - timedelta(days=305))
    page = client.get(path)
    assert page.status_code == 410
    assert "write to the Secretariat" in page.content.decode()


def test_words_sent_after_the_day_are_given_back(client):
    _link, path = link()
    Link.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    page = client.post(path, GOOD)
    text = page.content.decode()
    assert page.status_code == 410
    assert "A careful colleague" in text
    assert "The law" in text
    assert "English, French" in text
    assert not Answer.objects.exists()


def test_a_link_taken_back_says_that_no_answer_is_needed(client):
    made, path = link()
    revoke(link=made, by=None)
    page = client.get(path)
    assert page.status_code == 410
    assert "no answer is needed any more" in page.content.decode()
    assert client.post(path, GOOD).status_code == 410


def test_after_its_day_an_answered_link_shows_the_answers_to_nobody(client):
    _link, path = link()
    client.post(path, GOOD)
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    page = client.get(path)
    assert page.status_code == 410
    assert "A careful colleague" not in page.content.decode()


def test_an_unknown_link_says_what_to_do(client):
    page = client.get("/en/survey/not-a-token/")
    assert page.status_code == 404
    assert "Copy the whole address" in page.content.decode()
    assert client.post("/en/survey/not-a-token/", GOOD).status_code == 404


def test_the_reason_of_the_app_is_shown(client, form):
    _link, path = link()
    form.against = "The selection is over."
    page = client.get(path)
    assert page.status_code == 410
    assert "The selection is over." in page.content.decode()


def test_a_form_whose_app_is_gone_asks_nothing(client, monkeypatch):
    from portal.surveys import ports

    _link, path = link()
    monkeypatch.setattr(ports, "_known", {})
    assert client.get(path).status_code == 410
    assert client.post(path, GOOD).status_code == 410


def test_what_the_app_refuses_while_sending_is_told_beside_the_words(client, form):
    _link, path = link()
    form.raises = Refused("The list is full.")
    page = client.post(path, GOOD)
    text = page.content.decode()
    assert page.status_code == 422
    assert "The list is full." in text
    assert "A careful colleague" in text
    assert not Answer.objects.exists()


def test_guessing_is_stopped_and_known_links_are_not_counted(client, monkeypatch):
    monkeypatch.setattr(throttle, "MOST", 3)
    cache.clear()
    _link, path = link()
    for _visit in range(5):
        assert client.get(path).status_code == 200
    for number in range(3):
        assert client.get(f"/en/survey/guess{number}/").status_code == 404
    page = client.get(path)
    assert page.status_code == 429
    assert "Wait ten minutes" in page.content.decode()


def test_the_page_takes_few_queries(client, django_assert_max_num_queries):
    _link, path = link()
    client.get(path)
    with django_assert_max_num_queries(5):
        client.get(path)


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_send_at_once_store_once(form):
    _link, path = link()
    start, answers = threading.Barrier(2), []

    def send(opinion):
        start.wait()
        try:
            answers.append(Client().post(path, {**GOOD, "opinion": opinion}).status_code)
        finally:
            connection.close()

    windows = [threading.Thread(target=send, args=[opinion]) for opinion in ("One", "Two")]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(answers) == [302, 410]
    assert Answer.objects.filter(name="opinion").count() == 1
    assert len(form.told) == 1
