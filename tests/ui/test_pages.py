"""The frame of every page: language bar, title, landmarks, errors; public pages touch nobody's session."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import translation

from portal.ui import nav
from portal.ui.pages import public_page

from .css import FOLDER


class Untouchable:
    """Whatever a public page must not look at."""

    def __getattr__(self, name: str):
        raise AssertionError(f"a public page read the session or the person ({name})")

    def __bool__(self) -> bool:
        raise AssertionError("a public page asked who is there")


def public_request(address: str = "/en/nowhere/?q=1") -> HttpRequest:
    request = RequestFactory().get(address)
    request.public_page = True
    request.session = Untouchable()
    request.user = Untouchable()
    return request


def render(request: HttpRequest, language: str = "en", template: str = "base.html") -> str:
    with translation.override(language):
        return render_to_string(template, {}, request=request)


def test_a_public_page_reads_neither_the_session_nor_the_person():
    html = render(public_request())
    assert "csrfmiddlewaretoken" not in html
    assert "noindex" not in html


def test_the_language_bar_links_to_the_same_page_each_language_in_its_own_form():
    html = render(public_request("/en/countries/?region=africa"))
    bar = re.search(r'<nav class="langs".*?</nav>', html, re.S)[0]
    assert '<a href="/fr/countries/?region=africa" lang="fr" hreflang="fr" dir="ltr">Français</a>' in bar
    assert 'lang="en" hreflang="en" dir="ltr" aria-current="true">English</a>' in bar
    assert bar.index("English") < bar.index("Français")


@pytest.mark.parametrize("template", ["base.html", "400.html", "403.html", "404.html", "500.html", "403_csrf.html"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_has_language_landmarks_one_h1_and_a_skip_link(template, language):
    html = render(public_request(f"/{language}/x/"), language, template)
    assert f'<html lang="{language}" dir="ltr">' in html
    assert html.count("<h1") == 1
    assert '<a class="skip" href="#main">' in html
    assert '<main id="main"' in html
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)


def test_the_page_of_a_broken_server_needs_no_request():
    html = render_to_string("500.html")
    assert "<h1>" in html


def test_a_right_to_left_language_turns_the_page():
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in render_to_string("base.html", {}, request=public_request("/ar/x/"))


def test_the_demonstration_says_that_it_is_one(settings):
    settings.PORTAL_DEMO = True
    assert "Demonstration data" in render(public_request())
    settings.PORTAL_DEMO = False
    assert "Demonstration data" not in render(public_request())


def test_the_workspace_frame_shows_the_public_menu_to_the_anonymous():
    request = RequestFactory().get("/en/accounts/login/")
    request.user = AnonymousUser()
    assert 'aria-label="Main menu"' in render(request, template="workspace_base.html")


@public_page
def _sample(request):
    return HttpResponse("x")


urlpatterns = [path("en/sample/", _sample, name="sample"), path("en/sample/below/", _sample, name="below")]


@pytest.fixture
def _own_places(monkeypatch):
    monkeypatch.setattr(nav, "_places", [])
    monkeypatch.setattr(nav, "_resolved", {})
    monkeypatch.setattr(nav, "_listed", {})


@pytest.mark.usefixtures("_own_places")
@override_settings(ROOT_URLCONF=__name__)
def test_a_menu_shows_what_is_built_marks_where_one_is_and_asks_for_whom():
    nav.register("main", "Sample", "sample", order=2)
    nav.register("main", "Sample", "sample", order=2)
    nav.register("main", "Absent", "not-mounted", order=1)
    nav.register("workspace", "Below", "below", when=lambda user: user == "ana")
    with translation.override("en"):
        assert [(e.label, e.current) for e in nav.entries("main", "/en/sample/below/")] == [("Sample", "true")]
        assert [e.current for e in nav.entries("main", "/en/sample/")] == ["page"]
        assert nav.listed("main", "/en/sample/") == '<li><a href="/en/sample/" aria-current="page">Sample</a></li>'
        assert nav.listed("main", "/en/other/") == '<li><a href="/en/sample/">Sample</a></li>'
        assert nav.entries("workspace", "/", "ben") == []
        assert [e.url for e in nav.entries("workspace", "/", "ana")] == ["/en/sample/below/"]


def test_an_unknown_area_of_the_menu_is_refused():
    with pytest.raises(ValueError, match="cellar"):
        nav.register("cellar", "x", "y")


def test_every_icon_of_the_list_is_in_the_sprite():
    from portal.ui.icons import NAMES

    sprite = (FOLDER.parent / "icons" / "sprite.svg").read_text()
    assert {*re.findall(r'<symbol id="(\w+)"', sprite)} == NAMES
    assert "<script" not in sprite
    assert "style" not in sprite


@pytest.mark.django_db
def test_the_style_guide_exists_only_while_debugging(client, settings):
    settings.DEBUG = False
    assert client.get("/en/styleguide/").status_code == 404
    settings.DEBUG = True
    response = client.get("/en/styleguide/")
    assert response.status_code == 200
    assert b"style=" not in response.content
    assert not response.cookies


@pytest.mark.parametrize(("accepted", "language"), [("fr-CA,fr;q=0.9", "fr"), ("de", "en"), ("", "en")])
def test_the_first_address_leads_to_the_readers_language_and_is_not_kept(accepted, language):
    from portal.ui.views import root

    response = root(RequestFactory().get("/", HTTP_ACCEPT_LANGUAGE=accepted))
    assert response["Location"] == f"/{language}/"
    assert response["Cache-Control"] == "no-store"
