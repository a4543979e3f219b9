"""The read-only interface for programs."""

import re

import pytest
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import gettext

from portal.api import document
from portal.ui.pages import bump_content
from tests.accounts import factories as people
from tests.applications import factories as applications
from tests.knowledge import factories as make
from tests.roadmaps import factories_national as national

pytestmark = pytest.mark.django_db


def ask(client, path, **headers):
    return client.get(f"/api/v1/{path}", headers=headers)


def test_a_practice_is_found_by_its_words_and_filters(client, loaded):
    entry = make.published(title="A fund for podcasts")
    found = ask(client, "practices/?q=podcasts&activity=1.1&country=uga").json()
    assert (found["count"], found["results"][0]["slug"]) == (1, entry.slug)
    assert found["facets"]["country"] == {"UGA": 1}
    assert ask(client, "practices/?q=podcasts&country=GEO").json()["count"] == 0


def test_an_entry_is_given_whole_in_every_language(client, loaded):
    entry = make.published()
    make.translated(entry, "fr", title="Un observatoire")
    found = ask(client, f"practices/{entry.slug}/?lang=fr").json()
    assert [text["language"] for text in found["texts"]] == ["en", "fr"]
    assert found["texts"][1]["title"] == "Un observatoire"
    assert found["url"].endswith(f"/fr/practices/{entry.slug}/")
    assert found["cost_usd"] == "120000"


def test_a_draft_and_a_withdrawn_entry_are_not_there(client, loaded):
    make.draft()
    assert ask(client, "practices/").json()["count"] == 0


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=nothing", ["kind"]),
        ("foo=1&activity=9.9&sort=luck", ["foo", "activity", "sort"]),
        ("year=20x4", ["year"]),
        ("country=", ["country"]),
        ("page=0", ["page"]),
        ("size=1000", ["size"]),
        ("lang=xx", ["lang"]),
        ("page=1&page=2", ["page"]),
    ],
)
def test_a_wrong_parameter_is_named(client, loaded, query, names):
    answer = ask(client, f"practices/?{query}")
    assert answer.status_code == 400
    assert [error["name"] for error in answer.json()["errors"]] == names


@pytest.mark.parametrize(
    "path", ["countries", "roadmaps", "measures", "activities", "calls", "register", "programme/figures"]
)
def test_every_list_refuses_what_it_does_not_know(client, loaded, path):
    answer = ask(client, f"{path}/?colour=blue")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["name"] == "colour"


def test_words_longer_than_a_name_are_refused_not_left_out(client, loaded):
    answer = ask(client, f"countries/?q={'a' * 101}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["name"] == "q"


def test_pages_follow_one_another(client, loaded):
    first = ask(client, "countries/?size=100").json()
    second = client.get(first["next"].removeprefix("http://localhost:8000")).json()
    assert (len(first["results"]), first["pages"], second["page"], second["next"]) == (100, 2, 2, None)
    assert second["previous"].endswith("/api/v1/countries/?size=100")
    assert not {row["iso3"] for row in first["results"]} & {row["iso3"] for row in second["results"]}


def test_countries_are_narrowed_as_on_their_page(client, loaded):
    found = ask(client, "countries/?group=ldc&region=africa&size=100").json()
    page = client.get("/en/countries/?group=ldc&region=africa").content.decode()
    assert f'data-count="{found["count"]}"' in page
    assert found["count"] > 20


def test_measures_of_validated_roadmaps_only(client, loaded):
    country = people.country("UGA")
    by = people.focal_point(country)
    national.validated(country, by=by)
    found = ask(client, "measures/?country=UGA").json()
    assert found["count"] >= 1
    assert {row["country"] for row in found["results"]} == {"UGA"}
    whole = ask(client, "roadmaps/UGA/").json()
    keys = [row["key"] for taken in whole["activities"] for row in taken["measures"]]
    assert sorted(keys) == sorted(row["key"] for row in found["results"])
    assert ask(client, "roadmaps/GEO/").status_code == 404


def test_what_has_not_changed_is_told_by_304_and_without_a_question_more(client, loaded, django_assert_num_queries):
    etag = ask(client, "countries/UGA/")["ETag"]
    with django_assert_num_queries(1):
        again = ask(client, "countries/UGA/", **{"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_of_public_content_changes_the_etag(client, loaded, django_capture_on_commit_callbacks):
    etag = ask(client, "countries/UGA/")["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        bump_content()
    assert ask(client, "countries/UGA/", **{"if-none-match": etag}).status_code == 200


def test_other_sites_may_ask_and_no_cookie_is_set(client, loaded):
    answer = ask(client, "activities/", origin="https://example.org")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    before = client.options("/api/v1/activities/")
    assert (before.status_code, before["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)("/api/v1/countries/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_too_many_requests_are_told_to_wait(client, loaded, settings):
    settings.API_REQUESTS_A_MINUTE = 2
    cache.clear()
    assert [ask(client, "activities/").status_code for _ in range(3)] == [200, 200, 429]
    refused = ask(client, "activities/")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["Cache-Control"] == "no-store"


def test_an_unknown_address_answers_in_json(client, loaded):
    answer = ask(client, "nothing/")
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_messages_come_in_the_language_asked_for(client, loaded):
    answer = ask(client, "roadmaps/XXX/?lang=fr")
    assert answer["Content-Language"] == "fr"
    assert answer.json()["detail"] != ask(client, "roadmaps/XXX/").json()["detail"]


def test_a_list_costs_the_same_queries_however_many_there_are(client, loaded, django_assert_max_num_queries):
    make.published(title="One")
    ask(client, "practices/")
    with django_assert_max_num_queries(40) as one:
        ask(client, "practices/?size=50")
    make.published(title="Two")
    make.published(title="Three")
    ask(client, "practices/")
    with django_assert_max_num_queries(40) as three:
        ask(client, "practices/?size=50")
    assert len(three) == len(one)


def test_the_page_about_it_is_made_from_the_document(client, loaded):
    for language, words in (("en", "Search the entries"), ("fr", "Chercher parmi les fiches")):
        text = client.get(f"/{language}/data/api/").content.decode()
        assert words in text
        assert "GET /api/v1/practices/{slug}/" in text
        assert text.count("<h1") == 1


def test_examples_of_the_page_work(client, loaded):
    make.published()
    text = client.get("/en/data/api/").content.decode()
    examples = re.findall(r'href="(/api/v1/[^"]+)" dir="ltr"', text)
    assert len(examples) >= 8
    for example in examples:
        assert client.get(example.replace("&amp;", "&")).status_code == 200, example


def test_every_word_of_the_document_has_its_french():
    texts = set()

    def walk(part):
        if isinstance(part, dict):
            texts.update(part[name] for name in ("description", "summary") if isinstance(part.get(name), str))
            for name, one in part.items():
                if name not in {"example", "examples"}:  # what a reader would get, in its own language
                    walk(one)
        elif isinstance(part, list):
            for one in part:
                walk(one)

    made = document()
    walk([*made["paths"].values(), *made["tags"]])
    statuses = {"OK", "Bad Request", "Not Found", "Too Many Requests"}
    with translation.override("fr"):
        same = {text for text in texts - statuses if gettext(text) == text and not text.startswith("ISO")}
    assert not same


def test_the_register_says_of_each_request_what_its_page_says(client, loaded):
    country = people.country("UGA")
    application = applications.complete_application(country, state="submitted")
    found = ask(client, "register/?country=uga&state=submitted").json()
    assert [row["reference"] for row in found["results"]] == [application.reference]
    assert (found["results"][0]["country"], found["results"][0]["state_text"]) == ("UGA", "Submitted")
    page = client.get("/en/register/?country=UGA&state=submitted").content.decode()
    assert 'data-count="1"' in page
    assert application.reference in page
    assert ask(client, "register/?state=selected").json()["count"] == 0
    assert 'data-count="0"' in client.get("/en/register/?state=selected").content.decode()


def test_the_register_does_not_tell_what_happens_within_a_stage(client, loaded):
    application = applications.complete_application(people.country("UGA"), state="submitted")
    type(application).objects.filter(pk=application.pk).update(state="ranked")
    assert ask(client, "register/").json()["results"][0]["state"] == "assessment"
    type(application).objects.filter(pk=application.pk).update(state="draft")
    bump_content()
    cache.clear()
    assert ask(client, "register/?state=ranked").status_code == 400
