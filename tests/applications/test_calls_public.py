"""The public pages of the call: list, call, eligibility; and the figures other pages ask for."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from applications import states
from applications.queries_calls import figures, grid, open_call, public_call
from applications.services import calls
from portal.ui.pages import shelf
from tests.accounts.factories import country, officer

from .factories import complete_application
from .factories_calls import default_call, published_call, submitted_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def get(client, name, *args, language="en", **query):
    with translation.override(language):
        return client.get(reverse(f"applications:{name}", args=args), query)


# --- queries ------------------------------------------------------------------------------------
def test_a_draft_is_nobody_s_business(client):
    call = default_call()
    assert open_call("en") is None
    assert get(client, "call", call.slug).status_code == 404
    assert call.slug not in get(client, "calls").content.decode()


def test_the_open_call_speaks_the_reader_s_language():
    published_call()
    assert open_call("en").title.startswith("Open call")
    assert open_call("fr").title.startswith("Appel ouvert")


def test_a_call_not_yet_open_is_public_but_not_open():
    call = default_call()
    call.opens_at = timezone.now() + timedelta(days=3)
    call.save()
    calls.publish(call=call, by=officer())
    assert open_call("en") is None
    assert not public_call(call.slug, "en").is_open


def test_the_next_cut_off_is_the_first_to_come():
    call = published_call()
    later = call.rounds.get().cut_off + timedelta(days=100)
    call.rounds.create(position=2, cut_off=later)
    assert open_call("en").next_cut_off < later
    call.rounds.filter(position=1).update(cut_off=timezone.now() - timedelta(hours=1))
    shelf.clear()
    assert open_call("en").next_cut_off == later


def test_places_taken_are_those_selected():
    call = published_call()
    complete_application(country("UGA"), call, states.SELECTED)
    complete_application(country("ZWE"), call, states.RESERVE)
    found = open_call("en")
    assert (found.places_total, found.places_free) == (15, 14)


def test_figures_count_what_was_sent():
    call = published_call()
    complete_application(country("UGA"), call, states.SELECTED)
    complete_application(country("ZWE"), call, states.SUBMITTED)
    complete_application(country("GEO"), call)
    assert figures() == {"applications": 2, "countries_applying": 2, "selected": 1, "places_total": 15}


def test_figures_without_any_file():
    published_call()
    assert figures() == {"applications": 0, "countries_applying": 0, "selected": 0, "places_total": 15}


@pytest.mark.parametrize("ask", [lambda call: open_call("en"), lambda call: figures()])
def test_each_is_read_once_until_public_content_changes(
    ask, django_assert_num_queries, django_assert_max_num_queries
):
    call = published_call()
    complete_application(country("UGA"), call, states.SUBMITTED)
    with django_assert_max_num_queries(3):  # the content version, then two at most
        ask(call)
    with django_assert_num_queries(1):
        ask(call)


def test_the_grid_takes_one_query(django_assert_num_queries):
    call = published_call()
    with django_assert_num_queries(1):
        grid(call.pk, "fr")


def test_the_grid_comes_in_order_with_its_levels():
    found = grid(published_call().pk, "en")
    assert [row.code for row in found][:2] == ["relevance", "feasibility"]
    assert [level.value for level in found[0].levels] == [0, 1, 2, 3, 4, 5]
    assert sum(row.weight for row in found) == 100


# --- pages --------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_says_what_who_how_and_by_which_criteria(client, language):
    call = published_call()
    text = get(client, "call", call.slug, language=language).content.decode()
    for row in grid(call.pk, language):
        assert row.label in text
        assert all(level.meaning in text for level in row.levels)
    assert reverse("applications:start", args=[call.slug]).split("/", 2)[2] in text


def test_pages_are_public_and_set_no_cookie(client):
    call = published_call()
    for name, args in (("calls", ()), ("call", (call.slug,)), ("eligibility", ())):
        answer = get(client, name, *args)
        assert answer.status_code == 200
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies
        assert b"csrfmiddlewaretoken" not in answer.content


def test_a_closed_call_offers_no_button(client):
    call = published_call()
    calls.close(call=call, by=officer(), reason="Done.")
    text = get(client, "call", call.slug).content.decode()
    assert "Start or resume" not in text


def test_what_the_office_writes_cannot_run_in_the_page(client):
    call = published_call()
    call.texts.update(body="<script>alert(1)</script> [x](javascript:alert(2)) **bold**")
    text = get(client, "call", call.slug).content.decode()
    assert "<script>alert" not in text
    assert "javascript:" not in text.replace("[x](javascript:alert(2))", "")
    assert "<strong>bold</strong>" in text


def test_the_call_page_takes_few_queries(client, django_assert_max_num_queries):
    call = published_call()
    get(client, "call", call.slug)
    from portal.ui import pages

    pages.store.clear()
    with django_assert_max_num_queries(4):
        get(client, "call", call.slug)


# --- eligibility --------------------------------------------------------------------------------
def verdicts(client, **query):
    page = get(client, "eligibility", **query)
    return page, {row.gate: row for row in page.context["rows"]}, page.context["overall"]


def ask(client, iso3="UGA", institution="public_mandate", endorsed="yes", under_way="no", language="en"):
    answers = {"institution": institution, "endorsed": endorsed, "under_way": under_way}
    return verdicts(client, country=iso3, language=language, **answers)


def test_a_developing_party_with_a_mandate_can_apply(client):
    country("UGA", deposit_date=date(2015, 4, 8), source="Depositary")
    published_call()
    page, rows, overall = ask(client)
    assert overall == "yes"
    assert "8 April 2015" in rows["Party to the Convention"].datum
    assert rows["Party to the Convention"].source == "Depositary"
    assert "You can apply." in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "answers", "gate", "instead"),
    [
        ({"party": False}, {}, "Party to the Convention", "Ratify"),
        ({"developing": False}, {}, "Developing country", "share practices"),
        ({}, {"institution": "civil_society"}, "Mandate of the applicant", "Take part as a partner"),
        ({}, {"institution": "person"}, "Mandate of the applicant", "Expert Facility"),
        ({}, {"endorsed": "no"}, "Endorsed by the competent authority", "competent authority first"),
        ({}, {"under_way": "yes"}, "One application at a time", "invite you"),
    ],
)
def test_a_no_says_why_and_what_to_do_instead(client, fields, answers, gate, instead):
    country("UGA", **fields)
    published_call()
    _page, rows, overall = ask(client, **answers)
    assert overall == "no"
    assert rows[gate].outcome == "no"
    assert instead in rows[gate].instead
    assert [row.outcome for name, row in rows.items() if name != gate].count("no") == 0


def test_the_source_is_named_in_the_language_of_the_reader(client):
    country("UGA", source="UNESCO, country page of the Party")
    published_call()
    _page, rows, _overall = ask(client, language="fr")
    assert rows["Partie à la Convention"].source == "UNESCO, page de la Partie"


@pytest.mark.parametrize("fields", [{"party": None}, {"developing": None}])
def test_what_is_not_known_is_not_a_yes(client, fields):
    country("UGA", **fields)
    published_call()
    _page, rows, overall = ask(client)
    assert overall == "unknown"
    assert sum(row.outcome == "unknown" for row in rows.values()) == 1


def test_questions_left_open_are_not_a_yes(client):
    country("UGA")
    published_call()
    _page, _rows, overall = verdicts(client, country="UGA")
    assert overall == "unknown"


def test_a_file_in_the_register_answers_the_last_question(client):
    call = published_call()
    application = submitted_file(call, "UGA")
    _page, rows, overall = ask(client, under_way="no")
    assert overall == "no"
    assert application.reference in rows["One application at a time"].datum


def test_a_draft_of_the_party_is_not_disclosed(client):
    call = published_call()
    complete_application(country("UGA"), call)
    _page, _rows, overall = ask(client)
    assert overall == "yes"


@pytest.mark.parametrize("query", [{"country": "XXX"}, {"country": ""}, {"country": "UGA", "institution": "<b>"}])
def test_a_forged_answer_is_an_error_of_the_form(client, query):
    country("UGA")
    page = get(client, "eligibility", **query)
    assert page.status_code == 200
    assert page.context["rows"] == []
    assert b'role="alert"' in page.content


def test_it_works_without_an_open_call(client):
    country("UGA")
    _page, rows, overall = ask(client)
    assert overall == "yes"
    assert len(rows) == 5


def test_before_the_first_request_no_filter_of_the_register_is_blamed(client):
    assert "No request yet" in client.get("/en/register/").text
    assert "No request matches" in client.get("/en/register/?state=submitted").text
