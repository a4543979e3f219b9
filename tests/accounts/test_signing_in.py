"""Opening an account and signing in: codes, resets, second factor, throttling, equal answers."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings as project
from django.core import mail

from portal.accounts import services, standing
from portal.accounts.models import User
from portal.messaging.models import Message

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

LOGIN, SIGNUP, CODE = "/en/accounts/login/", "/en/accounts/signup/", "/en/accounts/login/code/"
RESET = "/en/accounts/password/reset/"
NEW = {"name": "Rudo Moyo", "email": "rudo@example.org", "password1": make.PASSWORD, "password2": make.PASSWORD}


@pytest.fixture
def at_once(monkeypatch):
    """Messages leave without waiting for the test's own transaction."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda call, **_options: call())


def shown(response):
    """What a stranger can tell two answers apart by: status, where to, and the words (tokens and address aside)."""
    words = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", response.content.decode())
    return response.status_code, response.headers.get("Location"), re.sub(r"[\w.]+@example\.org", "", words)


def signed_in(client):
    return "_auth_user_id" in client.session


def code_in(message):
    return re.search(r"^([A-Z0-9]{2,}-?[A-Z0-9]{2,})$", message.body, re.M).group(1)


def totp(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_signing_up_verifies_the_address_by_a_code(client):
    answer = client.post("/fr/accounts/signup/", NEW)
    assert answer.status_code == 302
    user = User.objects.get()
    assert (user.name, user.language) == ("Rudo Moyo", "fr")
    assert not EmailAddress.objects.get().verified
    assert client.get("/fr/workspace/").status_code == 302
    message = Message.objects.get(code="account.email_confirmation_signup")
    assert (message.language, message.secret, message.body, message.state) == ("fr", True, "", "sent")
    assert "Saisissez ce code" in mail.outbox[0].body
    client.post(answer["Location"], {"code": code_in(mail.outbox[0])})
    assert EmailAddress.objects.get().verified
    assert signed_in(client)
    assert client.get("/fr/workspace/").status_code == 200


def test_a_wrong_code_verifies_nothing(client):
    answer = client.post(SIGNUP, NEW)
    client.post(answer["Location"], {"code": "WRONG1"})
    assert not EmailAddress.objects.get().verified
    assert not signed_in(client)


def test_a_name_is_asked_for_and_a_weak_password_refused(client):
    assert client.post(SIGNUP, {**NEW, "name": ""}).status_code == 200
    assert client.post(SIGNUP, {**NEW, "password1": "password12", "password2": "password12"}).status_code == 200
    assert not User.objects.exists()


def test_signing_in_by_password_in_any_case_of_the_address(client):
    make.newcomer(email="rudo@example.org")
    answer = client.post(LOGIN, {"login": "Rudo@Example.ORG", "password": make.PASSWORD})
    assert answer["Location"] == "/en/workspace/"
    assert signed_in(client)


def test_signing_in_by_a_code(client):
    user = make.newcomer(language="fr")
    answer = client.post(CODE, {"email": user.email})
    message = Message.objects.get(code="account.login_code")
    assert (message.to, message.language, message.secret) == (user, "fr", True)
    client.post(answer["Location"], {"code": code_in(mail.outbox[0])})
    assert signed_in(client)


def test_choosing_a_new_password_by_a_link_of_our_own_address(client, settings):
    user = make.newcomer()
    client.post(RESET, {"email": user.email}, HTTP_HOST="localhost")
    link = re.search(r"http\S+", mail.outbox[0].body).group(0)
    assert link.startswith(settings.PUBLIC_URL + "/en/accounts/password/reset/key/")
    page = client.get(link.removeprefix(settings.PUBLIC_URL), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "another-long-one", "password2": "another-long-one"})
    user.refresh_from_db()
    assert user.check_password("another-long-one")


def test_opening_the_link_changes_nothing(client, settings):
    user = make.newcomer()
    client.post(RESET, {"email": user.email})
    link = re.search(r"http\S+", mail.outbox[0].body).group(0).removeprefix(settings.PUBLIC_URL)
    for _scanner in range(3):
        client.get(link, follow=True)
    user.refresh_from_db()
    assert user.check_password(make.PASSWORD)


def test_known_and_unknown_addresses_get_the_same_answer_when_signing_up(client):
    make.newcomer(email="known@example.org")
    known = client.post(SIGNUP, {**NEW, "email": "known@example.org"})
    known_next = client.get(known["Location"])
    other = type(client)()
    fresh = other.post(SIGNUP, {**NEW, "email": "fresh@example.org"})
    fresh_next = other.get(fresh["Location"])
    assert shown(known) == shown(fresh)
    assert shown(known_next) == shown(fresh_next)
    assert Message.objects.filter(code="account.account_already_exists", email="known@example.org").exists()


@pytest.mark.parametrize("address", [RESET, CODE])
def test_known_and_unknown_addresses_get_the_same_answer_when_asking_for_access(client, address):
    make.newcomer(email="known@example.org")
    known = client.post(address, {"email": "known@example.org"})
    other = type(client)()
    fresh = other.post(address, {"email": "fresh@example.org"})
    assert shown(known) == shown(fresh)
    assert shown(client.get(known["Location"])) == shown(other.get(fresh["Location"]))
    assert Message.objects.filter(code="account.unknown_account", email="fresh@example.org").exists()


def test_known_and_unknown_addresses_get_the_same_answer_when_signing_in(client):
    make.newcomer(email="known@example.org")
    known = client.post(LOGIN, {"login": "known@example.org", "password": "wrong-password"})
    fresh = client.post(LOGIN, {"login": "fresh@example.org", "password": "wrong-password"})
    assert shown(known) == shown(fresh)


def test_trying_many_passwords_is_slowed_down(client):
    user = make.newcomer()
    for _attempt in range(12):
        answer = client.post(LOGIN, {"login": user.email, "password": "wrong-password"})
    answer = client.post(LOGIN, {"login": user.email, "password": make.PASSWORD})
    assert not signed_in(client)
    assert answer.status_code in {200, 429}


def test_a_hurried_reader_gets_a_page_that_says_so(client):
    for _attempt in range(40):
        answer = client.post(LOGIN, {"login": "a@example.org", "password": "wrong-password"})
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_never_leads_off_the_portal(client, target):
    user = make.newcomer()
    answer = client.post(LOGIN, {"login": user.email, "password": make.PASSWORD, "next": target})
    assert answer["Location"] == "/en/workspace/"


def test_next_leads_back_to_the_page(client):
    user = make.newcomer()
    answer = client.post(LOGIN, {"login": user.email, "password": make.PASSWORD, "next": "/en/workspace/account/"})
    assert answer["Location"] == "/en/workspace/account/"


def test_a_blocked_person_does_not_get_in(client):
    user = make.newcomer(is_active=False)
    client.post(LOGIN, {"login": user.email, "password": make.PASSWORD})
    assert not signed_in(client)


def test_a_second_factor_is_asked_for_once_it_is_set_up(client):
    user = make.newcomer()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    answer = client.post(LOGIN, {"login": user.email, "password": make.PASSWORD})
    assert not signed_in(client)
    client.post(answer["Location"], {"code": totp(secret)})
    assert signed_in(client)


@pytest.mark.parametrize("maker", ["officer", "head", "editor", "field_office", "superuser"])
def test_people_of_the_secretariat_set_up_a_second_factor_before_anything_else(client, settings, maker):
    settings.STAFF_MFA_REQUIRED = True
    user = getattr(make, maker)()
    client.force_login(user)
    for page in ("/en/workspace/", "/admin/", "/en/workspace/account/"):
        assert client.get(page)["Location"] == "/en/accounts/2fa/"
    assert client.get("/en/accounts/2fa/").status_code in {200, 302}
    TOTP.activate(user, generate_totp_secret())
    assert client.get("/en/workspace/").status_code == 200


@pytest.mark.parametrize("maker", ["newcomer", "focal_point", "assessor", "expert"])
def test_others_may_do_without(client, settings, maker):
    settings.STAFF_MFA_REQUIRED = True
    client.force_login(getattr(make, maker)())
    assert client.get("/en/workspace/").status_code == 200


def test_the_demonstration_does_without(client):
    client.force_login(make.officer())
    assert client.get("/en/workspace/").status_code == 200


def test_times_are_shown_in_the_readers_zone(client):
    from django.utils import timezone

    user = make.newcomer(time_zone="Asia/Tbilisi")
    client.force_login(user)
    answer = client.get("/en/workspace/account/")
    assert 'value="Asia/Tbilisi" selected' in answer.content.decode()
    assert timezone.get_current_timezone_name() == "UTC"


def test_an_unknown_zone_on_the_row_breaks_no_page(client):
    user = make.newcomer()
    User.objects.filter(pk=user.pk).update(time_zone="Mars/Olympus")
    client.force_login(user)
    assert client.get("/en/workspace/").status_code == 200


def test_signed_in_pages_are_kept_by_nobody(client):
    client.force_login(make.newcomer())
    assert "no-store" in client.get("/en/workspace/")["Cache-Control"]


def test_a_person_invited_opens_an_account_and_comes_back_to_the_invitation(client):
    party = make.country()
    services.invite(
        country=party,
        email="rudo@example.org",
        kind="writer",
        institution="Ministry",
        by=make.officer(),
        language="en",
    )
    link = re.search(r"/en/invitations/\S+", mail.outbox[-1].body).group(0)
    sign_up = re.search(r'href="([^"]*signup[^"]*)"', client.get(link).content.decode()).group(1)
    answer = client.post(sign_up, {**NEW, "next": link})
    answer = client.post(answer["Location"], {"code": code_in(mail.outbox[-1])})
    assert answer["Location"] == link
    assert client.post(link)["Location"] == "/en/workspace/"
    assert standing.of(User.objects.get(email="rudo@example.org")).writer_of == {party.pk}


def test_every_mail_of_signing_in_is_written_in_both_languages():
    """allauth may send these; each has our words, so that none falls back to a text of the package."""
    package = Path(allauth.__file__).parent / "templates"
    sent = {
        path.relative_to(package).as_posix().replace("/email/", ".").removesuffix("_subject.txt")
        for folder in ("account", "mfa")
        for path in (package / folder / "email").glob("*_subject.txt")
    }
    ours = {path.name.rsplit(".", 2)[0] for path in (Path(project.BASE_DIR) / "templates/messages").glob("*.txt")}
    assert sent - ours == set()
