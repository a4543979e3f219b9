"""Short lists by the rules of the index."""

import pytest

from portal.search.expression import clauses, whole
from portal.search.listed import Listed, Listing, mended
from portal.search.normalise import ANY_LANGUAGE
from portal.search.query import parse
from portal.search.thesaurus import Thesaurus

ROWS = [
    Listed("GEO", "Géorgie", "GEO · Georgia · Грузия"),
    Listed("CIV", "Côte d’Ivoire", "CIV · Ivory Coast"),
    Listed("2.4", "Protéger les artistes", "2.4 · Protect artists", "Les droits d’auteur des artistes en ligne"),
    Listed("fund", "Un fonds pour les artistes en ligne", text="Georgia finance la musique"),
]
LISTING = Listing(ROWS, "fr")


def found(typed, thesaurus=None):
    query = parse(typed)
    parts = [clause.node for clause in clauses(query.words, ANY_LANGUAGE, thesaurus or Thesaurus())]
    return [row.about for row in LISTING.find(query, whole(parts, query, ANY_LANGUAGE))]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("géorgie", ["GEO", "fund"]),
        ("georgie", ["GEO", "fund"]),
        ("Georgia", ["GEO", "fund"]),
        ("Грузия", ["GEO"]),
        ("груз", ["GEO"]),
        ("georg", ["GEO"]),
        ("ivory coast", ["CIV"]),
        ("2.4", ["2.4"]),
        ("artiste", ["2.4", "fund"]),
        ("artistes -fonds", ["2.4"]),
        ('"artistes en ligne"', ["fund", "2.4"]),
        ('"ligne artistes"', []),
        ("artistes musique", ["fund"]),
    ],
)
def test_the_words_are_found_as_in_the_index_titles_first(typed, expected):
    assert found(typed) == expected


def test_synonyms_hold_here_too():
    assert found("elfenbeinküste", Thesaurus([("", ["Côte d’Ivoire", "Elfenbeinküste"])])) == ["CIV"]


def test_the_nearest_word_stands_in_for_a_mistyped_one():
    assert str(mended(parse("géorgei"), [LISTING])) == "géorgie"
    assert str(mended(parse("ivroy coast -music"), [LISTING])) == "ivory coast -music"
    assert mended(parse("georgia"), [LISTING]) is None
    assert mended(parse("xylophone"), [LISTING]) is None
