"""The team page, invitations, handover and the account, as a browser meets them."""

import pytest

from portal.accounts import services, standing
from portal.accounts.models import Invitation, Membership, User
from portal.activity.models import Entry
from tests.accounts import factories as make
from tests.accounts.test_memberships import invite

pytestmark = pytest.mark.django_db

TEAM = "/en/workspace/team/uga/"


@pytest.fixture
def team(client):
    party = make.country()
    people = {
        "party": party,
        "focal": make.focal_point(party, name="Judith"),
        "signatory": make.signatory(party, name="Nadège"),
        "writer": make.newcomer(name="Yves"),
    }
    make.membership(people["writer"], party, is_focal=False)
    client.force_login(people["focal"])
    return people


def test_one_team_opens_at_once_and_several_are_listed(client, team):
    assert client.get("/en/workspace/team/")["Location"] == TEAM
    make.membership(team["focal"], make.country("ZWE"), "signatory")
    assert 'data-count="2"' in client.get("/en/workspace/team/").content.decode()


def test_who_has_no_team_finds_none(client):
    client.force_login(make.newcomer())
    assert client.get("/en/workspace/team/").status_code == 404


@pytest.mark.parametrize("address", [TEAM, f"{TEAM}invite/", f"{TEAM}hand-over/"])
def test_another_partys_team_does_not_exist(client, team, address):
    client.force_login(make.focal_point(make.country("ZWE")))
    assert client.get(address).status_code == 404
    assert client.post(address, {"act": "end", "on": "1", "reason": "x"}).status_code == 404


def test_an_address_has_one_form_only(client, team):
    assert client.get("/en/workspace/team/UGA/").status_code == 404


def test_a_member_sees_the_team_without_the_buttons(client, team):
    client.force_login(team["signatory"])
    text = client.get(TEAM).content.decode()
    assert "Judith" in text
    assert "Make deputy" not in text
    assert "Remove from the team" not in text
    assert "Leave the team" in text
    assert client.get(f"{TEAM}invite/").status_code == 404


def test_a_colleague_is_made_deputy_and_the_log_shows_it(client, team):
    place = team["writer"].memberships.get()
    assert client.post(TEAM, {"act": "deputy", "on": place.pk}).status_code == 302
    assert "made a deputy" in client.get(TEAM).content.decode()
    place.refresh_from_db()
    assert place.is_deputy
    client.post(TEAM, {"act": "undeputy", "on": place.pk})
    place.refresh_from_db()
    assert not place.is_deputy


def test_removing_a_colleague_asks_why_and_ends_the_sessions_at_once(client, team):
    other = type(client)()
    other.force_login(team["writer"])
    place = team["writer"].memberships.get()
    answer = client.post(TEAM, {"act": "end", "on": place.pk, "reason": " "})
    assert 'role="alert"' in answer.content.decode()
    assert other.get(TEAM).status_code == 200
    client.post(TEAM, {"act": "end", "on": place.pk, "reason": "Left"})
    assert other.get(TEAM).status_code == 302


def test_a_member_without_the_part_cannot_act_on_colleagues(client, team):
    client.force_login(team["writer"])
    place = team["signatory"].memberships.get()
    assert client.post(TEAM, {"act": "end", "on": place.pk, "reason": "x"}).status_code == 404
    assert client.post(TEAM, {"act": "deputy", "on": team["writer"].memberships.get().pk}).status_code == 404
    assert Membership.objects.filter(state="confirmed").count() == 3


def test_a_forged_place_of_another_team_is_not_found(client, team):
    foreign = make.focal_point(make.country("ZWE")).memberships.get()
    for act in ("deputy", "undeputy", "end"):
        assert client.post(TEAM, {"act": act, "on": foreign.pk, "reason": "x"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == "confirmed"


@pytest.mark.parametrize(
    "post", [{}, {"act": "x", "on": "1"}, {"act": "end", "on": "abc"}, {"act": "revoke", "on": "999999"}]
)
def test_a_nonsense_post_is_not_found(client, team, post):
    assert client.post(TEAM, post).status_code == 404


def test_inviting_sends_a_link_and_shows_the_open_invitation(client, team):
    form = {"email": "New@Example.org", "kind": "writer", "institution": "Ministry", "title": "", "language": "fr"}
    assert client.post(f"{TEAM}invite/", form).status_code == 302
    text = client.get(TEAM).content.decode()
    assert "new@example.org" in text
    invitation = Invitation.objects.get()
    assert invitation.language == "fr"
    client.post(TEAM, {"act": "revoke", "on": invitation.pk})
    assert "new@example.org" not in client.get(TEAM).content.decode().split("What has changed")[0]


@pytest.mark.parametrize("change", [{"email": "no"}, {"institution": ""}, {"kind": "king"}, {"language": "xx"}])
def test_an_incomplete_invitation_says_so(client, team, change):
    form = {"email": "new@example.org", "kind": "writer", "institution": "Ministry", "language": "fr", **change}
    answer = client.post(f"{TEAM}invite/", form)
    assert 'role="alert"' in answer.content.decode()
    assert "<title>Error:" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_handing_over_passes_the_part(client, team):
    place = team["writer"].memberships.get()
    answer = client.post(f"{TEAM}hand-over/", {"receiver": place.pk, "reason": "New post", "leave": "on"})
    assert answer["Location"] == "/en/workspace/"
    place.refresh_from_db()
    assert place.is_focal
    assert team["focal"].memberships.get().state == "ended"


def test_a_deputy_hands_over_for_the_focal_point_but_does_not_make_them_leave(client, team):
    place = team["writer"].memberships.get()
    services.make_deputy(membership=place, by=team["focal"])
    client.force_login(team["writer"])
    assert 'name="leave"' not in client.get(f"{TEAM}hand-over/").content.decode()
    client.post(f"{TEAM}hand-over/", {"receiver": place.pk, "reason": "Focal point left", "leave": "on"})
    place.refresh_from_db()
    assert place.is_focal
    assert team["focal"].memberships.get().state == "confirmed"


def test_a_handover_to_a_stranger_is_refused_by_the_form(client, team):
    foreign = make.focal_point(make.country("ZWE")).memberships.get()
    answer = client.post(f"{TEAM}hand-over/", {"receiver": foreign.pk, "reason": "x"})
    assert 'role="alert"' in answer.content.decode()
    assert not Entry.objects.filter(verb="membership.handed_over").exists()


def test_opening_an_invitation_changes_nothing_and_the_button_joins(client, team):
    _invitation, token = invite(team["party"], team["focal"])
    address = f"/en/invitations/{token}/"
    client.logout()
    for _scanner in range(3):
        answer = client.get(address)
        assert answer.status_code == 200
    text = answer.content.decode()
    assert 'name="robots" content="noindex"' in text
    assert f"/en/accounts/login/?next=%2Fen%2Finvitations%2F{token}%2F" in text
    assert client.post(address).status_code == 200
    assert Invitation.objects.get().is_open
    user = make.newcomer(email="new@example.org")
    client.force_login(user)
    assert client.post(address)["Location"] == "/en/workspace/"
    assert standing.of(User.objects.get(pk=user.pk)).writer_of == {team["party"].pk}
    assert client.get(address).status_code == 410
    assert client.post(address).status_code == 410


def test_an_unknown_token_is_not_found(client):
    assert client.get("/en/invitations/nothing/").status_code == 404


def test_an_invitation_for_another_address_says_so(client, team):
    _invitation, token = invite(team["party"], team["focal"])
    client.force_login(make.newcomer())
    answer = client.post(f"/en/invitations/{token}/")
    assert "sent to another address" in answer.content.decode()
    assert "new@example.org" not in answer.content.decode()


def test_an_invitation_is_accepted_from_the_workspace_too(client, team):
    invitation, _token = invite(team["party"], team["focal"])
    user = make.newcomer(email="new@example.org")
    client.force_login(user)
    assert "/en/workspace/invitations/" in client.get("/en/workspace/").content.decode()
    assert client.get("/en/workspace/invitations/").status_code == 200
    assert client.post("/en/workspace/invitations/", {"invitation": invitation.pk})["Location"] == "/en/workspace/"
    assert standing.of(User.objects.get(pk=user.pk)).parties == {team["party"].pk}


def test_somebody_elses_invitation_cannot_be_accepted_from_the_workspace(client, team):
    invitation, _token = invite(team["party"], team["focal"])
    client.force_login(make.newcomer())
    assert client.post("/en/workspace/invitations/", {"invitation": invitation.pk}).status_code == 404


def test_claiming_from_the_browser(client):
    make.country()
    client.force_login(make.newcomer())
    form = {"party": "UGA", "kind": "writer", "institution": "Ministry", "title": "", "why": ""}
    assert client.post("/en/workspace/claim/", form)["Location"] == "/en/workspace/"
    answer = client.post("/en/workspace/claim/", form)
    assert "already asked" in answer.content.decode()
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("change", [{"party": "FRX"}, {"party": ""}, {"kind": ""}, {"institution": ""}])
def test_an_incomplete_claim_says_so(client, change):
    make.country()
    client.force_login(make.newcomer())
    answer = client.post("/en/workspace/claim/", {"party": "UGA", "kind": "writer", "institution": "M", **change})
    assert 'role="alert"' in answer.content.decode()
    assert not Membership.objects.exists()


def test_a_non_party_is_not_offered(client):
    make.country(), make.country("USA", party=False)
    client.force_login(make.newcomer())
    text = client.get("/en/workspace/claim/").content.decode()
    assert 'value="UGA"' in text
    assert 'value="USA"' not in text


def test_the_account_page_saves_and_says_so(client):
    user = make.newcomer()
    client.force_login(user)
    client.post("/en/workspace/account/", {"name": "Ève", "language": "fr", "time_zone": "Africa/Harare"})
    user.refresh_from_db()
    assert (user.name, user.language, user.time_zone) == ("Ève", "fr", "Africa/Harare")


def test_signing_out_everywhere_keeps_this_page(client):
    user = make.newcomer()
    other = type(client)()
    client.force_login(user)
    other.force_login(user)
    client.post("/en/workspace/account/", {"act": "sign_out_everywhere"})
    assert client.get("/en/workspace/account/").status_code == 200
    assert other.get("/en/workspace/account/").status_code == 302


@pytest.mark.parametrize("members", [1, 12])
def test_the_team_page_asks_the_same_number_of_queries_for_any_team(client, team, django_assert_num_queries, members):
    for number in range(members):
        make.signatory(team["party"])
        invite(team["party"], team["focal"], email=f"n{number}@example.org")
    client.get(TEAM)
    with django_assert_num_queries(9):
        client.get(TEAM)


@pytest.mark.parametrize("key", ["²", "9" * 30])
def test_a_key_that_is_no_number_is_not_found(client, team, key):
    assert client.post(TEAM, {"act": "deputy", "on": key}).status_code == 404
    assert client.post("/en/workspace/invitations/", {"invitation": key}).status_code == 404
