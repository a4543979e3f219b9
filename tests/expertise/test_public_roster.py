"""The public roster and the page of an expert: only who consents, only what is public, no address."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from expertise import states
from expertise.addresses import without_addresses
from expertise.choices import Audience, Part
from expertise.filters_public import RosterFilter
from expertise.models import Expert, KnownField, KnownTheme, Profile, Visibility
from expertise.months import add_months
from portal.reference import cache
from portal.reference.models import Term, TermLabel
from portal.ui.pages import bump_content, shelf, store
from tests.accounts import factories as people

from . import factories as make
from .office import default_call, published_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
ADDRESS = re.compile(r"[\w.]+@[\w.]+\.\w+")


@pytest.fixture(autouse=True)
def _anew():
    shelf.clear()
    store.clear()


def expert(name="Ana Lopes", **fields):
    return make.expert(user=people.expert(name=name), **fields)


def opened(one, *parts, audience=Audience.PUBLIC):
    for part in parts:
        Visibility.objects.update_or_create(expert=one, part=part, defaults={"audience": audience})
    return one


def get(client, name="roster", *args, in_language="en", **query):
    shelf.clear()
    store.clear()
    with translation.override(in_language):
        return client.get(reverse(f"expertise:{name}", args=args), query)


def names(client, **query):
    page = get(client, **query)
    assert page.status_code == 200
    return re.findall(r"<h3><a [^>]+>([^<]+)</a>", page.content.decode())


# --- who is listed ------------------------------------------------------------------------------
def test_only_members_who_consent_are_listed(client):
    expert("Ana"), expert("Leave", state=states.ON_LEAVE), expert("Hidden", is_public=False)
    for state in (states.CANDIDATE, states.EXPIRED, states.RETIRED):
        expert(f"Not {state}", state=state)
    assert names(client) == ["Ana", "Leave"]
    for one in Expert.objects.exclude(name__in=["Ana", "Leave"]):
        assert get(client, "public_expert", one.code).status_code == 404
        assert get(client, "contact", one.code).status_code == 404


def test_the_list_is_in_the_order_of_names_whatever_their_accents(client):
    for name in ("Zoé", "Émile", "adam"):
        expert(name)
    assert names(client) == ["adam", "Émile", "Zoé"]


def test_a_row_shows_public_parts_only(client):
    one = expert("Ana", activities={"2.4": 3}, languages={"fr": 3})
    Profile.objects.update(organisation="Secret agency")
    text = get(client).content.decode()
    assert "2.4" in text
    assert "Works in French" in text
    assert "Adviser on culture" not in text
    assert "Secret agency" not in text
    opened(one, Part.BIOGRAPHY, Part.ORGANISATION, Part.RESIDENCE)
    opened(one, Part.ACTIVITIES, Part.LANGUAGES, audience=Audience.SECRETARIAT)
    text = get(client).content.decode()
    assert "Adviser on culture" in text
    assert "Secret agency" in text
    assert "Works in" not in text
    assert '<div class="meta">MUS</div>' in text


def test_the_words_of_an_expert_carry_the_language_in_which_the_expert_writes(client):
    one = opened(expert("Ana"), Part.BIOGRAPHY)
    type(one.user).objects.update(language="fr")
    for page, args in (("roster", ()), ("public_expert", (one.code,))):
        assert re.search(r'<(p|bdi) lang="fr">Adviser on culture', get(client, page, *args).text)
        assert 'lang="fr">Adviser' not in get(client, page, *args, in_language="fr").text


def test_pages_carry_no_address_even_when_an_expert_typed_one(client):
    one = opened(expert("Ana"), Part.BIOGRAPHY, Part.CAREER)
    Profile.objects.update(
        headline="Write to ana@example.org", biography="Or ana (at) example.org, or ana [at] example [dot] org"
    )
    one.profile.post_set.create(title="Adviser", employer="boss@ministry.example")
    for page in (get(client), get(client, "public_expert", one.code), get(client, "contact", one.code)):
        text = page.content.decode()
        assert not ADDRESS.search(text), ADDRESS.search(text)
        assert one.user.email not in text
    assert "(address left out)" in get(client, "public_expert", one.code).content.decode()


@given(
    st.text("abcXYZ09._+-", min_size=1, max_size=20), st.text("abz-", min_size=1), st.sampled_from(["org", "co.uk"])
)
def test_any_address_is_left_out(local, host, end):
    for sign in ("@", " (at) ", " [at] ", "(at)"):
        assert f"{host}.{end}" not in without_addresses(f"Write to {local}{sign}{host}.{end} please")


@pytest.mark.parametrize("text", ["Works at the ministry.", "Consultant at UNESCO, Paris", "1.1 and 2.4", ""])
def test_a_text_without_address_stays_as_it_is(text):
    assert without_addresses(text) == text


# --- filters ------------------------------------------------------------------------------------
def some():
    tunis = people.country("TUN", region="arab_states")
    one = expert("One", activities={"2.4": 3}, languages={"ar": 3}, residence=tunis, countries=("UGA",))
    two = expert("Two", activities={"1.1": 2}, languages={"ar": 1, "en": 3})
    KnownField.objects.create(profile=one.profile, field="law")
    KnownTheme.objects.create(profile=two.profile, theme="T2")
    return one, two


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"activity": "2.4"}, ["One"]),
        ({"activity": ["2.4", "1.1"]}, ["One", "Two"]),
        ({"activity": "2.4", "language": "en"}, []),
        ({"language": "ar"}, ["One"]),
        ({"field": "law"}, ["One"]),
        ({"theme": "T2"}, ["Two"]),
        ({"q": "tw"}, ["Two"]),
        ({"q": "nobody"}, []),
        ({"activity": "9.9"}, ["One", "Two"]),
        ({"page": "99"}, ["One", "Two"]),
    ],
)
def test_choices_of_a_facet_add_up_and_facets_narrow_each_other(client, query, found):
    some()
    assert names(client, **query) == found


def test_who_hides_a_part_is_not_found_by_it(client):
    one, _two = some()
    opened(one, Part.ACTIVITIES, audience=Audience.PARTIES)
    assert names(client, activity="2.4") == []


def test_a_region_is_that_of_a_public_residence_or_of_public_countries_known(client):
    for code in ("africa", "arab_states"):
        term = Term.objects.create(list="region", code=code, position=1)
        TermLabel.objects.create(term=term, language="en", text=code, standing="approved")
    one, _two = some()
    cache.clear()
    people.country("UGA", region="africa")
    assert names(client, region="arab_states") == []
    opened(one, Part.RESIDENCE)
    assert names(client, region="arab_states") == ["One"]
    assert names(client, region="africa") == []
    opened(one, Part.COUNTRIES)
    assert names(client, region="africa") == ["One"]


def test_counts_say_what_a_choice_would_show_and_the_page_its_total(client):
    some()
    text = get(client, language="ar").content.decode()
    assert 'data-count="1"' in text
    choice = re.search(r'value="1\.1"( disabled)?>.*?<span class="count">(\d)', text)
    assert choice.group(1)
    assert choice.group(2) == "0"
    assert re.search(r'value="2\.4">.*?<span class="count">1', text)
    assert 'value="ar" checked' in text


def test_a_filter_that_matches_nobody_says_so_and_offers_the_way_back(client):
    some()
    text = get(client, q="nobody").content.decode()
    assert 'data-count="0"' in text
    assert "No expert matches" in text
    assert "Show all experts" in text


def test_the_list_is_paged(client):
    for number in range(27):
        expert(f"Expert {number:02}")
    assert len(names(client)) == 25
    assert names(client, page="2") == ["Expert 25", "Expert 26"]
    assert "page=2" in get(client, activity="1.1").content.decode()


def test_the_filter_gives_the_same_people_to_whoever_asks():
    one, _two = some()
    form = RosterFilter({"activity": ["2.4"]}, queryset=Expert.objects.all(), reader="en")
    assert list(form.qs) == [one]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_are_listed(client, number, django_assert_num_queries):
    for count in range(number):
        expert(f"Expert {count}")
    get(client)
    shelf.clear(), store.clear()
    with django_assert_num_queries(9):
        client.get(reverse("expertise:roster"))
    with django_assert_num_queries(1):
        client.get(reverse("expertise:roster"), {"activity": "1.1"})


def test_what_an_expert_changes_is_seen_at_once(client, django_capture_on_commit_callbacks):
    one = expert("Ana")
    url = reverse("expertise:roster")
    assert "Ana" in client.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        Expert.objects.filter(pk=one.pk).update(is_public=False)
        bump_content()
    assert "Ana" not in client.get(url).content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_public_pages_set_no_cookie_and_have_one_heading(client, language):
    one, call = expert("Ana"), published_call()
    for name, args in (
        ("roster", ()), ("public_expert", (one.code,)), ("calls", ()), ("call", (call.slug,)),
        ("contact_sent", (one.code,)),
    ):  # fmt: skip
        answer = get(client, name, *args, in_language=language)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert not answer.cookies
        assert "max-age" in answer["Cache-Control"]
        assert text.count("<h1") == 1
        assert f'<html lang="{language}"' in text
        assert "csrfmiddlewaretoken" not in text


# --- the page of one expert ---------------------------------------------------------------------
def test_the_page_shows_public_parts_and_never_private_ones(client):
    one = expert("Ana", activities={"2.4": 3}, gender="woman")
    Profile.objects.update(phone="+230 555", city="Port Louis", gender="woman")
    text = get(client, "public_expert", one.code).content.decode()
    assert "Label of activity 2.4" in text
    assert "Languages" in text
    for secret in ("+230 555", "Port Louis", "Woman", "Has worked on cultural policy"):
        assert secret not in text
    opened(one, Part.BIOGRAPHY, Part.RESIDENCE)
    text = get(client, "public_expert", one.code).content.decode()
    assert "Has worked on cultural policy" in text
    assert "Port Louis" not in text
    assert "+230 555" not in text


def test_private_parts_cannot_be_made_public():
    with pytest.raises(ValidationError):
        Visibility(expert=expert(), part=Part.CV, audience=Audience.PUBLIC).full_clean()


def test_a_code_in_small_letters_leads_to_the_page(client):
    one = expert()
    answer = get(client, "public_expert", one.code.lower())
    assert answer.status_code == 301
    assert answer["Location"].endswith(f"/{one.code}/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_expert_costs_the_same_however_much_is_said(client, rows, django_assert_num_queries):
    one = expert(activities={f"1.{number + 1}": 2 for number in range(rows)})
    get(client, "public_expert", one.code)
    store.clear()
    with django_assert_num_queries(5):
        client.get(reverse("expertise:public_expert", args=[one.code]))


# --- calls --------------------------------------------------------------------------------------
def test_a_draft_call_is_nobody_s_business(client):
    call = default_call()
    assert get(client, "call", call.slug).status_code == 404
    assert call.slug not in get(client, "calls").content.decode()


def test_the_page_of_a_call_says_what_is_sought_and_checked_in_the_reader_s_language(client):
    call = published_call(aims=[("activity", "2.4"), ("gender", "woman"), ("language", "ar")])
    text = get(client, "call", call.slug).content.decode()
    assert "At least seven years of experience" in text
    assert "2.4 Label of activity 2.4" in text
    assert "Arabic" in text
    assert "Women" in text
    assert reverse("expertise:begin", args=[call.slug]) in text
    text = get(client, "call", call.slug, in_language="fr").content.decode()
    assert "Au moins sept ans d’expérience" in text
    assert "Ce que font les experts" in text


def test_an_open_call_is_announced_on_the_roster(client):
    call = published_call()
    assert reverse("expertise:call", args=[call.slug]) in get(client).content.decode()


def test_a_call_costs_nothing_more_until_public_content_changes(client, django_assert_num_queries):
    call = published_call()
    get(client, "call", call.slug)
    with django_assert_num_queries(1):
        Client().get(reverse("expertise:call", args=[call.slug]), {"x": "1"})


def test_a_profile_not_confirmed_for_a_year_sinks_below_all_others(client):
    today = timezone.localdate()
    for name, confirmed in (("Ana Old", add_months(today, -13)), ("Bea Never", None), ("Zoe Fresh", today)):
        expert(name, confirmed_on=confirmed)
    assert names(client) == ["Zoe Fresh", "Ana Old", "Bea Never"]
    assert "Profiles not confirmed for a year stand last." in get(client).content.decode()
