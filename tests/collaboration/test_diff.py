"""Differences give both texts back, whatever was written."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.collaboration import diff
from portal.collaboration.diff import IN, OUT, SAME, Piece

TEXTS = st.text(max_size=200)
WORDS = st.lists(st.sampled_from(["law", "culture", "artiste", "né", "文化", "عربي", "🎭", ",", "\n"]), max_size=30)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_the_pieces_give_both_texts_back(old, new):
    pieces = diff.words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != IN) == old
    assert "".join(piece.text for piece in pieces if piece.kind != OUT) == new


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS)
def test_neighbouring_pieces_never_have_the_same_kind(old, new):
    pieces = diff.words(" ".join(old), " ".join(new))
    assert all(a.kind != b.kind for a, b in pairwise(pieces))
    assert all(piece.text for piece in pieces)


def test_one_changed_word_is_one_word_out_and_one_in():
    assert diff.words("The law of 2019 holds", "The law of 2024 holds") == [
        Piece(SAME, "The law of "),
        Piece(OUT, "2019"),
        Piece(IN, "2024"),
        Piece(SAME, " holds"),
    ]


def test_chinese_is_compared_sign_by_sign():
    assert diff.words("文化政策", "文化法律") == [Piece(SAME, "文化"), Piece(OUT, "政策"), Piece(IN, "法律")]


def test_equal_texts_are_one_piece_and_nothing_is_none():
    assert diff.words("same", "same") == [Piece(SAME, "same")]
    assert diff.words("", "") == []


def test_very_long_texts_are_told_apart_as_a_whole():
    old, new = "a " * 10_000, "b " * 10_000
    assert diff.words(old, new) == [Piece(OUT, old), Piece(IN, new)]


ROWS = st.lists(st.fixed_dictionaries({"a": st.sampled_from("xyz"), "b": st.sampled_from("12")}), max_size=8)


@settings(max_examples=80, deadline=None)
@given(ROWS, ROWS)
def test_every_row_of_both_lists_is_told_once_in_order(old, new):
    changes = diff.rows(old, new, ["a", "b"])
    assert [change.old for change in changes if change.old is not None] == old
    assert [change.new for change in changes if change.new is not None] == new
    assert all(change.changed for change in changes if change.kind == "changed")


def test_a_reworded_row_is_one_change_with_its_columns():
    (change,) = diff.rows([{"a": "x", "b": "1"}], [{"a": "x", "b": "2"}], ["a", "b"])
    assert (change.kind, change.changed) == ("changed", frozenset({"b"}))
