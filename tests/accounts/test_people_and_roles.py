"""Accounts, roles and standing."""

import pytest
import rules
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError

from portal.accounts import services, standing
from portal.accounts.models import Role, User
from portal.accounts.services import Refused
from portal.activity.models import Entry

from . import factories as make

pytestmark = pytest.mark.django_db


def test_an_address_is_one_account_in_any_case():
    user = services.create_person(email="Rudo@Example.org", name="Rudo", password="a-long-password")
    assert user.email == "rudo@example.org"
    assert User.objects.get_by_natural_key("RUDO@example.ORG") == user
    with pytest.raises(Refused, match="already an account"):
        services.create_person(email="rudo@EXAMPLE.org", name="Other")
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="RUDO@example.org", name="Other")])


def test_a_created_person_can_sign_in_at_once():
    services.create_person(email="rudo@example.org", name="Rudo", password="a-long-password")
    assert authenticate(None, email="rudo@example.org", password="a-long-password") is not None
    assert authenticate(None, email="rudo@example.org", password="another") is None


def test_names_sort_without_accents():
    make.newcomer(name="Zoé"), make.newcomer(name="Élodie"), make.newcomer(name="Abel")
    assert [user.name for user in User.objects.all()] == ["Abel", "Élodie", "Zoé"]


def test_a_changed_name_changes_its_sorting_key():
    user = make.newcomer(name="Zoé")
    services.update_person(user=user, name="Ève", language="fr", time_zone="Africa/Harare")
    user.refresh_from_db()
    assert (user.name_key, user.language, user.time_zone) == ("eve", "fr", "Africa/Harare")
    entry = Entry.objects.get(verb="person.changed")
    assert entry.old == {"name": "Zoé", "language": "en", "time_zone": "UTC"}


def test_what_has_not_changed_is_not_logged():
    user = make.newcomer(name="Zoé")
    services.update_person(user=user, name="Zoé", language="en", time_zone="UTC")
    assert not Entry.objects.exists()


@pytest.mark.parametrize("fields", [{"time_zone": "Mars/Olympus"}, {"name": "  "}])
def test_a_person_has_a_name_and_a_known_time_zone(fields):
    values = {"name": "Zoé", "language": "en", "time_zone": "UTC", **fields}
    with pytest.raises(Refused):
        services.update_person(user=make.newcomer(), **values)


def test_signing_out_everywhere_ends_every_session(client):
    user = make.newcomer()
    client.force_login(user)
    assert client.get("/en/workspace/account/").status_code == 200
    services.sign_out_everywhere(user=user)
    assert client.get("/en/workspace/account/").status_code == 302
    assert Entry.objects.filter(verb="person.signed_out_everywhere").exists()


def test_a_role_is_granted_and_logged_with_its_reason():
    user, head = make.newcomer(), make.head()
    services.grant_role(user=user, kind="assessor", by=head, reason="Knows digital policy")
    assert standing.of(user).roles == {"assessor"}
    entry = Entry.objects.get(verb="role.granted")
    assert (entry.actor, entry.new, entry.reason) == (head, {"role": "assessor"}, "Knows digital policy")


def test_a_person_holds_several_roles_at_once():
    user, head = make.newcomer(), make.head()
    for kind in ("assessor", "expert", "officer"):
        services.grant_role(user=user, kind=kind, by=head)
    assert standing.of(user).roles == {"assessor", "expert", "officer"}


@pytest.mark.parametrize("maker", ["officer", "assessor", "editor", "newcomer", "focal_point"])
def test_only_the_head_and_who_keeps_the_system_grant_roles(maker):
    with pytest.raises(PermissionDenied):
        services.grant_role(user=make.newcomer(), kind="assessor", by=getattr(make, maker)())
    services.grant_role(user=make.newcomer(), kind="assessor", by=make.superuser())


def test_nobody_promotes_themselves():
    admin = make.superuser()
    with pytest.raises(Refused, match="to themselves"):
        services.grant_role(user=admin, kind="head", by=admin)


def test_a_role_is_held_once_and_exists():
    user, head = make.officer(), make.head()
    with pytest.raises(Refused, match="already"):
        services.grant_role(user=user, kind="officer", by=head)
    with pytest.raises(Refused, match="no such role"):
        services.grant_role(user=user, kind="king", by=head)


def test_a_field_office_covers_countries():
    user, head = make.newcomer(), make.head()
    with pytest.raises(Refused, match="which countries"):
        services.grant_role(user=user, kind="field_office", by=head)
    party = make.country()
    services.grant_role(user=user, kind="field_office", by=head, countries=[party])
    assert standing.of(user).field_countries == {party.pk}
    assert rules.test_rule("covers", user, party)
    assert not rules.test_rule("covers", user, make.country("ZWE"))


def test_an_ended_role_ends_sessions_and_can_be_granted_anew():
    user, head = make.officer(), make.head()
    before = user.get_session_auth_hash()
    services.end_role(role=user.roles.get(), by=head, reason="Left the Secretariat")
    user = User.objects.get(pk=user.pk)
    assert (standing.of(user).roles, user.get_session_auth_hash() == before) == (frozenset(), False)
    services.grant_role(user=user, kind="officer", by=head)
    assert Role.objects.filter(user=user).count() == 2


def test_ending_a_role_needs_a_reason_and_happens_once():
    role, head = make.officer().roles.get(), make.head()
    with pytest.raises(Refused, match="Say why"):
        services.end_role(role=role, by=head, reason=" ")
    services.end_role(role=role, by=head, reason="Left")
    with pytest.raises(Refused, match="already ended"):
        services.end_role(role=role, by=head, reason="Left")


def test_a_superuser_has_no_part_in_the_programme():
    admin = make.superuser()
    assert standing.of(admin) == standing.NOBODY
    for rule in ("is_officer", "is_head", "is_assessor", "is_focal_point", "is_secretariat"):
        assert not rules.test_rule(rule, admin)
    assert rules.test_rule("is_staff_member", admin)
    assert not admin.has_perm("accounts.decide_claims")


def test_a_blocked_person_has_no_standing():
    officer = make.officer()
    services.block_person(user=officer, by=make.head(), reason="Lost laptop")
    assert standing.of(officer) == standing.NOBODY
    assert not officer.is_staff
    services.unblock_person(user=officer, by=make.superuser(), reason="Found again")
    assert standing.of(officer).roles == {"officer"}


def test_nobody_blocks_themselves():
    head = make.head()
    with pytest.raises(Refused):
        services.block_person(user=head, by=head, reason="Holiday")


def test_standing_is_two_queries_and_then_none(django_assert_num_queries):
    user = make.field_office(make.country(), make.country("ZWE"))
    for iso3 in ("GAB", "GEO"):
        make.membership(user, make.country(iso3), is_focal=False)
    user = User.objects.get(pk=user.pk)
    with django_assert_num_queries(2):
        where = standing.of(user)
    with django_assert_num_queries(0):
        assert standing.of(user) is where
    assert len(where.parties) == len(where.field_countries) == 2


def test_a_rule_about_a_party_looks_at_that_party():
    party, other = make.country(), make.country("ZWE")
    focal, signatory = make.focal_point(party), make.signatory(party)
    assert rules.test_rule("is_focal_point", focal, party)
    assert not rules.test_rule("is_focal_point", focal, other)
    assert not rules.test_rule("is_focal_point", signatory, party)
    assert rules.test_rule("is_signatory", signatory, party)
    assert rules.test_rule("is_of_party", focal)


def test_ended_sessions_are_cleared_by_the_scheduler():
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from portal.accounts.tasks import clear_expired

    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now())
    clear_expired()
    assert not Session.objects.exists()


def test_the_command_line_makes_a_superuser(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a-long-password")
    call_command("createsuperuser", email="root@example.org", name="Root", interactive=False, verbosity=0)
    assert User.objects.get(email="root@example.org").is_superuser
