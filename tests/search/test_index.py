"""What is found, on whichever database: the hits are those of the rule, the better ones first."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.search import index, kept, ports, services
from portal.search.expression import All, Either, Phrase, Without, matches
from portal.search.models import Document, SynonymGroup
from portal.search.writing import remove
from tests.search.texts import KIND, Texts

pytestmark = pytest.mark.django_db


def found(typed, **options):
    return index.find(typed, **options).ids


@pytest.mark.parametrize(
    ("typed", "records"),
    [
        ("copyright", [1]),
        ("copyrights LAW", [1]),
        ('"public funds"', [2]),
        ('"funds public"', []),
        ("fund -public", [3]),
        ("2.4", [4]),
        ("24", []),
        ("decouvrabilité", [5]),
        ("文化", [6]),
        ("多样性", [6]),
        ("性", [6]),
        ("文性", []),
        ("film title:x", [3]),
        ("", []),
        ("the", []),
        ("-film", []),
    ],
)
def test_what_is_typed_finds(written, typed, records):
    written(
        "A law on copyright", "Public funds for music", "A film fund", "Activity 2.4", "Découvrabilité", "文化多样性",
    )  # fmt: skip
    assert found(typed) == records


HOSTILE = [
    '"', "'", "\\", "a' OR 1=1 --", '" OR "1', "NEAR(a b)", "a AND", "(((((", "title : law", "law*", "^law", "law:*",
    "!law", "law & | !", "<->", "a <-> b", "{title} : law", "%s", "%", "{0}", "\x00", "\ud800", "\u202elaw",
    "😀",
    "law " * 3000, "a" * 10_000, "文" * 10_000, '"' * 999, "-" * 999, "a b " * 99,
    " ".join("文化艺术法律音乐电影戏剧"),
    " ".join(f"word{n}-part{n}" for n in range(50)), " ".join(f'"a{n} b{n}"' for n in range(50)),
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_harmless(written, typed):
    written("A law")
    assert index.find(typed).total in {0, 1}
    assert index.find(f"law -{typed[:250]}").total in {0, 1}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), max_size=60))
def test_anything_typed_is_answered_and_anything_written_found_again(texts, db, text):
    texts.items.clear()
    texts.add(1, "Law", body=text)
    services.refresh(kind=KIND, records=[1])
    for word in text.split()[:3]:
        query = index.find(word)
        if not query.typed.excluded:  # "-law" asks for what the text is not
            assert query.total == (1 if query.typed else 0)


def test_a_text_of_any_length_is_taken(written):
    long = " ".join(f"{number:x}文" for number in range(40_000))
    written({"title": long, "summary": long, "keywords": long, "body": long}, {"title": "Short", "body": "é " * 300})
    assert found("short") == [2]
    assert found("2文") == [1]


WORDS = ["law", "film", "fund", "2.4", "文化", "quota"]
fields = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
phrases = st.lists(st.sampled_from(["law", "film", "fund", "2ø4", "文化", "化", "quota"]), min_size=1, max_size=2)
leaves = st.one_of(phrases, st.just(["文*"])).map(lambda tokens: Phrase(tuple(tokens)))
nodes = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Either(tuple(parts))),
        st.tuples(inner, inner).map(lambda pair: Without(*pair)),
    ),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(fields, fields, fields, fields), min_size=1, max_size=6),
    st.lists(nodes, min_size=8, max_size=8),
)
def test_the_database_finds_what_the_rule_says(texts, db, documents, trees):
    texts.items.clear()
    for record, (title, keywords, summary, body) in enumerate(documents, start=1):
        texts.add(record, title, language="zh", keywords=keywords, summary=summary, body=body)
    services.refresh(kind=KIND, records=range(1, 7))
    stored = {row.object_id: [row.title, row.keywords, row.summary, row.body] for row in Document.objects.all()}
    for tree in trees:
        rows = index._database().ranked(tree, *index.Scope().sql())
        assert {record for _kind, record in rows} == {n for n, stored_ in stored.items() if matches(tree, stored_)}


def test_a_word_in_the_title_weighs_more_than_in_keywords_summary_and_body(written):
    rest = " other words of any kind" * 3
    written(
        {"title": "None", "body": "quota" + rest},
        {"title": "None", "summary": "quota", "body": rest},
        {"title": "None", "keywords": "quota", "body": rest},
        {"title": "Quota", "body": rest},
    )
    assert found("quota") == [4, 3, 2, 1]


def test_equals_come_in_one_order_whatever_the_order_of_writing(texts):
    for record in (3, 1, 2):
        texts.add(record, "Quota")
        services.refresh(kind=KIND, records=[record])
    assert found("quota") == [1, 2, 3]


def test_of_very_many_hits_those_in_title_and_keywords_come_first(written, monkeypatch):
    database = index._database()
    monkeypatch.setattr(database, "_RANKED", re.sub(r"<= \d+", "<= 1", database._RANKED))
    written("Else", {"title": "Else", "body": "quota quota"}, {"title": "Else", "keywords": "quota"}, "Quota")
    assert found("quota") == [4, 3, 2]
    assert found("quota -films") == [4, 3, 2]


def test_a_typing_error_is_forgiven_and_said(written):
    written("La découvrabilité des œuvres", "Copyright law", language="fr")
    result = index.find("decuovrabilite oeuvres")
    assert result.ids == [1]
    assert str(result.searched) == "découvrabilité oeuvres"
    assert index.find("copyrigt").ids == [2]
    assert index.find("œuvres").searched is None


def test_a_word_nobody_could_mean_finds_nothing_and_nothing_is_claimed(written):
    written("Copyright law")
    result = index.find("xylophonists")
    assert (result.ids, result.searched, result.some) == ([], None, False)


def test_when_no_record_has_all_the_words_those_with_some_are_found_and_it_is_said(written):
    written("Film law", "Music law", "Dance")
    result = index.find("film music")
    assert (set(result.ids), result.some, result.searched) == ({1, 2}, True, None)
    result = index.find("filmm music xylophonists")
    assert (set(result.ids), result.some, str(result.searched)) == ({1, 2}, True, "film music xylophonists")
    assert index.find('film music "dance law"').ids == []
    assert index.find("film music -law").ids == []


def test_words_of_hidden_documents_are_never_proposed(written):
    written({"title": "Secretname", "is_public": False})
    result = index.find("secretnam")
    assert (result.ids, result.searched) == ([], None)


def test_synonyms_are_found(written):
    SynonymGroup.objects.create(code="ip", words="copyright\ndroit d’auteur\npropriété intellectuelle")
    kept.clear()
    written("A copyright act", {"title": "Droits des auteurs", "language": "fr"}, "Patents")
    assert set(found("propriete intellectuelle")) == {1, 2}
    assert set(found("droit d'auteur")) == {1, 2}
    assert found("copyright -auteur") == [1]


def test_a_group_out_of_use_is_not_asked(written):
    SynonymGroup.objects.create(code="ip", words="copyright\npatent", active=False)
    written("A copyright act", "Patents")
    assert found("copyright") == [1]


def test_a_record_in_several_languages_is_found_once_and_shown_in_a_language_that_matches(texts):
    texts.add(1, "Quota of films", language="en", body="Every screen")
    texts.add(1, "Quota de films", language="fr", body="Chaque écran")
    services.refresh(kind=KIND, records=[1])

    def shown(typed, reader):
        result, [hit] = index.search(typed, reader=reader)
        assert result.total == 1
        return hit.language

    assert (shown("quota", "fr"), shown("quota", "en"), shown("quota", "es")) == ("fr", "en", "en")
    assert (shown("écran", "en"), shown("screen", "fr")) == ("fr", "en")
    assert found("screen", language="fr") == []
    assert found("ecran", language="fr") == [1]


def test_a_hit_has_what_a_list_shows(written):
    written({"title": "A <b>film</b> fund", "summary": "Funds films.", "body": "More words."}, "Film law")
    _result, [first, second] = index.search("films")
    assert {first.rank, second.rank} == {1, 2}
    hit = next(hit for hit in (first, second) if hit.object_id == 1)
    assert [piece.text for piece in hit.title if piece.is_hit] == ["film"]
    assert "".join(piece.text for piece in hit.extract) == "Funds films.\n\nMore words."
    assert (hit.label, hit.address, hit.key, hit.kind) == ("practices", "/en/practices/r1/", "r1", KIND)


def test_pages_follow_one_another(written):
    written(*["Film"] * 7)
    pages = [index.search("film", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [[hit.rank for hit in hits] for _found, hits in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert {result.total for result, _hits in pages} == {7}


def test_a_list_without_a_query_is_shown_too(written):
    written("Film", {"title": "Law", "body": "About laws"})
    hits = index.hits(index.find(""), [(KIND, 2), (KIND, 1), (KIND, 99)])
    assert [hit.object_id for hit in hits] == [2, 1]
    assert hits[0].extract == [("About laws", False)]


def test_only_the_kinds_asked_for_are_found(texts, written):
    others = Texts("country")
    ports.register(others.source)
    others.add(1, "Film country")
    written("Film")
    services.refresh(kind="country", records=[1])
    assert set(index.find("film").records) == {(KIND, 1), ("country", 1)}
    assert index.find("film", kinds=["country"]).records == (("country", 1),)
    assert index.ids("film", kind=KIND) == [1]
    assert {hit.kind for hit in index.search("film")[1]} == {KIND, "country"}


def test_what_is_not_for_everybody_is_found_by_who_asks_for_all(written):
    written("Film", {"title": "Film of one", "is_public": False})
    assert found("film") == [1]
    assert set(found("film", public_only=False)) == {1, 2}
    assert index.hits(index.find("film"), [(KIND, 2)]) == []


def test_what_is_removed_is_gone_from_the_index_too(written):
    written("Film", "Film law")
    assert remove(kind=KIND, records=[1]) == 1
    assert found("film") == [2]
    assert remove(kind=KIND, records=[1]) == 0


def test_the_index_follows_rows_written_by_anybody(written):
    """A restored backup and an emptied table pass by no service."""
    written("Film", "Film law")
    row = Document.objects.get(object_id=1)
    Document.objects.all().delete()
    assert found("film") == []
    Document.objects.bulk_create([row])
    assert found("film") == [1]
    Document.objects.update(title="quota")
    assert found("film") == []
    assert found("quota") == [1]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_search_asks_the_same_number_of_queries_for_any_number(written, rows, django_assert_num_queries):
    written(*["Film"] * rows)
    with django_assert_num_queries(4):  # content version, synonyms, ranking, the page
        index.search("film")


def test_a_forgiving_search_asks_at_most_eight_queries(written, django_assert_max_num_queries):
    written("Film music", "Dance theatre")
    with django_assert_max_num_queries(8):
        result, hits = index.search("filmx musicx dancex theatrex")
    assert result.some
    assert hits
