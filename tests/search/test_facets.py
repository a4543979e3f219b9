"""Counting in memory is counting."""

from hypothesis import given
from hypothesis import strategies as st

from portal.search.facets import Facets

values = st.fixed_dictionaries(
    {}, optional={name: st.sets(st.sampled_from("abc"), max_size=3) for name in ("theme", "country", "kind")}
)
records = st.dictionaries(st.integers(1, 60), values, max_size=25)
chosen = st.dictionaries(st.sampled_from(["theme", "country", "none"]), st.sets(st.sampled_from("abz"), max_size=2))


def fits(carried, picked, apart=None):
    """The rule in plain words: OR inside a facet, AND across facets, the facet `apart` left out."""
    return all(
        not wanted or facet == apart or set(carried.get(facet, ())) & set(wanted) for facet, wanted in picked.items()
    )


def counted(known, among, picked):
    counts = {}
    for record, carried in known.items():
        for facet, here in carried.items():
            for value in here:
                if record in among and fits(carried, picked, apart=facet):
                    counts.setdefault(facet, {}).setdefault(value, 0)
                    counts[facet][value] += 1
    return counts


def agrees(facets, known, among, picked):
    found = facets.count(among=facets.bits(among), chosen=picked)
    fitting = [record for record in among if record in known and fits(known[record], picked)]
    assert {facet: counts for facet, counts in found.counts.items() if counts} == counted(known, among, picked)
    assert found.total == len(fitting)
    assert list(facets.within(among, found.bits)) == fitting


@given(records, st.lists(st.integers(1, 70), unique=True), chosen)
def test_counts_are_those_of_counting_one_by_one(known, among, picked):
    agrees(Facets(known.items()), known, among, picked)


@given(records, records, st.sets(st.integers(1, 60)), st.lists(st.integers(1, 70), unique=True), chosen)
def test_counts_after_changes_are_those_of_counting_one_by_one(known, new, gone, among, picked):
    facets = Facets(known.items()).changed(new.items(), gone=gone)
    left = {record: carried for record, carried in known.items() if record not in gone} | new
    assert len(facets) == len(left)
    agrees(facets, left, among, picked)


def test_a_facet_is_counted_without_its_own_choice():
    facets = Facets([(1, {"country": "U", "theme": "a"}), (2, {"country": "G", "theme": "a"}), (3, {"country": "G"})])
    found = facets.count(chosen={"country": ["U"], "theme": ["a"]})
    assert found.total == 1
    assert found.counts == {"country": {"U": 1, "G": 1}, "theme": {"a": 1}}


def test_nothing_chosen_is_everything_and_an_unknown_value_nothing():
    facets = Facets([(1, {"theme": "a"})])
    assert facets.count().total == facets.count(chosen={"theme": []}).total == 1
    assert facets.count(chosen={"theme": ["?"]}).total == facets.count(chosen={"?": ["a"]}).total == 0
    assert facets.memory > 0
