"""No page of the office or of the accounts carries an inline style or an inline script."""

import re

import pytest
from django.urls import NoReverseMatch, reverse

from portal.office import ports, site
from tests.accounts import factories

pytestmark = pytest.mark.django_db

# A block of data is not a script: the policy lets it stand, the browser never runs it.
_INLINE = re.compile(
    rb"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))[^>]*>|\sstyle=|<style|\son[a-z]+=\"|javascript:", re.I
)
ENTRANCE = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_request_login_code",
    "account_reset_password_done",
]
MANAGE = [
    "account_email",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
]
BEHIND_A_FRESH_SIGN_IN = [
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
]


def offences(content: bytes) -> list[bytes]:
    return [found[0] for found in _INLINE.finditer(content)]


def test_the_search_for_offences_finds_them():
    for sinner in (b'<p style="x">', b"<script>x</script>", b'<a onclick="x">', b"<style>"):
        assert offences(sinner)
    assert not offences(b'<script src="/x.js"></script><script type="application/json">{}</script>')


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ENTRANCE)
def test_pages_before_the_sign_in(client, name, language):
    response = client.get(reverse(name).replace("/en/", f"/{language}/", 1))
    assert response.status_code == 200
    assert offences(response.content) == []
    assert response.content.count(b"<h1") == 1
    assert "default-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", MANAGE + BEHIND_A_FRESH_SIGN_IN)
def test_pages_of_the_account(client, name):
    person = factories.newcomer()
    client.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})
    response = client.get(reverse(name), follow=True)
    assert response.status_code in {200, 404}
    assert offences(response.content) == []
    if response.status_code == 200:
        assert response.content.count(b"<h1") == 1


def test_a_wrong_password_is_told_in_the_title_and_in_the_summary(client):
    response = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"})
    html = response.content.decode()
    assert "<title>Error: " in html
    assert 'role="alert"' in html
    assert offences(response.content) == []


@pytest.mark.parametrize("kind", ["superuser", "officer", "head"])
def test_every_list_and_every_form_of_the_office(client, kind):
    client.force_login(getattr(factories, kind)())
    seen = []
    for model in site._registry:
        first = model._default_manager.order_by("pk").first()
        for page in ("changelist", "add", "change", "delete", "history"):
            needs_one = page in {"change", "delete", "history"}
            if needs_one and first is None:
                continue
            try:
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
                address = reverse(name, args=[first.pk] if needs_one else [])
            except NoReverseMatch:
                continue  # some lists have pages of their own instead
            response = client.get(address)
            assert response.status_code in {200, 302, 404}, address
            assert offences(response.content) == [], address
            seen.append(response.status_code)
    assert 200 in seen


@pytest.mark.urls("tests.office.samples")
@pytest.mark.parametrize("page", ["", "add/", "{pk}/change/", "{pk}/delete/"])
def test_djangos_own_pages_in_our_dress(client, page, monkeypatch):
    monkeypatch.setattr(ports.may_enter, "_provider", lambda user: True)
    person = factories.officer()
    client.force_login(person)
    response = client.get("/admin/accounts/user/" + page.format(pk=person.pk))
    assert response.status_code == 200
    assert offences(response.content) == []
    assert response.content.count(b"<h1") == 1
    assert b"office.css" in response.content
    assert b"admin/css/base.css" not in response.content


def test_the_scripts_of_passkeys_are_files(client):
    html = client.get(reverse("account_login")).content.decode()
    for script in ("webauthn-json.js", "webauthn.js", "onload.js"):
        assert re.search(rf'<script src="/static/[^"]*{re.escape(script)}', html)
