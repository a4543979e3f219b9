"""People, claims and invitations in the office: acts are buttons, lists are cheap, secrets are nowhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts import services
from portal.accounts.models import Invitation, Membership, Role, User
from portal.activity.models import Entry

from . import factories as make
from .test_memberships import invite

pytestmark = pytest.mark.django_db

PEOPLE, PLACES, INVITATIONS = "/admin/accounts/user/", "/admin/accounts/membership/", "/admin/accounts/invitation/"


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user


@pytest.fixture
def claim():
    return services.claim_party(
        user=make.newcomer(name="Rudo"), country=make.country(), kind="writer", institution="Ministry of Culture"
    )


def test_the_waiting_list_shows_only_what_waits(client, officer, claim):
    make.focal_point(make.country("ZWE"), name="Confirmed Person")
    text = client.get(f"{PLACES}?state__exact=claimed").content.decode()
    assert "Rudo" in text
    assert "Confirmed Person" not in text


def test_a_claim_is_confirmed_by_a_button(client, officer, claim):
    page = client.get(f"{PLACES}{claim.pk}/decide/").content.decode()
    assert 'value="confirm"' in page
    answer = client.post(f"{PLACES}{claim.pk}/decide/", {"act": "confirm"})
    assert answer["Location"] == f"{PLACES}{claim.pk}/change/"
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == ("confirmed", officer)


def test_a_claim_is_refused_with_a_reason_only(client, officer, claim):
    answer = client.post(f"{PLACES}{claim.pk}/decide/", {"act": "refuse", "reason": ""})
    assert 'role="alert"' in answer.content.decode()
    client.post(f"{PLACES}{claim.pk}/decide/", {"act": "refuse", "reason": "Not designated"})
    claim.refresh_from_db()
    assert (claim.state, claim.reason) == ("refused", "Not designated")


def test_several_claims_are_confirmed_at_once_and_a_refusal_is_told(client, officer, claim):
    other = services.claim_party(
        user=make.newcomer(), country=make.country("ZWE"), kind="signatory", institution="Ministry"
    )
    own = services.claim_party(user=officer, country=make.country("GAB"), kind="writer", institution="Ministry")
    chosen = {"action": "confirm_selected", "_selected_action": [claim.pk, other.pk, own.pk]}
    text = client.post(PLACES, chosen, follow=True).content.decode()
    assert "2 claims are confirmed." in text
    assert "Nobody decides on their own claim." in text
    assert Membership.objects.filter(state="confirmed").count() == 2


@pytest.mark.parametrize("act", ["decide", "end"])
def test_a_superuser_sees_the_claims_and_decides_nothing(client, claim, act):
    client.force_login(make.superuser())
    assert client.get(PLACES).status_code == 200
    assert client.post(f"{PLACES}{claim.pk}/{act}/", {"act": "confirm"}).status_code == 404
    client.post(PLACES, {"action": "confirm_selected", "_selected_action": [claim.pk]})
    claim.refresh_from_db()
    assert claim.state == "claimed"


def test_nothing_is_written_by_the_plain_forms(client, officer, claim):
    for address in (PEOPLE, PLACES, INVITATIONS):
        assert client.get(f"{address}add/").status_code == 404
        assert client.post(f"{address}add/", {}).status_code == 404
    fields = {"state": "confirmed", "is_focal": "on", "institution": "x"}
    assert client.post(f"{PLACES}{claim.pk}/change/", fields).status_code == 404
    assert client.post(f"{PEOPLE}{claim.user_id}/change/", {"is_superuser": "on"}).status_code == 404
    claim.refresh_from_db()
    assert claim.state == "claimed"


def test_a_member_is_ended_by_a_button(client, officer):
    place = make.signatory().memberships.get()
    client.post(f"{PLACES}{place.pk}/end/", {"act": "end", "reason": "Left"})
    place.refresh_from_db()
    assert place.state == "ended"


def test_who_speaks_for_another_party_already_is_seen_before_deciding(client, officer):
    user = make.focal_point(make.country("ZWE"))
    place = services.claim_party(user=user, country=make.country(), kind="writer", institution="Ministry")
    assert "Zimbabwe (confirmed)" in client.get(f"{PLACES}{place.pk}/change/").content.decode()


def test_roles_are_granted_and_ended_by_buttons(client):
    head, user = make.head(), make.newcomer()
    client.force_login(head)
    form = {"act": "grant", "kind": "field_office", "countries": [make.country().iso3], "reason": "Harare office"}
    assert client.post(f"{PEOPLE}{user.pk}/grant/", form).status_code == 302
    role = Role.objects.get(user=user)
    assert [country.iso3 for country in role.countries.all()] == ["UGA"]
    assert client.post(f"{PEOPLE}{user.pk}/grant/", form).status_code == 200, "refused: held already"
    client.post(f"{PEOPLE}{user.pk}/end/", {"act": "end", "role": role.pk, "reason": "Closed"})
    role.refresh_from_db()
    assert role.ended_at is not None
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["role.granted", "role.ended"]


def test_a_person_is_blocked_unblocked_and_signed_out(client):
    user = make.newcomer()
    key = user.sign_in_key
    client.force_login(make.head())
    client.post(f"{PEOPLE}{user.pk}/sign_out/", {"act": "sign_out"})
    user.refresh_from_db()
    assert user.sign_in_key != key
    for active in (False, True):
        client.post(f"{PEOPLE}{user.pk}/block/", {"act": "block", "reason": "Lost"})
        user.refresh_from_db()
        assert user.is_active is active


def test_an_act_that_does_not_exist_is_not_found(client, officer, claim):
    assert client.post(f"{PLACES}{claim.pk}/decide/", {"act": "crown"}).status_code == 404


def test_the_secretariat_invites_a_focal_point(client, officer):
    make.country()
    form = {
        "act": "send", "party": "UGA", "email": "new@example.org", "kind": "writer", "as_focal": "on",
        "institution": "Ministry", "title": "", "language": "fr",
    }  # fmt: skip
    assert client.post(f"{INVITATIONS}invite/", form)["Location"] == INVITATIONS
    row = Invitation.objects.get()
    assert (row.as_focal, row.invited_by) == (True, officer)
    client.post(f"{INVITATIONS}{row.pk}/revoke/", {"act": "revoke"})
    row.refresh_from_db()
    assert row.revoked_at is not None


def test_no_secret_is_shown_anywhere(client, officer):
    party = make.country()
    focal = make.focal_point(party)
    invitation, token = invite(party, focal)
    pages = [
        PEOPLE, f"{PEOPLE}{focal.pk}/change/", INVITATIONS, f"{INVITATIONS}{invitation.pk}/change/",
        "/admin/activity/entry/", "/admin/messaging/message/",
    ]  # fmt: skip
    secrets = [token, invitation.token_hash, focal.password, focal.sign_in_key]
    for page in pages:
        text = client.get(page).content.decode()
        assert not [secret for secret in secrets if secret in text], page


@pytest.mark.parametrize("words", ["élodie", "ELODIE", "elodie@example.org"])
def test_people_are_found_without_accents_and_by_address(client, officer, words):
    make.newcomer(name="Élodie Ndong", email="elodie@example.org")
    text = client.get(PEOPLE, {"q": words}).content.decode()
    assert "Élodie Ndong" in text
    assert client.get(PEOPLE, {"q": "zzz"}).content.decode().count("Élodie Ndong") == 0


def test_people_are_filtered_by_a_role_held_now(client, officer):
    assessor = make.assessor(name="Present Assessor")
    make.newcomer(name="No Assessor")
    text = client.get(PEOPLE, {"role": "assessor"}).content.decode()
    assert "Present Assessor" in text
    assert "No Assessor" not in text
    Role.objects.filter(user=assessor).update(ended_at=assessor.joined_at)
    assert "Present Assessor" not in client.get(PEOPLE, {"role": "assessor"}).content.decode()


@pytest.mark.parametrize("address", [PEOPLE, PLACES, INVITATIONS])
def test_a_list_asks_the_same_number_of_queries_for_one_row_and_for_many(client, officer, address):
    def rows(number):
        for _row in range(number):
            party = make.country(f"X{User.objects.count():02}")
            focal = make.focal_point(party)
            Role.objects.create(user=focal, kind="assessor")
            invite(party, focal, email=f"n{focal.pk}@example.org")

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    rows(1)
    count()
    one = count()
    rows(6)
    assert count() == one <= 15


@pytest.mark.parametrize("column", ["password", "sign_in_key"])
def test_a_secret_column_cannot_be_guessed_by_filtering(client, officer, column):
    assert client.get(f"{PEOPLE}?{column}__startswith=a").status_code == 400
    assert client.get(f"{PEOPLE}?{column}=a").status_code == 400
