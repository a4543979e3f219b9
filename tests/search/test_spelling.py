"""Which known word somebody may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.spelling import Known, distance, halves, nearest, tolerance, words_of

words = st.text("abcd", min_size=4, max_size=9)


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [("culture", "culture", 0), ("cutlure", "culture", 1), ("cultre", "culture", 1), ("kulturre", "culture", 2),
     ("abcdefgh", "hgfedcba", None), ("law", "lawyers", None)],
)  # fmt: skip
def test_mistakes_are_counted(one, other, mistakes):
    assert distance(one, other, 2) == mistakes


@given(words, words)
def test_mistakes_are_the_same_both_ways(one, other):
    assert distance(one, other, 2) == distance(other, one, 2)


def one_mistake(word):
    """Every word a single slip makes of this one."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + "x" + word[at + 1 :]
        yield word[:at] + "x" + word[at:]
        if at:
            yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


@given(words)
def test_one_slip_leaves_a_beginning_or_an_end_to_look_up(word):
    for typed in one_mistake(word):
        if len(typed) >= 4:
            beginning, end = halves(typed)
            assert word.startswith(beginning) or word.endswith(end)
            assert distance(typed, word, 2) in {0, 1}


def test_the_nearest_is_the_one_with_the_fewest_mistakes_then_the_same_beginning_then_the_commonest():
    known = [Known("culture", "culture", 2), Known("cultural", "cultural", 90), Known("vulture", "vulture", 50)]
    assert nearest("cultur", known).word == "culture"
    assert nearest("dulture", known[::2]).word == "vulture"
    assert nearest("cultule", known).word == "culture"
    assert nearest("xxxxxxx", known) is None


def test_short_words_are_never_replaced():
    assert tolerance("ppp") == 0
    assert list(words_of("PPP l’été 2024 文化多样性 Découvrabilité v2")) == [("decouvrabilite", "découvrabilité")]
