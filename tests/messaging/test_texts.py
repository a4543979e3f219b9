"""The words of messages: languages, harmless values, headers that cannot be broken."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.messaging import texts
from tests.accounts import factories as make

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "messages"
CODES = sorted({path.name.rsplit(".", 2)[0] for path in TEMPLATES.glob("*.txt")})


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("see http://evil.example/x", "see http: //evil[.]example/x"),
        ("HTTPS://EVIL.EXAMPLE", "HTTPS: //EVIL[.]EXAMPLE"),
        ("www.evil.example", "www[.]evil[.]example"),
        ("javascript://x", "javascript: //x"),
        ("Mme Ndong. Merci.", "Mme Ndong. Merci."),
        ("30.5 and 7.CP 13", "30.5 and 7[.]CP 13"),
        ("a\x00b\u202ec\r\nd", "a b c\nd"),
        ("مرحبا 🌍", "مرحبا 🌍"),
    ],
)
def test_typed_values_make_no_links(typed, shown):
    assert texts.neutral(typed) == shown


def test_values_are_made_harmless_at_any_depth():
    value = texts.harmless({"rows": [{"name": "a.example"}], "number": 3, "none": None})
    assert value == {"rows": [{"name": "a[.]example"}], "number": 3, "none": None}


def test_an_object_is_refused_since_its_attributes_would_slip_through():
    with pytest.raises(TypeError, match="not User"):
        texts.harmless({"user": make.User()})


@pytest.mark.django_db
def test_our_own_links_stay_whole_and_typed_text_does_not():
    subject, body = texts.render(
        code="claim.refused",
        language="en",
        context={"iso3": "UGA", "reason": "See http://evil.example now"},
        links={"link": "/en/workspace/"},
        name="Rudo http://evil.example",
    )
    assert f"{settings.PUBLIC_URL}/en/workspace/" in body
    assert "http://evil" not in subject + body
    assert body.startswith("Rudo http: //evil[.]example,")


@pytest.mark.django_db
def test_a_typed_line_break_begins_no_header():
    subject, _body = texts.render(
        code="claim.received",
        language="en",
        context={"iso3": "UGA", "name": "Rudo\nBcc: all@evil.example", "institution": "M", "title": ""},
        links={"link": "/"},
    )
    assert "\n" not in subject
    assert len(subject) <= texts.SUBJECT_MAX


@pytest.mark.parametrize(("language", "greeting"), [("en", "Ana,"), ("fr", "Ana,")])
def test_somebody_without_an_account_is_greeted_once_by_the_name_the_message_knows(language, greeting):
    context = {"receiver": "Ana", "title": "T", "party": "P", "due": "D"}
    _subject, text = texts.render(
        code="workshop.evaluation", language=language, context=context, links={"link": "/x/"}
    )
    assert text.startswith(greeting)
    assert text.count("Ana") == 1
    assert not {"Bonjour", "Dear"} & set(text.replace(",", " ").split())


def test_a_long_subject_is_cut():
    assert len(texts.one_line("x" * 100_000)) == texts.SUBJECT_MAX


@pytest.mark.parametrize("code", CODES)
def test_each_message_is_written_in_both_languages(code):
    words = {language: (TEMPLATES / f"{code}.{language}.txt").read_text() for language in ("en", "fr")}
    assert words["en"] != words["fr"]
    if code != "_layout":
        for text in words.values():
            assert re.match(r"(\{% load [a-z ]+ %\})?Subject: \S", text)
    variables = {language: set(re.findall(r"\{[{%][^}]*\}", text)) for language, text in words.items()}
    assert variables["en"] == variables["fr"]


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith(("account.", "mfa."))])
def test_no_subject_of_an_account_message_shows_a_code(code):
    for language in ("en", "fr"):
        assert "{{" not in (TEMPLATES / f"{code}.{language}.txt").read_text().splitlines()[0]


def test_a_french_message_uses_french_spaces():
    for path in TEMPLATES.glob("*.fr.txt"):
        text = re.sub(r"\{[{%].*?[%}]\}|Subject:|https?:", "", path.read_text())
        assert not re.search(r"(?<![\u00a0\u202f]) [:;!?]|\w[;!?]", text), path.name
