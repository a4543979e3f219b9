"""What the rooms above ask of the reference data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.reference import cache, ports, queries
from portal.reference.models import Country, Term, TermLabel
from portal.reference.services import save_correction

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(monkeypatch):
    """A content version the test can move; without the query the real one costs."""
    state = {"now": 1}
    monkeypatch.setattr(ports.content_version, "_provider", lambda: state["now"])
    return state


def test_countries_stand_in_the_order_of_the_language(loaded):
    french = [name for _code, name in queries.country_choices("fr")]
    assert len(french) == 198
    assert french.index("Égypte") < french.index("Espagne") < french.index("Zimbabwe")
    assert french[0] == "Afghanistan"
    english = [code for code, _name in queries.country_choices("en")]
    assert english.index("DEU") < english.index("ZWE")


def test_both_databases_sort_the_queryset_alike(loaded):
    names = list(queries.countries("fr").values_list("name", flat=True))
    assert names == [name for _code, name in queries.country_choices("fr")]


def test_a_country_has_its_name_and_region_in_words(loaded):
    egypt = queries.country("egy", "fr")
    assert (egypt.name, egypt.region_name) == ("Égypte", "États arabes")
    assert queries.country("XXX", "fr") is None


def test_a_row_has_the_same_facts(loaded):
    row = queries.country_row("uga", "en")
    assert (row.name, row.party, row.ldc, row.deposit_date.isoformat()) == ("Uganda", True, True, "2015-04-08")
    assert queries.country_names("en")[row.id] == "Uganda"
    assert queries.country_row("xxx", "en") is None


def test_not_known_stays_not_known(loaded):
    Country.objects.filter(iso3="UGA").update(developing=None, party=None)
    row = queries.country_row("UGA", "en")
    assert row.developing is None
    assert row.party is None


@pytest.mark.parametrize("words", ["egypte", "Égypte", "EGYPT", "ypt", "مصر", "埃及"])
def test_a_name_is_found_in_any_language_without_its_accents(loaded, words):
    assert "EGY" in queries.named_like(queries.countries("en"), words).values_list("iso3", flat=True)


def test_no_words_find_everything(loaded):
    assert queries.named_like(queries.countries("en"), " ’ ").count() == 198


def test_the_roadmap_has_five_outputs_of_four_activities(loaded):
    outputs = queries.roadmap("fr")
    assert [output.number for output in outputs] == [1, 2, 3, 4, 5]
    assert [[row.code for row in output.activities] for output in outputs] == [
        [f"{number}.{place}" for place in range(1, 5)] for number in range(1, 6)
    ]
    assert outputs[2].goal_code == "G2"


def test_only_approved_wording_goes_without_the_mark(loaded):
    french, english = queries.term_map("activity", "fr"), queries.term_map("activity", "en")
    assert not any(row.is_working_translation for row in french.values())
    marked = [code for code, row in english.items() if row.is_working_translation]
    assert marked == [f"{o}.{n}" for o in range(1, 6) for n in range(1, 5) if (o, n) not in {(1, 1), (1, 2), (1, 3)}]


def test_a_label_missing_in_the_language_comes_in_another_and_says_so(loaded):
    TermLabel.objects.filter(term__list="theme", term__code="T1", language="en").delete()
    row = queries.term_map("theme", "en")["T1"]
    assert row.language == "fr"
    assert row.text.startswith("la collecte")


def test_a_term_without_any_label_shows_its_code(loaded):
    Term.objects.create(list="theme", code="T9", position=9)
    assert queries.terms("theme", "en")[-1].text == "T9"


def test_retired_terms_and_countries_are_not_offered(loaded):
    Term.objects.filter(list="theme", code="T1").update(active=False)
    Country.objects.filter(iso3="UGA").update(active=False)
    assert "T1" not in queries.term_map("theme", "en")
    assert queries.country_row("UGA", "en") is None
    assert queries.country("UGA", "en") is None
    assert queries.countries("en", retired=True).count() == 198


def test_a_list_nobody_loaded_is_empty(loaded):
    assert queries.terms("no_such_list", "en") == []


def test_periods_of_retention_are_data(loaded):
    assert queries.retention("draft") == {"months": 24}
    assert queries.retention("job_file") == {"days": 7}
    assert queries.retention("nothing") == {}


def test_languages_of_a_country_come_official_first(loaded):
    rows = queries.languages_of(Country.objects.get(iso3="IND").pk)
    assert [row.language for row in rows[:2]] == ["hi", "en"]
    assert rows[-1].status == "official_regional"


def test_words_and_countries_together_cost_one_query_then_none(loaded, version):
    queries.terms("theme", "en")  # the backend's own questions, asked once a connection
    cache.clear()
    with CaptureQueriesContext(connection) as first:
        queries.roadmap("en")
        queries.country_choices("en")
    with CaptureQueriesContext(connection) as second:
        queries.terms("goal", "en")
        queries.country_row("FRA", "en")
    assert (len(first), len(second)) == (1, 0)


def test_a_new_content_version_costs_one_small_query_when_the_reference_stands(loaded, version):
    before = queries.roadmap("en")
    version["now"] = 2
    with CaptureQueriesContext(connection) as seen:
        assert queries.roadmap("en") == before
    assert len(seen) == 1
    assert "reference_stamp" in seen[0]["sql"]


def test_another_process_sees_a_correction_after_the_content_version_moved(loaded, version):
    queries.terms("theme", "en")
    kept = dict(cache._kept)
    label = TermLabel.objects.get(term__list="theme", term__code="T1", language="en", current=True)
    label.text = "data first"
    save_correction(record=label, by=None)
    cache._kept.update(kept)  # what the other process still has in hand
    version["now"] = 2
    assert queries.term_map("theme", "en")["T1"].text == "data first"


def test_without_a_content_version_nothing_is_kept(loaded, monkeypatch):
    monkeypatch.setattr(ports.content_version, "_provider", lambda: None)
    queries.terms("theme", "en")
    assert cache._kept == {}
