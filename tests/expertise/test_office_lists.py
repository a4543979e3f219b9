"""Lists of the office: experts and applications; filters, search, order, what they cost; exports."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from expertise import export_experts, ports, states
from expertise.filters_office import WantedCandidacies, WantedExperts
from expertise.models import KnownField, KnownTheme, Nomination
from expertise.services import vetting
from portal.documents.models import Job
from portal.documents.services import running
from portal.reference.models import Country
from tests.accounts import factories as people

from . import factories as make
from .office import again, applied, proposed, published_call, reviewed
from .person import applicant, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
LIST = "admin:expertise_experts"
APPLICATIONS = "admin:expertise_candidacies"


@pytest.fixture
def client():
    return signed_in(people.officer())


def named(name, **fields):
    return make.expert(user=people.expert(name=name), **fields)


def listed(client, **query):
    page = client.get(reverse(LIST), query)
    assert page.status_code == 200
    return [row.one.name for row in page.context["rows"]]


# --- experts: who sees --------------------------------------------------------------------------
@pytest.mark.parametrize("who", [people.officer, people.head, people.superuser])
def test_the_secretariat_sees_every_expert(who):
    named("Ana Lopes")
    assert listed(signed_in(who())) == ["Ana Lopes"]


@pytest.mark.parametrize("who", [people.editor, people.field_office, people.expert, people.focal_point])
def test_others_find_nothing(who):
    made = named("Ana Lopes")
    client = signed_in(who())
    assert client.get(reverse(LIST)).status_code == 404
    assert client.get(reverse("admin:expertise_expert_page", args=[made.code])).status_code == 404


# --- experts: filters ---------------------------------------------------------------------------
def test_names_are_found_without_accents_and_codes_and_addresses_as_they_are(client):
    made = named("Élodie N’Guessan")
    named("Bob")
    assert listed(client, q="elodie") == ["Élodie N’Guessan"]
    assert listed(client, q="NGUESSAN") == []
    assert listed(client, q="n guessan") == ["Élodie N’Guessan"]
    assert listed(client, q=made.code.lower()) == ["Élodie N’Guessan"]
    assert listed(client, q=made.user.email) == ["Élodie N’Guessan"]


def test_names_are_in_order_whatever_their_accents(client):
    for name in ("Zoé", "Émile", "Adam"):
        named(name)
    assert listed(client) == ["Adam", "Émile", "Zoé"]
    assert listed(client, o="-name") == ["Zoé", "Émile", "Adam"]


def test_each_filter_narrows_the_list(client):
    tunis = people.country("TUN", region="arab_states")
    one = named("One", activities={"2.4": 3}, languages={"ar": 3}, residence=tunis, gender="woman")
    named("Two", activities={"1.1": 2}, languages={"ar": 1, "en": 3}, state=states.ON_LEAVE)
    KnownField.objects.create(profile=one.profile, field="law")
    KnownTheme.objects.create(profile=one.profile, theme="T2")
    for query in (
        {"activity": "2.4"}, {"language": "ar"}, {"region": "arab_states"}, {"country": "tun"}, {"gender": "woman"},
        {"field": "law"}, {"theme": "T2"}, {"state": "active"},
    ):  # fmt: skip
        assert listed(client, **query) == ["One"], query
    assert listed(client, gender="none") == ["Two"]
    assert listed(client, state="nonsense", o="nonsense", view="nonsense") == ["One", "Two"]


def test_saved_views_find_what_ages(client, monkeypatch):
    today = timezone.localdate()
    named("Old", confirmed_on=today - timedelta(days=400))
    named("Never", confirmed_on=None)
    named("Ending", term_ends_on=today + timedelta(days=30), is_public=False)
    called = named("Called")
    named("Gone", state=states.RETIRED, confirmed_on=None, term_ends_on=today)
    assert listed(client, view="unconfirmed") == ["Never", "Old"]
    assert listed(client, view="ending") == ["Ending"]
    assert "Gone" not in listed(client, view="members")
    assert len(listed(client, view="members")) == 4
    assert "Ending" not in listed(client, view="listed")
    monkeypatch.setattr(ports.track_record, "_provider", lambda ids: {called.pk: ports.TrackRecord(called=2)})
    assert "Called" not in listed(client, view="never")
    assert len(listed(client, view="never")) == 3


def test_an_empty_filter_leaves_the_address(client):
    assert client.get(reverse(LIST), {"q": "", "region": "africa"})["Location"].endswith("?region=africa")


def test_what_the_floor_above_knows_stands_in_the_list(client, monkeypatch):
    made = named("Ana")
    monkeypatch.setattr(ports.load, "_provider", lambda ids: {made.pk: ports.Load(missions=3)})
    monkeypatch.setattr(ports.track_record, "_provider", lambda ids: {made.pk: ports.TrackRecord(called=7)})
    row = client.get(reverse(LIST)).context["rows"][0]
    assert (row.missions, row.called) == (3, 7)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long(client, number, django_assert_num_queries):
    for count in range(number):
        named(f"Expert {count}")
    client.get(reverse(LIST))
    with django_assert_num_queries(14):
        assert len(client.get(reverse(LIST)).context["rows"]) == number


# --- one expert ---------------------------------------------------------------------------------
def test_the_page_shows_profile_readers_months_and_what_floors_above_add(client, monkeypatch):
    expert = named("Ana")
    today = timezone.localdate()
    make.available(expert, today, today + timedelta(days=70), 12)
    panel = ports.Panel(title="Missions", columns=("Country",), rows=((("Togo", "/admin/x/"),),))
    monkeypatch.setattr(ports.expert_panels, "_providers", [lambda one, language: [panel]])
    page = client.get(reverse("admin:expertise_expert_page", args=[expert.code]))
    text = page.content.decode()
    assert page.context["months"][0].offered == 12
    assert len(page.context["months"]) == 12
    assert '<a href="/admin/x/">Togo</a>' in text
    assert "read by: Everybody" in text
    assert "read by: Parties in a selection" in text
    assert reverse("expertise:public_expert", args=[expert.code]) in text


@pytest.mark.parametrize(
    ("state", "act", "after"),
    [
        (states.ACTIVE, "leave", states.ON_LEAVE),
        (states.ON_LEAVE, "back", states.ACTIVE),
        (states.ACTIVE, "retire", states.RETIRED),
        (states.RETIRED, "renew", states.ACTIVE),
        (states.EXPIRED, "renew", states.ACTIVE),
    ],
)
def test_acts_go_through_the_services(client, state, act, after):
    expert = named("Ana", state=state, is_public=False)
    url = reverse("admin:expertise_expert_act", args=[expert.code, act])
    assert client.get(url).status_code == 404
    client.post(url, {"reason": "As agreed"})
    expert.refresh_from_db()
    assert expert.state == after


def test_an_act_without_the_reason_it_needs_changes_nothing_and_says_so(client):
    expert = named("Ana")
    url = reverse("admin:expertise_expert_act", args=[expert.code, "retire"])
    answer = client.post(url, follow=True)
    assert "Give the reason." in answer.content.decode()
    expert.refresh_from_db()
    assert expert.state == states.ACTIVE


def test_who_keeps_the_system_looks_and_does_not_act():
    expert = named("Ana")
    client = signed_in(people.superuser())
    text = client.get(reverse("admin:expertise_expert_page", args=[expert.code])).content.decode()
    assert 'aria-disabled="true"' in text
    client.post(reverse("admin:expertise_expert_act", args=[expert.code, "leave"]))
    expert.refresh_from_db()
    assert expert.state == states.ACTIVE


def test_a_file_of_the_profile_is_served_to_the_secretariat_only(client):
    expert = applicant()
    code = expert.profile.files.get().code
    url = reverse("admin:expertise_expert_file", args=[expert.code, code])
    assert client.get(url)["Content-Disposition"].startswith("attachment")
    assert signed_in(people.editor()).get(url).status_code == 404


# --- applications -------------------------------------------------------------------------------
def applications(client, **query):
    return [row.one.pk for row in client.get(reverse(APPLICATIONS), query).context["rows"]]


def test_applications_stand_in_the_view_of_their_turn(client):
    officer = people.officer()
    fresh, checked, ready = applied(), reviewed(officer), proposed(officer)
    assert applications(client, view="open") == [fresh.pk]
    assert applications(client, view="check") == [checked.pk]
    assert applications(client, view="decide") == [ready.pk]
    assert applications(client) == [fresh.pk, checked.pk, ready.pk]
    vetting.decide(candidacy=ready, by=people.head())
    assert applications(client, view="decided") == [ready.pk]
    assert applications(client, state="under_review") == [checked.pk]
    assert applications(client, call="other") == []
    assert applications(client, q="nobody") == []


def test_whose_turn_it_is_depends_on_the_reader():
    candidacy = proposed(people.officer())
    turn = lambda user: signed_in(user).get(reverse(APPLICATIONS)).context["rows"][0].turn  # noqa: E731
    assert turn(people.head()) == "You"
    assert turn(people.officer()) == "The head"
    vetting.decide(candidacy=again(candidacy), by=people.head())
    assert turn(people.head()) == "Closed"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_applications_costs_the_same_however_long(client, number, django_assert_num_queries):
    call = published_call()
    for _count in range(number):
        applied(call=call)
    client.get(reverse(APPLICATIONS))
    with django_assert_num_queries(10):
        assert len(client.get(reverse(APPLICATIONS)).context["rows"]) == number


# --- exports ------------------------------------------------------------------------------------
def test_a_name_that_is_a_formula_is_text_in_the_file(client):
    named("=HYPERLINK(1)", activities={"1.1": 3, "2.4": 1})
    for format in ("csv", "xlsx"):
        client.post(reverse("admin:expertise_experts_export"), {"format": format})
        job = Job.objects.latest("pk")
        if job.result is None:
            running.run(job.pk)
            job.refresh_from_db()
        with job.result.open() as file:
            data = file.read()
        if format == "csv":
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        else:
            rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).active.rows]
        assert rows[1][1] == "'=HYPERLINK(1)"
        assert "1.1, 2.4" in rows[1]


def test_the_export_holds_what_the_list_shows_and_no_more(client):
    named("One", region="africa")
    named("Two", region="arab_states")
    Country.objects.update(region="africa")
    rows = list(export_experts.expert_rows(WantedExperts(region="africa"), "en"))
    assert [row[1] for row in rows] == ["One"]
    assert len(rows[0]) == len(export_experts.expert_heads())


@pytest.mark.parametrize("number", [1, 3])
def test_exports_cost_the_same_however_long(number, django_assert_num_queries):
    call = published_call()
    for count in range(number):
        named(f"Expert {count}", region="africa")
        applied(call=call)
    list(export_experts.expert_rows(WantedExperts(), "en"))
    with django_assert_num_queries(13):
        assert len(list(export_experts.expert_rows(WantedExperts(view="members"), "en"))) == number
    with django_assert_num_queries(4):
        found = list(export_experts.candidacy_rows(WantedCandidacies(), "en"))
    assert len(found) == number
    assert len(found[0]) == len(export_experts.candidacy_heads())


def test_nobody_else_has_a_list_made(client):
    url = reverse("admin:expertise_experts_export")
    assert signed_in(people.editor()).post(url, {"format": "csv"}).status_code == 404
    assert client.post(url, {"format": "exe"}).status_code == 404


# --- nominations --------------------------------------------------------------------------------
def test_nominations_are_listed_with_who_named_and_what_became_of_it(client, django_assert_num_queries):
    candidacy = applied()
    for number, state in enumerate(("sent", "accepted", "expired")):
        Nomination.objects.create(
            call=candidacy.call, voice="party", country=people.country("UGA"), nominated_by=people.focal_point(),
            name=f"Person {number}", email=f"p{number}@example.org", reason="R", token_hash=str(number), state=state,
            expires_at=timezone.now() + timedelta(days=9), candidacy=candidacy if state == "accepted" else None,
        )  # fmt: skip
    url = reverse("admin:expertise_nominations")
    text = client.get(url, {"party": "uganda"}).content.decode()
    assert "Uganda (" in text
    assert reverse("admin:expertise_candidacy_page", args=[candidacy.pk]) in text
    assert client.get(url, {"state__exact": "sent"}).context["cl"].result_count == 1
    with django_assert_num_queries(7):
        client.get(url)
