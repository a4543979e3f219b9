"""A whole account is erased: what was held goes, what the record must keep stays without a name."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.accounts import ports, services
from portal.accounts.models import Invitation, Membership, User
from portal.accounts.ports import ErasablePart
from portal.accounts.services import Refused, erase_person
from portal.activity.models import Entry
from portal.activity.services import record
from portal.documents import jobs
from portal.documents.models import Job, StoredFile
from portal.documents.services import request_job, running
from portal.messaging.models import Message
from portal.messaging.services import deliver, post

from . import factories as make

pytestmark = pytest.mark.django_db


def told(user, **more):
    return post(code="expert.expired", to=user, context={}, links={"link": "/"}, **more)


def signed_in(client, user):
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def test_nothing_of_the_person_is_left_but_that_somebody_acted():
    user = make.focal_point(make.country("UGA"), name="Rudo Moyo", email="rudo@example.org")
    other = make.focal_point(make.country("UGA"))
    place = Membership.objects.get(user=user)
    record(actor=user, verb="membership.deputy_made", target=place, reason="Rudo asks")
    record(actor=other, verb="membership.handed_over", target=place, new={"focal point": "Rudo Moyo"})
    told(user)
    told(None, email="rudo@example.org", language="en")
    erase_person(user=user, by=user)
    fresh = User.objects.get(pk=user.pk)
    assert (str(fresh), fresh.name, fresh.is_active) == ("Somebody (erased)", "", False)
    assert not fresh.has_usable_password()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert Membership.objects.get(pk=place.pk).state == Membership.State.ENDED
    everything = [*Entry.objects.all(), *Message.objects.all(), *Membership.objects.all(), *User.objects.all()]
    words = " ".join(str(value) for row in everything for value in vars(row).values())
    assert "rudo" not in words.lower()
    assert Entry.objects.filter(actor=user, verb="membership.deputy_made").exists(), "that it was done stays"
    assert Entry.objects.get(verb="person.erased").label == "Somebody (erased)"


def test_what_has_not_left_does_not_leave_and_mail_files_go(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    user, neighbour = make.newcomer(), make.newcomer()
    for person in (user, neighbour):
        assert deliver(told(person).pk) == "sent"
    waiting = told(user)
    assert len(list(tmp_path.glob("*.log"))) == 2
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(user=user, by=user)
    (left,) = tmp_path.glob("*.log")
    assert neighbour.email in left.read_text()
    assert Message.objects.get(pk=waiting.pk).state == "stopped"
    assert deliver(waiting.pk) == "not due"


def test_files_made_for_the_person_go():
    user = make.newcomer()
    jobs.register("test.mine", "Mine", lambda context: jobs.JobResult("x.txt", "text/plain", b"Rudo"))
    job = request_job(kind="test.mine", params={}, requested_by=user, language="en")
    running.run(job.pk)
    erase_person(user=user, by=user)
    assert not Job.objects.filter(pk=job.pk).exists()
    assert StoredFile.objects.get().removed_at is not None


def test_the_address_is_free_again_and_open_invitations_to_it_are_revoked():
    focal = make.focal_point(make.country("UGA"))
    user = make.newcomer(email="nia@example.org")
    services.invite(country=make.country("UGA"), email=user.email, kind="writer", institution="Ministry", by=focal)
    erase_person(user=user, by=user)
    invitation = Invitation.objects.get()
    assert not invitation.is_open
    assert "nia" not in invitation.email
    assert make.newcomer(email="nia@example.org").pk != user.pk


@pytest.mark.parametrize("kind", ["officer", "head", "editor"])
def test_who_holds_a_role_of_the_office_is_not_erased_before_it_ends(kind):
    user = make.newcomer()
    services.grant_role(user=user, kind=kind, by=None)
    with pytest.raises(Refused, match="must be ended first"):
        erase_person(user=user, by=user)
    services.end_role(role=user.roles.get(), by=None, reason="Left.")
    erase_person(user=user, by=user)
    assert User.objects.get(pk=user.pk).erased_at is not None


def test_a_team_is_not_left_without_its_focal_point():
    country = make.country("UGA")
    focal, writer = make.focal_point(country), make.focal_point(country)
    Membership.objects.filter(user=writer).update(is_focal=False)
    with pytest.raises(Refused, match="Hand over"):
        erase_person(user=focal, by=focal)
    assert User.objects.get(pk=focal.pk).erased_at is None
    assert Membership.objects.get(user=focal).is_confirmed


def test_the_head_erases_at_the_persons_request_with_a_reason_and_nobody_else_does():
    user, head = make.newcomer(), make.head()
    for stranger in (make.officer(), make.superuser(), make.newcomer()):
        with pytest.raises(PermissionDenied):
            erase_person(user=user, by=stranger, reason="Asked.")
    with pytest.raises(Refused, match="Say why"):
        erase_person(user=user, by=head)
    erase_person(user=user, by=head, reason="Letter of 3 November.")
    with pytest.raises(Refused, match="has been erased"):
        erase_person(user=user, by=head, reason="Again.")
    with pytest.raises(Refused, match="keeps the system"):
        erase_person(user=make.superuser(), by=head, reason="Asked.")


def test_a_room_that_refuses_keeps_everything(monkeypatch):
    def refuse(*, user, by):
        raise Refused("Files wait for an assessment.")

    monkeypatch.setattr(ports.erase, "_providers", [refuse])
    user = make.focal_point(make.country("UGA"))
    with pytest.raises(Refused, match="Files wait"):
        erase_person(user=user, by=user)
    assert Membership.objects.get(user=user).is_confirmed


def test_the_page_asks_for_the_address_erases_and_signs_out(client):
    url = reverse("accounts:erase")
    signed_in(client, make.newcomer(email="nia@example.org"))
    assert "cannot be undone" in client.get(url).content.decode()
    wrong = client.post(url, {"address": "other@example.org"})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert 'value="other@example.org"' in text
    assert "<title>Error:" in text
    assert "Your account is erased" in client.post(url, {"address": " Nia@Example.org "}).content.decode()
    assert client.get(url).status_code == 302, "signed out"


def test_the_page_of_ones_data_names_the_parts_that_can_be_erased_alone(client, monkeypatch):
    monkeypatch.setattr(ports.erasable, "_providers", [lambda user: [ErasablePart("A part", "Its words.", "/x/")]])
    text = signed_in(client, make.newcomer()).get(reverse("accounts:data")).content.decode()
    assert 'href="/x/"' in text
    assert reverse("accounts:erase") in text


def test_the_office_erases_from_the_page_of_the_person(client):
    user = make.newcomer()
    signed_in(client, make.head())
    url = reverse("admin:accounts_user_erase", args=[user.pk])
    assert client.post(url, {"act": "erase", "reason": ""}).status_code == 200
    assert client.post(url, {"act": "erase", "reason": "Letter."}).status_code == 302
    assert User.objects.get(pk=user.pk).erased_at is not None
    assert "erased.invalid" not in client.get(reverse("admin:accounts_user_changelist")).content.decode()
