"""What a person may type into the box."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.expression import All, Either, Phrase, Without, clauses, matches, whole
from portal.search.normalise import for_document
from portal.search.query import LONGEST, MOST_PARTS, Query, parse
from portal.search.thesaurus import Thesaurus


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("cultural policy", Query(words=("cultural", "policy"))),
        ('"cultural policy" law', Query(words=("law",), phrases=("cultural policy",))),
        ("« politique culturelle » loi", Query(words=("loi",), phrases=("politique culturelle",))),
        ("film -cinema", Query(words=("film",), excluded=("cinema",))),
        ('film -"short film"', Query(words=("film",), excluded=("short film",))),
        ("co-production", Query(words=("co-production",))),
        ('"unbalanced quotes', Query(words=('"unbalanced', "quotes"))),
        ("the of and", Query()),
        ("the law", Query(words=("law",))),
        ('"" - -- &', Query()),
        ("a\x00b\x07law\ud800fund", Query(words=("law", "fund"))),
        ("law OR fund NOT (x AND y*) NEAR/2 title:z", None),
    ],
)
def test_what_is_typed_is_read_as(typed, query):
    found = parse(typed)
    assert found == query or query is None
    assert not found.shortened


def test_only_exclusions_look_for_nothing():
    assert not parse("-film")


def test_a_query_is_shown_as_it_would_be_typed():
    assert str(parse('law  "cultural policy" -film -"short film"')) == 'law "cultural policy" -film -"short film"'


def test_more_than_is_read_is_said():
    assert parse("law " * 10_000).shortened
    many = parse(" ".join(f"word{number}" for number in range(MOST_PARTS + 1)))
    assert many.shortened
    assert len(many.words) == MOST_PARTS
    assert not parse("x" * LONGEST).shortened


@given(st.text(st.characters(codec=None), max_size=400))
def test_anything_typed_gives_a_query_that_reads_itself_again(typed):
    query = parse(typed)
    assert bool(query) == bool(query.words or query.phrases)
    assert len(query.words) + len(query.phrases) + len(query.excluded) <= MOST_PARTS


def asked(typed, groups=(), languages=("en",)):
    query = parse(typed)
    parts = clauses(query.words, languages, Thesaurus(groups))
    return whole([part.node for part in parts], query, languages)


def test_words_are_all_wanted_phrases_in_a_row_and_exclusions_nowhere():
    assert asked('laws "public funds" -film') == Without(
        All((Phrase(("law",)), Phrase(("public", "fund")))), Phrase(("film",))
    )


def test_an_expression_of_the_thesaurus_brings_its_synonyms_and_needs_not_be_in_a_row_itself():
    groups = [("en", ["artificial intelligence", "AI"])]
    assert asked("ai", groups) == Either(
        (Phrase(("ai",)), Either((Phrase(("artifici", "intellig")), Phrase(("ai",)))))
    )
    found = asked("artificial intelligence law", groups)
    for text in ("A law on AI", "laws for artificial intelligence", "the intelligence of artificial law"):
        assert matches(found, [for_document(text, "en")])
    assert not matches(found, [for_document("A law on intelligence", "en")])


def test_synonyms_hold_across_languages_unless_the_group_is_for_one():
    across = Thesaurus([("", ["copyright", "droit d’auteur"])])
    assert ("copyright",) in across.synonyms([("droit", "auteur")])
    assert across.synonyms([("droit",)]) == []
    assert Thesaurus([("fr", ["politiques", "lois"])]).synonyms([("politiqu",)]) == []


def test_phrases_do_not_reach_from_one_field_into_the_next():
    assert not matches(asked('"public funds"'), ["public", "fund"])
    assert matches(asked('"public funds"'), ["x", "public fund"])


def test_signs_that_stand_for_several_words_count_as_what_they_stand_for():
    found = parse("ﷺ" * LONGEST)
    assert found.shortened
    assert 0 < len(unicodedata.normalize("NFKC", str(found))) <= LONGEST
