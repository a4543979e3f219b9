"""Claims, invitations, deputies, handover: each rule and each refusal of the services."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from portal.accounts import services, standing
from portal.accounts.models import Invitation, Membership
from portal.accounts.services import Refused
from portal.activity.models import Entry
from portal.messaging.models import Message
from portal.messaging.sealing import unseal

from . import factories as make

pytestmark = pytest.mark.django_db


def claim(user, party=None, **fields):
    values = {"kind": "writer", "institution": "Ministry of Culture", **fields}
    return services.claim_party(user=user, country=party or make.country(), **values)


def invite(party, by, email="new@example.org", **fields):
    values = {"kind": "writer", "institution": "Ministry of Culture", **fields}
    invitation = services.invite(country=party, email=email, by=by, **values)
    text = unseal(Message.objects.filter(code="invitation").latest("pk").sealed)
    token = next(word for word in text.split() if "/invitations/" in word).rstrip("/").rpartition("/")[2]
    return invitation, token


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_claim_waits_is_logged_and_tells_each_officer_in_their_language():
    officer, colleague = make.officer(language="fr"), make.officer()
    place = claim(make.newcomer(name="Rudo"), title="Director")
    assert (place.state, place.is_focal) == ("claimed", False)
    assert verbs() == ["membership.claimed"]
    mails = {mail.to_id: mail for mail in Message.objects.filter(code="claim.received")}
    assert mails.keys() == {officer.pk, colleague.pk}
    assert mails[officer.pk].subject.startswith("Rudo demande")
    assert mails[colleague.pk].subject.startswith("Rudo asks")
    assert f"/admin/accounts/membership/{place.pk}/" in mails[officer.pk].body


def test_a_claim_gives_nothing_before_it_is_confirmed():
    user = make.newcomer()
    place = claim(user)
    assert standing.of(user).parties == frozenset()
    assert standing.of(user).claimed == {place.country_id}


def test_a_non_party_has_no_team():
    with pytest.raises(Refused, match="Only Parties"):
        claim(make.newcomer(), make.country("USA", party=False))


def test_an_unknown_party_status_is_left_to_the_secretariat():
    assert claim(make.newcomer(), make.country("XXA", party=None)).state == "claimed"


@pytest.mark.parametrize("fields", [{"kind": "owner"}, {"institution": "  "}])
def test_a_claim_needs_a_part_and_an_institution(fields):
    with pytest.raises(Refused):
        claim(make.newcomer(), **fields)


@pytest.mark.parametrize("state", ["claimed", "confirmed"])
def test_nobody_has_two_open_places_in_one_team(state):
    user = make.newcomer()
    make.membership(user, make.country(), state=state)
    with pytest.raises(Refused, match="already"):
        claim(user, kind="signatory")


def test_the_database_holds_the_rule_of_one_place_too():
    user = make.newcomer()
    make.membership(user, make.country())
    with pytest.raises(IntegrityError):
        make.membership(user, make.country(), "signatory")


def test_who_was_refused_may_ask_again():
    user = make.newcomer()
    make.membership(user, make.country(), state="refused", is_focal=False)
    assert claim(user).state == "claimed"


def test_a_confirmed_writer_is_focal_point_and_is_told():
    user, officer = make.newcomer(language="fr"), make.officer()
    place = services.confirm_claim(membership=claim(user), by=officer)
    assert (place.state, place.is_focal, place.decided_by) == ("confirmed", True, officer)
    assert standing.of(user).team_of == {place.country_id}
    mail = Message.objects.get(code="claim.confirmed")
    assert (mail.to, mail.language) == (user, "fr")
    assert "http://localhost" in mail.body
    assert "/fr/workspace/" in mail.body


def test_a_confirmed_signatory_is_no_focal_point():
    place = services.confirm_claim(membership=claim(make.newcomer(), kind="signatory"), by=make.officer())
    assert not place.is_focal


def test_a_refusal_says_why_to_the_person():
    user = make.newcomer()
    place = services.refuse_claim(membership=claim(user), by=make.head(), reason="No letter of designation")
    assert place.state == "refused"
    assert "No letter of designation" in Message.objects.get(code="claim.refused").body
    assert Entry.objects.get(verb="membership.refused").reason == "No letter of designation"


def test_a_refusal_without_a_reason_is_not_taken():
    with pytest.raises(Refused, match="Say why"):
        services.refuse_claim(membership=claim(make.newcomer()), by=make.officer(), reason=" ")


@pytest.mark.parametrize(
    "maker", ["newcomer", "superuser", "assessor", "editor", "field_office", "expert", "focal_point"]
)
def test_only_the_secretariat_decides_on_claims(maker):
    place = claim(make.newcomer())
    with pytest.raises(PermissionDenied):
        services.confirm_claim(membership=place, by=getattr(make, maker)())
    assert Membership.objects.get(pk=place.pk).state == "claimed"


def test_a_claim_is_decided_once():
    place, officer = claim(make.newcomer()), make.officer()
    services.confirm_claim(membership=place, by=officer)
    with pytest.raises(Refused, match="already been decided"):
        services.refuse_claim(membership=place, by=officer, reason="Too late")


def test_an_officer_does_not_decide_on_their_own_claim():
    officer = make.officer()
    place = claim(officer)
    with pytest.raises(Refused, match="own claim"):
        services.confirm_claim(membership=place, by=officer)


def test_an_invitation_keeps_neither_token_nor_body():
    party = make.country()
    invitation, token = invite(party, make.focal_point(party))
    mail = Message.objects.get(code="invitation")
    assert (mail.secret, mail.body) == (True, "")
    assert mail.secret_until == invitation.expires_at
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())
    assert token not in str(Entry.objects.filter(verb="invitation.sent").values().get())
    assert services.find_invitation(token) == invitation


def test_the_invited_person_joins_with_their_own_address():
    party = make.country()
    focal = make.focal_point(party)
    invitation, _token = invite(party, focal)
    user = make.newcomer(email="new@example.org")
    place = services.accept_invitation(invitation=invitation, by=user)
    assert (place.state, place.is_focal, place.decided_by) == ("confirmed", False, focal)
    assert standing.of(user).writer_of == {party.pk}
    assert Message.objects.get(code="invitation.accepted").to == focal


def test_an_invitation_serves_once():
    party = make.country()
    invitation, _token = invite(party, make.focal_point(party))
    user = make.newcomer(email="new@example.org")
    services.accept_invitation(invitation=invitation, by=user)
    with pytest.raises(Refused, match="no longer valid"):
        services.accept_invitation(invitation=invitation, by=user)


def test_an_invitation_expires_after_fourteen_days():
    party = make.country()
    invitation, _token = invite(party, make.focal_point(party))
    assert timedelta(days=13) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(Refused, match="no longer valid"):
        services.accept_invitation(invitation=invitation, by=make.newcomer(email="new@example.org"))


def test_a_revoked_invitation_opens_nothing():
    party = make.country()
    focal = make.focal_point(party)
    invitation, _token = invite(party, focal)
    services.revoke_invitation(invitation=invitation, by=focal)
    with pytest.raises(Refused, match="no longer valid"):
        services.accept_invitation(invitation=invitation, by=make.newcomer(email="new@example.org"))
    with pytest.raises(Refused, match="no longer open"):
        services.revoke_invitation(invitation=invitation, by=focal)


@pytest.mark.parametrize("verified", [True, False])
def test_another_or_an_unverified_address_is_refused(verified):
    party = make.country()
    invitation, _token = invite(party, make.focal_point(party))
    email = "other@example.org" if verified else "new@example.org"
    with pytest.raises(Refused, match="another address"):
        services.accept_invitation(invitation=invitation, by=make.newcomer(email=email, verified=verified))


def test_a_new_invitation_replaces_the_open_one():
    party = make.country()
    focal = make.focal_point(party)
    first, _token = invite(party, focal)
    second, _token = invite(party, focal)
    first.refresh_from_db()
    assert (first.is_open, second.is_open) == (False, True)


def test_who_is_in_the_team_is_not_invited_again():
    party = make.country()
    focal = make.focal_point(party)
    with pytest.raises(Refused, match="already in the team"):
        invite(party, focal, email=make.signatory(party).email)


def test_an_invitation_confirms_a_waiting_claim():
    party = make.country()
    user = make.newcomer(email="new@example.org")
    place = claim(user, party)
    invitation, _token = invite(party, make.focal_point(party))
    assert services.accept_invitation(invitation=invitation, by=user).pk == place.pk


@pytest.mark.parametrize("who", ["other_focal", "signatory", "plain_writer", "superuser", "newcomer"])
def test_only_who_manages_the_team_or_the_secretariat_invites(who):
    party = make.country()
    plain = make.newcomer()
    make.membership(plain, party, is_focal=False)
    people = {
        "other_focal": make.focal_point(make.country("ZWE")),
        "signatory": make.signatory(party),
        "plain_writer": plain,
        "superuser": make.superuser(),
        "newcomer": make.newcomer(),
    }
    with pytest.raises(PermissionDenied):
        invite(party, people[who])


def test_only_the_secretariat_invites_a_focal_point():
    party = make.country()
    by_focal, _token = invite(party, make.focal_point(party), email="a@example.org", as_focal=True)
    by_officer, _token = invite(party, make.officer(), email="b@example.org", as_focal=True)
    assert (by_focal.as_focal, by_officer.as_focal) == (False, True)
    place = services.accept_invitation(invitation=by_officer, by=make.newcomer(email="b@example.org"))
    assert place.is_focal


def test_a_deputy_manages_the_team_until_it_ends():
    party = make.country()
    focal, deputy = make.focal_point(party), make.newcomer()
    place = make.membership(deputy, party, is_focal=False)
    services.make_deputy(membership=place, by=focal)
    assert standing.of(services.make_deputy(membership=place, by=focal).user).team_of == {party.pk}
    assert verbs() == ["membership.deputy_made"]
    invite(party, type(deputy).objects.get(pk=deputy.pk))
    services.unmake_deputy(membership=place, by=focal)
    with pytest.raises(PermissionDenied):
        invite(party, type(deputy).objects.get(pk=deputy.pk), email="c@example.org")


@pytest.mark.parametrize("kind", ["signatory", "focal"])
def test_only_a_plain_writer_becomes_deputy(kind):
    party = make.country()
    focal = make.focal_point(party)
    place = make.membership(make.newcomer(), party, "signatory" if kind == "signatory" else "writer")
    with pytest.raises(Refused, match="Only a writer"):
        services.make_deputy(membership=place, by=focal)


def handed(party, **fields):
    focal, colleague = make.focal_point(party), make.newcomer()
    giver = Membership.objects.get(user=focal)
    receiver = make.membership(colleague, party, is_focal=False)
    values = {"giver": giver, "receiver": receiver, "by": focal, "reason": "Change of post", **fields}
    return values


def test_a_handover_moves_the_part_logs_it_and_tells_both():
    party = make.country()
    values = handed(party)
    services.hand_over(**values)
    values["giver"].refresh_from_db()
    values["receiver"].refresh_from_db()
    assert (values["giver"].is_focal, values["receiver"].is_focal) == (False, True)
    entry = Entry.objects.get(verb="membership.handed_over")
    assert (entry.reason, entry.country) == ("Change of post", party)
    assert entry.old["focal point"] == values["giver"].user.name
    assert set(Message.objects.filter(code="handover").values_list("to", flat=True)) == {
        values["giver"].user_id,
        values["receiver"].user_id,
    }


def test_who_hands_over_may_leave_at_once():
    values = handed(make.country(), leave=True)
    services.hand_over(**values)
    values["giver"].refresh_from_db()
    assert values["giver"].state == "ended"


def test_a_handover_needs_a_reason():
    with pytest.raises(Refused, match="Say why"):
        services.hand_over(**handed(make.country(), reason=" "))


def test_a_signatory_does_not_become_focal_point():
    party = make.country()
    values = handed(party)
    values["receiver"] = Membership.objects.get(user=make.signatory(party))
    with pytest.raises(Refused, match="signatory cannot also write"):
        services.hand_over(**values)


def test_a_handover_stays_in_the_team():
    values = handed(make.country())
    values["receiver"] = Membership.objects.get(user=make.focal_point(make.country("ZWE")))
    with pytest.raises(Refused, match="same team"):
        services.hand_over(**values)


def test_only_the_focal_points_part_is_handed_over():
    values = handed(make.country())
    values["giver"], values["receiver"] = values["receiver"], values["giver"]
    with pytest.raises(Refused, match="Only the focal point"):
        services.hand_over(**values)


def test_a_stranger_hands_nothing_over():
    values = handed(make.country())
    values["by"] = make.focal_point(make.country("ZWE"))
    with pytest.raises(PermissionDenied):
        services.hand_over(**values)


def test_ending_a_place_takes_effect_and_ends_the_sessions():
    party = make.country()
    focal, leaver = make.focal_point(party), make.newcomer()
    place = make.membership(leaver, party, is_focal=False)
    before = leaver.get_session_auth_hash()
    services.end_membership(membership=place, by=focal, reason="Left the ministry")
    leaver = type(leaver).objects.get(pk=leaver.pk)
    assert leaver.get_session_auth_hash() != before
    assert standing.of(leaver).parties == frozenset()
    assert "Left the ministry" in Message.objects.get(code="membership.ended").body


def test_one_leaves_alone_without_a_mail():
    signatory = make.signatory(make.country())
    services.end_membership(membership=signatory.memberships.get(), by=signatory, reason="Retired")
    assert not Message.objects.filter(code="membership.ended").exists()


def test_the_only_focal_point_hands_over_before_leaving_a_team():
    party = make.country()
    focal = make.focal_point(party)
    make.signatory(party)
    with pytest.raises(Refused, match="Hand over"):
        services.end_membership(membership=focal.memberships.get(), by=focal, reason="Retired")
    services.end_membership(membership=focal.memberships.get(), by=make.officer(), reason="Retired")


def test_ending_needs_a_reason_and_a_right():
    party = make.country()
    place = make.signatory(party).memberships.get()
    with pytest.raises(Refused, match="Say why"):
        services.end_membership(membership=place, by=make.focal_point(party), reason="")
    with pytest.raises(PermissionDenied):
        services.end_membership(membership=place, by=make.focal_point(make.country("ZWE")), reason="Mine")


def test_a_place_ends_once():
    party = make.country()
    place = make.signatory(party).memberships.get()
    officer = make.officer()
    services.end_membership(membership=place, by=officer, reason="Left")
    with pytest.raises(Refused, match="no longer in the team"):
        services.end_membership(membership=place, by=officer, reason="Left")


def test_who_was_removed_brings_nobody_in_by_an_older_invitation():
    party = make.country()
    focal = make.focal_point(party)
    invitation, _token = invite(party, focal)
    place = Membership.objects.get(user=focal)
    services.end_membership(membership=place, by=make.officer(), reason="No longer at the ministry.")
    with pytest.raises(Refused, match="no longer valid"):
        services.accept_invitation(invitation=invitation, by=make.newcomer(email="new@example.org"))


def test_an_invitation_dies_with_the_role_or_the_account_of_who_sent_it():
    party = make.country()
    officer, other = make.officer(), make.officer()
    first, _token = invite(party, officer, as_focal=True)
    second, _token = invite(party, other, email="second@example.org")
    services.end_role(role=officer.roles.get(), by=make.head(), reason="Left.")
    services.block_person(user=other, by=make.head(), reason="Lost computer.")
    for invitation in (first, second):
        with pytest.raises(Refused, match="no longer valid"):
            services.accept_invitation(invitation=invitation, by=make.newcomer(email=invitation.email))


def test_an_officer_does_not_become_a_focal_point_by_inviting_themselves():
    officer = make.officer(email="new@example.org")
    invitation, _token = invite(make.country(), officer, as_focal=True)
    with pytest.raises(Refused, match="invites themselves"):
        services.accept_invitation(invitation=invitation, by=officer)
