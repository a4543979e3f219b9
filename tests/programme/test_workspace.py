"""What waits for me: every role sees its own, dated, in few queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from portal.accounts import ports, services
from portal.accounts.ports import FileRow, Waiting
from portal.activity.services import record
from programme.workspace import queries
from tests.accounts import factories as make
from tests.applications.factories_calls import default_call

pytestmark = pytest.mark.django_db

HOME = "/en/workspace/"


@pytest.fixture
def provided(monkeypatch):
    """Only what the test itself provides waits."""

    def set_to(*, waiting=(), files=()):
        monkeypatch.setattr(ports.waiting, "_providers", [lambda user, language: waiting])
        monkeypatch.setattr(ports.files, "_providers", [lambda user, language: files])

    set_to()
    return set_to


def page(client, user, address=HOME):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def in_days(days):
    return timezone.now() + timedelta(days=days)


def test_an_anonymous_reader_is_sent_to_sign_in(client):
    assert client.get(HOME)["Location"] == "/en/accounts/login/?next=/en/workspace/"


def test_a_newcomer_sees_where_to_begin(client, provided):
    text = page(client, make.newcomer())
    assert "Say which Party you speak for" in text
    assert "/en/workspace/claim/" in text
    assert "/en/workspace/invitations/" in text
    assert "Nothing waits for you now." in text


def test_the_first_officer_of_a_new_portal_is_told_where_to_begin(client, provided):
    officer = make.officer()
    text = page(client, officer)
    assert "Write the call and publish it" in text
    assert "/admin/applications/call/" in text
    assert "Write the call and publish it" not in page(client, make.assessor())
    default_call()
    assert "Write the call and publish it" not in page(client, officer)


def test_who_has_a_part_is_not_a_newcomer(client, provided):
    for user in (make.focal_point(), make.assessor(), make.expert()):
        assert "Say which Party you speak for" not in page(client, user)


def test_a_claim_under_way_stands_with_the_secretariat(client):
    user = make.newcomer()
    services.claim_party(user=user, country=make.country(), kind="writer", institution="Ministry")
    text = page(client, user)
    assert "With the Secretariat since" in text
    assert "Next: you are told by e-mail." in text


def test_officers_see_the_claims_that_wait_and_others_do_not(client):
    for number in range(3):
        services.claim_party(
            user=make.newcomer(), country=make.country(), kind="writer", institution=f"Ministry {number}"
        )
    text = page(client, make.officer())
    assert "3 claims wait." in text
    assert "/admin/accounts/membership/?state__exact=claimed" in text
    for user in (make.superuser(), make.editor(), make.focal_point(make.country("ZWE"))):
        assert "claims wait" not in page(client, user)


def test_what_is_due_first_comes_first_and_the_lead_counts(client, provided):
    provided(
        waiting=[
            Waiting("Later", "/l/", "c", due=in_days(20)),
            Waiting("Undated", "/u/", "c", since=in_days(-3)),
            Waiting("Soon", "/s/", "c", due=in_days(3), action="Answer", next="screening"),
            Waiting("Elsewhere", "/e/", "c", since=in_days(-4), mine=False, whose="Georgia"),
        ]
    )
    text = page(client, make.assessor())
    assert text.index("Soon") < text.index("Later") < text.index("Undated") < text.index("Elsewhere")
    assert "3 things, 1 of them within a week." in text
    assert "Next: screening." in text
    assert "With Georgia since" in text


@pytest.mark.parametrize(
    ("dues", "words"),
    [
        ([30], "1 thing, none within a week."),
        ([2], "1 thing, within a week."),
        ([-1, 30], "2 things, 1 of them within a week."),
    ],
)
def test_the_lead_is_one_true_sentence(client, provided, dues, words):
    provided(waiting=[Waiting("T", "/t/", "c", due=in_days(days)) for days in dues])
    assert words in page(client, make.assessor())


def test_dates_and_moments_sort_together():
    items = [
        Waiting("moment", "/", "", due=datetime(2026, 12, 2, 9, tzinfo=UTC)),
        Waiting("date", "/", "", due=datetime(2026, 12, 1, tzinfo=UTC).date()),
        Waiting("none", "/", ""),
    ]
    assert [item.title for item in sorted(items, key=queries.urgency)] == ["date", "moment", "none"]


def test_the_files_are_a_table_with_the_latest_first(client, provided):
    provided(
        files=[
            FileRow("Old", "/o/", "c", "full", "Done", "Nobody", False, None, in_days(-30)),
            FileRow("New", "/n/", "c", "half", "Under way", "Yours", True, in_days(-1), in_days(-1)),
        ]
    )
    text = page(client, make.focal_point())
    assert text.index("New") < text.index("Old")
    assert "Under way" in text


def test_a_focal_point_sees_the_party_the_team_and_the_last_days(client, provided):
    party = make.country()
    focal = make.focal_point(party, name="Judith")
    make.signatory(party, name="Nadège")
    place = focal.memberships.get()
    record(actor=focal, verb="membership.confirmed", target=place)
    record(actor=None, verb="office.changed", target=place)
    text = page(client, focal)
    assert "Ministry of Culture" in text
    assert "You are focal point since" in text
    assert "Nadège" in text
    assert "/en/workspace/team/uga/hand-over/" in text
    assert "confirmed the place in the team" in text
    assert "The portal" not in text, "what the Secretariat does inside is not shown"


def test_a_signatory_is_offered_no_handover(client, provided):
    text = page(client, make.signatory())
    assert "hand-over" not in text
    assert "/en/workspace/team/uga/" in text


def test_somebody_of_two_parties_sees_both(client, provided):
    user = make.focal_point()
    make.membership(user, make.country("ZWE"), "signatory")
    text = page(client, user)
    assert "/team/uga/" in text
    assert "/team/zwe/" in text


def test_staff_see_their_roles_and_the_office(client, provided):
    text = page(client, make.officer())
    assert "programme officer" in text
    assert 'href="/admin/"' in text


def test_the_french_page_is_french(client, provided):
    make.country()
    text = page(client, make.focal_point(), "/fr/workspace/")
    assert '<html lang="fr"' in text


@pytest.mark.parametrize("members", [1, 3, 12])
def test_the_number_of_queries_does_not_depend_on_the_team(client, provided, django_assert_num_queries, members):
    party = make.country()
    focal = make.focal_point(party)
    for _member in range(members):
        record(actor=focal, verb="membership.confirmed", target=make.signatory(party).memberships.get())
    client.force_login(focal)
    client.get(HOME)
    # session, person, standing (2), teams, log, names (content version)
    with django_assert_num_queries(QUERIES_OF_A_FOCAL_POINT):
        client.get(HOME)


QUERIES_OF_A_FOCAL_POINT = 7


@pytest.mark.parametrize("claims", [1, 3, 12])
def test_the_number_of_queries_does_not_depend_on_the_claims(client, django_assert_max_num_queries, claims):
    for _claim in range(claims):
        services.claim_party(user=make.newcomer(), country=make.country(), kind="writer", institution="M")
    client.force_login(make.officer())
    client.get(HOME)
    with django_assert_max_num_queries(25):
        client.get(HOME)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_posted_to_the_page(client, method):
    client.force_login(make.newcomer())
    assert getattr(client, method)(HOME).status_code == 405
