"""What is found, in which order, counted how; addresses of a search read from what people send."""

from decimal import Decimal

import pytest
from django.db import models
from django.http import QueryDict

from knowledge import asked, queries, whole
from knowledge.models import Entry, Figure, Link, Partner, Place, Reuse, Version
from knowledge.results import find, loosened
from knowledge.services import upkeep
from portal.reference.models import Country
from portal.search.models import Document
from tests.accounts import factories as people

from . import factories as make

pytestmark = pytest.mark.django_db


def ask(query: str = "", **more):
    return asked.read(QueryDict(query), "en", **more)


def test_a_published_entry_is_found_in_each_of_its_languages():
    entry = make.published()
    make.translated(entry, "fr", title="Un observatoire national de la culture numérique")
    assert find(ask("q=observatory"), "en").ids == [entry.pk]
    assert find(ask("q=observatoires+numeriques"), "en").ids == [entry.pk]
    assert Document.objects.filter(kind="practice").count() == 2


def test_a_draft_and_a_withdrawn_entry_are_not_found():
    make.draft()
    entry = make.published(title="A fund for music")
    upkeep.withdraw(entry=entry, reason="Wrong.", by=entry.owner)
    assert find(ask("q=observatory"), "en").total == 0
    assert find(ask("q=music"), "en").total == 0
    assert find(ask(), "en").total == 0


def test_outputs_goals_regions_groups_and_years_follow_from_what_was_ticked(loaded):
    entry = make.published(country=people.country("UGA"), facts={"ties": {"activities": ["2.4"], "gender": "3"}})
    facets = Document.objects.get(kind="practice").facets
    assert (facets["output"], facets["goal"], facets["activity"]) == (["O2"], ["G1"], ["2.4"])
    assert (facets["country"], facets["region"], facets["status"]) == (["UGA"], ["africa"], ["ldc"])
    assert facets["year"] == ["2020", "2021", "2022"]
    assert find(ask("output=O2&country=uga&year=2021&gender=3&language=en&kind=practice"), "en").ids == [entry.pk]


def test_counts_of_a_facet_leave_its_own_choice_out():
    one = make.published(facts={"ties": {"activities": ["1.1"], "gender": "1"}})
    make.published(facts={"ties": {"activities": ["2.4"], "gender": "1"}})
    result = find(ask("activity=1.1"), "en")
    assert result.ids == [one.pk]
    assert result.counts["activity"] == {"1.1": 1, "2.4": 1}
    assert result.counts["output"] == {"O1": 1}


def test_words_and_facets_narrow_each_other():
    make.published(title="A fund for music", facts={"ties": {"activities": ["1.1"], "gender": "1"}})
    two = make.published(title="A law for music", facts={"ties": {"activities": ["2.4"], "gender": "1"}})
    assert find(ask("q=music&activity=2.4"), "en").ids == [two.pk]


def test_orders_are_the_newest_by_title_and_the_last_confirmed():
    b, a, c = (make.published(title=title) for title in ("Beta", "Álpha", "Gamma"))
    Entry.objects.filter(pk=b.pk).update(confirmed_on="2030-01-01")
    assert find(ask("sort=newest"), "en").ids == [c.pk, a.pk, b.pk]
    assert find(ask("sort=title"), "en").ids == [a.pk, b.pk, c.pk]
    assert find(ask("sort=confirmed"), "en").ids == [b.pk, c.pk, a.pk]


def test_an_empty_result_says_which_filter_to_drop():
    make.published(facts={"ties": {"activities": ["1.1"], "gender": "1"}})
    found = loosened(ask("activity=1.1&theme=T4"), "en")
    assert found == [("theme", "T4", 1)]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("activity=9.9", "activity"),
        ("country=XXX", "country"),
        ("year=20x0", "year"),
        ("sort=random", "sort"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=9999999", "page"),
        ("language=xx", "language"),
    ],
)
def test_a_wrong_filter_is_named(query, name, loaded):
    with pytest.raises(asked.WrongFilters) as caught:
        ask(query)
    assert [problem[0] for problem in caught.value.problems] == [name]


def test_a_name_that_means_nothing_is_left_aside_unless_asked_strictly():
    assert not ask("utm_source=x")
    with pytest.raises(asked.WrongFilters):
        ask("utm_source=x", strict=True)


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        "AND OR NOT NEAR(",
        '"' * 500,
        "* ( ) ' ; -- DROP",
        "\x00\x01\x1b[2J\u202e",
        "title:x",
        "%%%",
        "-",
        "ñ́" * 3000,
    ],
)
def test_hostile_words_give_a_result(typed):
    make.published()
    query = QueryDict(mutable=True)
    query["q"] = typed
    assert find(asked.read(query, "en"), "en").total >= 0


def test_one_meaning_has_one_address():
    one = ask("activity=2.4&activity=1.1&q=+music++law&page=3&sort=relevance")
    assert one.address() == "q=music+law&activity=1.1&activity=2.4"
    assert one.address(page=3).endswith("&page=3")
    assert one.without("activity", "2.4").address() == "q=music+law&activity=1.1"


def test_an_address_leads_to_an_entry_its_present_address_or_nothing_any_more():
    entry = make.published()
    slug = entry.slug
    upkeep.change_slug(entry=entry, slug="observatory", by=people.editor())
    assert queries.at("observatory").entry == entry
    assert queries.at(slug).moved_to == "observatory"
    upkeep.withdraw(entry=entry, reason="Wrong.", by=entry.owner)
    assert queries.at("observatory").gone
    assert queries.at(slug).gone
    assert queries.at("unknown") == queries.At()


def test_a_whole_entry_is_read_in_two_queries_as_its_own_tables_tell_it(django_assert_num_queries):
    entry = make.published(facts={"ties": {"activities": ["2.4", "1.1"], "themes": ["T2"], "gender": "1"}})
    Place.objects.create(version=entry.version, country="ZWE")
    Link.objects.create(version=entry.version, title="The law", url="https://example.org/law", language="en")
    text = entry.version.texts.get()
    Figure.objects.create(text=text, name="Films", value="12.5", unit="%", year=2024)
    Figure.objects.create(text=text, name="Songs")
    Partner.objects.create(version=entry.version, name="A fund", kind="public")
    reuse = Reuse.objects.create(entry=entry, country=Country.objects.get(iso3="UGA"), text="In our law.")
    version = Version.objects.get(pk=entry.version_id)
    tied = version.tied
    with django_assert_num_queries(2):
        read = whole.at(entry.slug)
        assert read.version.tied == tied
        assert [row.country for row in read.version.places.all()] == ["ZWE"]
        figures = read.version.texts.all()[0].figures.all()
        told = [(row.name, row.value, row.unit, row.year) for row in figures]
        assert told == [("Films", Decimal("12.5"), "%", 2024), ("Songs", None, "", None)]
        assert [(row.name, row.kind) for row in read.version.partners.all()] == [("A fund", "public")]
        assert [(row.told_on, row.country_id, row.text) for row in read.reuses.all()] == [
            (reuse.told_on, reuse.country_id, "In our law.")
        ]
    links = [(row.title, row.url, row.language) for row in version.links.all()]
    assert [(row.title, row.url, row.language) for row in read.version.links.all()] == links


def test_similar_entries_share_the_most_ties():
    one = make.published(facts={"ties": {"activities": ["1.1", "2.4"], "themes": ["T2"], "gender": "1"}})
    two = make.published(facts={"ties": {"activities": ["2.4"], "themes": ["T2"], "gender": "1"}})
    three = make.published(facts={"ties": {"activities": ["1.1"], "themes": [], "gender": "1"}})
    make.published(facts={"ties": {"activities": ["5.4"], "themes": [], "gender": "1"}})
    assert queries.similar(queries.at(one.slug).entry) == [two.pk, three.pk]


def test_the_country_an_entry_comes_from_is_not_deleted_and_one_it_is_about_may_be_retired(loaded):
    entry = make.published(facts={"ties": {"activities": ["1.1"], "gender": "1", "places": [{"country": "ZWE"}]}})
    with pytest.raises(models.ProtectedError):
        entry.country.delete()
    assert Place.objects.get().country == "ZWE"
    people.country("ZWE", active=False)
    assert find(ask("country=ZWE"), "en").ids == [entry.pk]
    assert queries.of_country("ZWE") == [entry.pk]


def test_the_language_shown_is_the_readers_else_the_original():
    entry = make.published()
    make.translated(entry, "fr", title="Un observatoire")
    whole = queries.at(entry.slug).entry
    assert queries.text_for(whole, "fr").title == "Un observatoire"
    assert queries.text_for(whole, "ar").language == "en"
