"""Session lost, nothing lost: what was typed comes back after signing in, and nothing else does."""

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts import resume
from portal.accounts.models import Membership
from portal.activity.models import Entry

from . import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/en/workspace/claim/"
RESUME = "/en/workspace/resume/"
TYPED = {
    "party": "UGA",
    "institution": "Ministère « culture » & <b>",
    "why": "Ligne 1\r\nLigne 2 مرحبا 🌍",
    "kind": "writer",
}


def hidden(response):
    """The hidden fields of the page, as a browser would send them."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def carried(client, typed=None, **extra):
    response = client.post(PAGE, {**(typed or TYPED), **extra})
    return response, hidden(response)


def credentials(user, password=make.PASSWORD):
    return {"login": user.email, "password": password}


def test_a_form_posted_without_a_session_is_answered_with_a_sign_in_page_that_carries_it(client):
    response, fields = carried(client)
    assert response.status_code == 403
    assert fields["target"] == PAGE
    assert dict(resume.unpack(fields["typed"])) == {name: [value] for name, value in TYPED.items()}
    assert "<b>" not in fields["target"]
    assert "culture » & <b>" not in response.content.decode()
    assert not Membership.objects.exists()


def test_it_works_without_any_cookie_and_with_the_token_enforced(strict):
    response, _fields = carried(strict)
    assert response.status_code == 403
    assert b"Sign in" in response.content


def test_after_signing_in_the_page_opens_with_everything_in_its_place(client):
    user = make.newcomer()
    make.country()
    _response, fields = carried(client)
    answer = client.post(RESUME, {**fields, **credentials(user)})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    page = client.get(PAGE).content.decode()
    assert "not saved yet" in page
    assert html.escape(TYPED["institution"]) in page
    assert "Ligne 1\nLigne 2 مرحبا 🌍" in page.replace("\r\n", "\n")
    assert not Membership.objects.exists(), "restored is not saved"


def test_reloading_keeps_it_and_saving_forgets_it(client):
    user = make.newcomer()
    make.country()
    _response, fields = carried(client)
    client.post(RESUME, {**fields, **credentials(user)})
    for _reload in range(2):
        assert "not saved yet" in client.get(PAGE).content.decode()
    client.post(PAGE, TYPED)
    assert Membership.objects.get().institution == TYPED["institution"]
    assert "not saved yet" not in client.get(PAGE).content.decode()


def test_a_wrong_password_keeps_what_was_typed(client):
    user = make.newcomer()
    _response, fields = carried(client)
    answer = client.post(RESUME, {**fields, **credentials(user, "wrong")})
    assert 'role="alert"' in answer.content.decode()
    assert hidden(answer)["typed"] == fields["typed"]
    assert "_auth_user_id" not in client.session


def test_neither_tokens_nor_passwords_are_carried(client):
    _response, fields = carried(client, csrfmiddlewaretoken="abc", password="secret-1", new_password="secret-2")
    assert "secret-" not in fields["typed"]
    assert "csrfmiddlewaretoken" not in fields["typed"]


def test_files_are_named_since_they_cannot_be_kept(client):
    user = make.newcomer()
    upload = SimpleUploadedFile("lettre <signée>.pdf", b"%PDF-1.4", "application/pdf")
    response, fields = carried(client, letter=upload)
    assert html.escape("lettre <signée>.pdf") in response.content.decode()
    assert "%PDF" not in response.content.decode()
    client.post(RESUME, {**fields, **credentials(user)})
    assert html.escape("lettre <signée>.pdf") in client.get(PAGE).content.decode()


def test_several_values_of_one_name_come_back(client):
    _response, fields = carried(client, {"chosen": ["1.1", "2.4"], "note": ""})
    assert resume.unpack(fields["typed"]) == [("chosen", ["1.1", "2.4"]), ("note", [""])]


def test_a_stale_token_gives_the_text_back_to_who_is_signed_in(strict):
    user = make.newcomer()
    make.country()
    strict.force_login(user)
    response, fields = carried(strict)
    assert response.status_code == 403
    assert b"Open the page with my text" in response.content
    token = fields["csrfmiddlewaretoken"]
    answer = strict.post(RESUME, {**fields, "csrfmiddlewaretoken": token})
    assert answer["Location"] == PAGE
    assert html.escape(TYPED["institution"]) in strict.get(PAGE).content.decode()
    assert not Membership.objects.exists()


def test_the_sign_in_page_itself_survives_a_stale_token(strict):
    _response, fields = carried(strict)
    strict.cookies.clear()
    answer = strict.post(RESUME, {**fields, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert hidden(answer)["typed"] == fields["typed"]


def test_a_form_posted_from_another_site_is_not_carried(client):
    response = client.post(PAGE, TYPED, HTTP_ORIGIN="https://evil.example")
    assert response.status_code == 403
    assert "typed" not in hidden(response)


def test_a_page_that_is_not_marked_gets_the_plain_answer(strict):
    response = strict.post("/en/accounts/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "typed" not in hidden(response)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "https://evil.example/",
        "//evil.example/en/workspace/claim/",
        "/\\evil.example",
        "/en/workspace/",
        "/nowhere/",
        "javascript:x",
    ],
)
def test_one_is_never_sent_elsewhere(client, target):
    assert client.post(RESUME, {**credentials(make.newcomer()), "target": target, "typed": "[]"}).status_code == 404


@pytest.mark.parametrize("typed", ["", "{", "[1]", '[["a", 1]]', '[["a", [1]]]', '{"a": "b"}', "null", "[" * 5000])
def test_a_forged_text_restores_nothing_and_breaks_nothing(client, typed):
    user = make.newcomer()
    answer = client.post(RESUME, {**credentials(user), "target": PAGE, "typed": typed, "files": "{"})
    assert answer.status_code == 302
    assert client.get(PAGE).status_code == 200


def test_the_autosave_of_a_page_is_told_in_json(client):
    response = client.post(PAGE, TYPED, HTTP_ACCEPT="application/json")
    assert response.status_code == 403
    assert "sign in" in json.loads(response.content)["text"]


def test_the_autosave_with_a_stale_token_is_told_in_json(strict):
    strict.force_login(make.newcomer())
    assert "text" in strict.post(PAGE, TYPED, HTTP_ACCEPT="application/json").json()


def totp_code(secret):
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


def test_the_second_factor_is_asked_for_and_the_text_waits_behind_it(client):
    user = make.newcomer()
    make.country()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    _response, fields = carried(client)
    answer = client.post(RESUME, {**fields, **credentials(user)})
    assert "/2fa/authenticate/" in answer["Location"]
    assert "_auth_user_id" not in client.session
    assert client.get(PAGE).status_code == 302
    answer = client.post(answer["Location"], {"code": totp_code(secret)})
    assert answer["Location"] == PAGE
    assert html.escape(TYPED["institution"]) in client.get(PAGE).content.decode()
    assert Authenticator.objects.filter(user=user).exists()


def test_signing_in_another_way_keeps_the_text_too(client):
    user = make.newcomer()
    make.country()
    _response, fields = carried(client)
    answer = client.post(RESUME, {**fields, "action": "other"})
    assert answer["Location"].startswith("/en/accounts/login/?next=%2Fen%2Fworkspace%2Fclaim%2F")
    client.post(answer["Location"], {**credentials(user), "next": PAGE})
    assert html.escape(TYPED["institution"]) in client.get(PAGE).content.decode()


def test_what_one_person_typed_is_shown_on_no_page_that_is_closed_to_the_next(client):
    party = make.country()
    make.focal_point(party)
    stranger = make.focal_point(make.country("ZWE"))
    invite = "/en/workspace/team/uga/invite/"
    response = client.post(invite, {"email": "x@example.org"})
    answer = client.post(RESUME, {**hidden(response), **credentials(stranger)})
    assert answer["Location"] == invite
    assert client.get(invite).status_code == 404


def test_a_text_beyond_the_limit_says_so_and_is_not_carried(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
    response, fields = carried(client, {"why": "x" * (resume.LIMIT + 1)})
    assert fields["typed"] == ""
    assert "too long" in response.content.decode()


def test_a_hundred_thousand_characters_come_back(client):
    user = make.newcomer()
    _response, fields = carried(client, {**TYPED, "why": "é" * 100_000})
    client.post(RESUME, {**fields, **credentials(user)})
    assert "é" * 100_000 in client.get(PAGE).content.decode()


def test_the_session_holds_a_few_pages_and_no_more_than_the_limit(rf):
    request = rf.get("/")
    request.session, request.user = {}, AnonymousUser()
    for number in range(6):
        resume.keep(request, target=f"/p{number}/", typed=[("a", ["x"])], files=[])
    assert list(request.session[resume.KEPT]) == ["/p3/", "/p4/", "/p5/"]
    resume.keep(request, target="/big/", typed=[("a", ["x" * (resume.LIMIT - 50)])], files=[])
    assert list(request.session[resume.KEPT]) == ["/big/"]


def test_signing_in_by_get_is_not_offered(client):
    assert client.get(RESUME).status_code == 405


def test_nothing_is_logged_for_what_was_only_carried(client):
    carried(client)
    assert not Entry.objects.exists()


def test_what_comes_back_is_shown_without_complaints(client):
    user = make.newcomer()
    _response, fields = carried(client, {"institution": "Half-filled"})
    client.post(RESUME, {**fields, **credentials(user)})
    page = client.get(PAGE).content.decode()
    assert "Half-filled" in page
    assert 'role="alert"' not in page


@pytest.mark.parametrize(("minutes", "shown"), [(1, True), (20, False)])
def test_what_nobody_came_back_for_is_not_shown_to_the_next_person(client, monkeypatch, minutes, shown):
    make.country()
    _response, fields = carried(client)
    client.post(RESUME, {**fields, "action": "other"})
    later = resume.time.time() + minutes * 60
    monkeypatch.setattr(resume.time, "time", lambda: later)
    client.force_login(make.newcomer())
    assert (html.escape(TYPED["institution"]) in client.get(PAGE).content.decode()) is shown


def test_what_one_person_took_up_is_not_shown_to_another(client):
    make.country()
    _response, fields = carried(client)
    client.post(RESUME, {**fields, **credentials(make.newcomer())})
    session = client.session
    session[resume.KEPT][PAGE]["of"] = 0
    session.save()
    assert "not saved yet" not in client.get(PAGE).content.decode()
