"""What is stored and what is typed meet in the same tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reference.sortkeys import sort_key
from portal.search.normalise import (
    ANY_LANGUAGE,
    LONGEST_TOKEN,
    STEMMED,
    STOP_WORDS,
    fold,
    for_document,
    for_query,
    tokens,
)

anything = st.text(st.characters(codec=None) | st.sampled_from("é’'-.٫文化ًа́йabAB19 "), max_size=80)
languages = st.sampled_from(ANY_LANGUAGE)


@pytest.mark.parametrize(
    ("text", "language", "stored"),
    [
        ("L’auteur et l'autrice d’aujourd’hui", "fr", "auteur autric aujourd hui"),
        ("DÉCOUVRABILITÉ decouvrabilite", "fr", "decouvr decouvr"),
        ("Output 2.4 and SDG 8.b, 17.19", "en", "output 2ø4 sdg 8øb 17ø19"),
        ("v2.4 7.CP 13", "en", "v2 4 7 cp 13"),
        ("co-production audiovisuelle", "fr", "co product audiovisuel coproduct"),
        ("2024-2025", "en", "2024 2025"),
        ("ﬁlms Œuvres", "fr", "film oeuvr"),
        ("文化多样性 AI", "zh", "文化 化多 多样 样性 性 ai"),
        ("культурный культурного", "ru", "культурн культурн"),
        ("الثَّقَافَة والثقافة ثقافـــة ثقافه", "ar", "ثقاف ثقاف ثقاف ثقاف"),
        ("أحكام إحكام", "", "احكام احكام"),
        ("٢٫٤", "ar", "2ø4"),
        ("soft\u00adhyphen zero\u200dwidth", "", "softhyphen zerowidth"),
        ("the and of l’ d’ à", "fr", ""),
        ("a" * 100, "", "a" * LONGEST_TOKEN),
        ("\x00 \ud800 \u202e 🎭 % & | ! ( ) : * ' \" \\ ^ {}", "en", ""),
    ],
)
def test_a_text_is_stored_as(text, language, stored):
    assert for_document(text, language) == stored


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("decouvrabilite", "La découvrabilité des contenus", "fr"),
        ("politiques", "politique culturelle", "fr"),
        ("policy", "Cultural policies", "en"),
        ("coproduction", "Co-production treaties", "en"),
        ("co-production", "Coproduction internationale", "fr"),
        ("l’auteur", "droits des auteurs", "fr"),
        ("8.3", "SDG 8.3", "en"),
        ("ثقافة", "الثقافة", "ar"),
        ("культура", "в культуре", "ru"),
        ("creaciones", "Creación", "es"),
        ("Égalité", "EGALITE", "fr"),
        ("museu", "museu", "pt"),
    ],
)
def test_a_word_typed_in_any_language_finds_its_forms(typed, text, language):
    stored = for_document(text, language).split()
    assert any(row[0] in stored for row in for_query(typed))


def test_a_chinese_query_asks_for_pairs_in_a_row_and_a_sign_alone_for_what_begins_with_it():
    assert for_query("文化多样") == [("文化", "化多", "多样")]
    assert for_query("文化AI") == [("文化", "化", "ai")]
    assert for_query("文") == [("文*",)]


def test_what_carries_no_meaning_is_not_asked_for():
    assert for_query("la") == for_query("d’") == for_query("&|!") == for_query("") == []


def test_stop_words_are_folded_and_never_the_only_letters_of_a_code():
    assert all(fold(word) == word for word in STOP_WORDS)
    assert for_query("2") == [("2",)]


@given(anything)
def test_folding_twice_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once


@pytest.mark.parametrize("name", ["Égypte", "Türkiye", "São Tomé", "ﬁlm", "أفغانستان", "阿富汗", "Ελλάδα", "Œuvre"])
def test_folding_is_that_of_the_key_names_are_sorted_by(name):
    assert fold(name) == sort_key(name)


@given(anything, languages)
def test_any_text_gives_tokens_of_letters_and_figures_within_bounds(text, language):
    for token in tokens(text, language):
        assert token.text.isalnum()
        assert 0 < len(token.text) <= LONGEST_TOKEN
        assert 0 <= token.start < token.end <= len(text)
    assert len(for_document(text, language, room=40).encode()) <= 40


@given(anything, st.sampled_from([*STEMMED, "zh", "pt", ""]))
def test_what_is_copied_from_a_document_finds_it(text, language):
    stored = f" {for_document(text, language)} "
    for word in text.split():
        rows = for_query(word)
        assert not rows or any(_stands(row, stored) for row in rows)


def _stands(row, stored):
    return f" {' '.join(row).removesuffix('*')}" in stored


def test_marks_without_end_and_texts_without_spaces_take_no_time():
    assert for_document("e" + "\u0301\u0323" * 100_000, "fr") == ""
    assert len(for_document("文" * 200_000, "zh").encode()) <= 250_000
