"""Advice on plain language: what is said of a text, and who reads it."""

import pytest
from django.test import Client
from django.urls import reverse

from knowledge.advice import advise
from knowledge.services import review, versions
from portal.accounts.models import User

from . import factories as make

LONG = " ".join(["word"] * 40) + "."


def test_advice_names_long_sentences_and_unknown_abbreviations():
    found = advise([("done", " ".join(["word"] * 40) + ". The OMA and the Office (NTB) with UNESCO.")], "en")
    assert [(one.code, one.words[:4]) for one in found] == [("long_sentence", "word"), ("short_form", "OMA")]
    assert advise([("done", "字" * 200)], "zh") == []


def _advised(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(one.code, one.words) for one in advise([("done", text)], language)]


def test_the_point_in_a_figure_or_an_address_does_not_end_a_sentence():
    found = _advised("It cost 1.5 million (see example.org) " + " ".join(["and"] * 35) + ". The end.")
    assert [code for code, _words in found] == ["long_sentence"]
    assert _advised("One two. " * 20) == []


def test_a_list_is_not_taken_for_a_long_paragraph():
    assert _advised("\n".join("- " + " ".join(["word"] * 20) for _ in range(10))) == []
    assert [code for code, _words in _advised("Short enough. " * 70)] == ["long_paragraph"]


def test_numerals_and_abbreviations_that_are_written_out_need_no_advice():
    assert _advised("Louis XIV and the XIXth article, part III.") == []
    assert _advised("The CMO (collective management organisation) and a board (OMDA).") == []
    assert _advised("They made a DVD.") == [("short_form", "DVD")]
    assert _advised("Решение принял НПО.", "ru") == [("short_form", "НПО")]


def test_a_text_all_in_capitals_is_not_a_list_of_abbreviations():
    assert _advised("NATIONAL FUND FOR MUSIC") == []


def seen_by(user: User, name: str, *args: str) -> str:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client.get(reverse(f"knowledge:{name}", args=args)).content.decode()


@pytest.mark.django_db
def test_who_writes_reads_the_advice_beside_the_text_with_the_way_to_the_answer():
    entry = make.draft(done=LONG)
    said = seen_by(entry.owner, "entry_text", entry.code, "en")
    assert "A sentence of 40 words: make two of it." in said
    assert '<a href="#id_done">' in said
    assert 'id="id_done"' in said


@pytest.mark.django_db
def test_who_translates_reads_the_advice_on_the_translation():
    entry = make.published()
    make.translated(entry, "fr", done=LONG)
    assert "A sentence of 40 words" in seen_by(entry.owner, "entry_text", entry.code, "fr")


@pytest.mark.django_db
def test_the_owner_reads_the_whole_entry_while_the_editors_have_it():
    entry = make.draft(done="A law and a **fund**.")
    review.propose(entry=entry, by=entry.owner)
    said = seen_by(entry.owner, "entry", entry.code)
    assert "<strong>fund</strong>" in said
    assert "Ministry of Culture" in said


@pytest.mark.django_db
def test_the_next_version_does_not_say_that_nothing_is_saved_where_words_were_carried_over():
    entry = make.published()
    versions.begin_revision(entry=entry, by=entry.owner)
    said = seen_by(entry.owner, "entry_text", entry.code, "en")
    assert "Carried over; nothing is changed yet." in said
    assert "Nothing is saved yet" not in said
