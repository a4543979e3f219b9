"""The words that were found, marked in the original text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.highlight import extract, mark
from portal.search.normalise import for_query, tokens


def wanted(typed):
    return {token for row in for_query(typed) for token in row}


def marked(text, language, typed):
    return [piece.text for piece in mark(text, language, wanted(typed)) if piece.is_hit]


@pytest.mark.parametrize(
    ("text", "language", "typed", "hits"),
    [
        ("L’ÉGALITÉ des chances", "fr", "egalites", ["ÉGALITÉ"]),
        ("E\u0301galite\u0301, inégalité", "fr", "égalité", ["E\u0301galite\u0301"]),
        ("Cultural policies, policy.", "en", "policy", ["policies", "policy"]),
        ("保护和促进文化表现形式多样性公约", "zh", "文化表现", ["文化表现"]),
        ("保护和促进文化", "zh", "化", ["化"]),
        ("تعزيز الثَّقَافَة والفنون", "ar", "ثقافة", ["الثَّقَافَة"]),
        ("A co-production fund", "en", "coproduction", ["co-production"]),
        ("Œuvres ﬁlmées", "fr", "oeuvre", ["Œuvres"]),
        ("Output 2.4 (24)", "en", "2.4", ["2.4"]),
        ("<script>alert(1)</script>", "en", "script", ["script", "script"]),
    ],
)
def test_hits_are_marked_where_they_stand_in_the_original(text, language, typed, hits):
    assert marked(text, language, typed) == hits


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "ar", "zh"]))
def test_the_pieces_together_are_the_text(text, language):
    some = {token.text for token in tokens(text, language)}
    pieces = mark(text, language, some)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


def test_an_extract_is_cut_between_words_where_most_of_the_words_stand():
    text = "Nothing of interest here. " * 40 + "A law on film funding was adopted. " + "More of it. " * 60
    pieces = extract(text, "en", wanted("film") | wanted("funding"))
    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.is_hit] == ["film", "funding"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert shown[2:-2] in text
    assert not text[text.index(shown[2:-2]) - 1].isalnum()
    assert len(shown) < 250


def test_without_a_hit_the_beginning_is_shown_and_a_short_text_whole():
    text = "One word after the other. " * 50
    assert extract(text, "en", wanted("film"))[0].text.startswith("One word")
    assert extract("Short", "en", set()) == [("Short", False)]
    assert extract("", "en", {"film"}) == []


@given(st.text(max_size=600), st.integers(10, 300))
def test_an_extract_is_part_of_the_text(text, length):
    some = {token.text for token in tokens(text, "en")}
    pieces = [piece.text for piece in extract(text, "en", some, length) if piece.text not in {"… ", " …"}]
    assert "".join(pieces) in text
    assert len("".join(pieces)) <= length
