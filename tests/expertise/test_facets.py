"""Facets as sets of bits agree with counting one by one."""

from hypothesis import given
from hypothesis import strategies as st

from expertise import facets

NAMES = ("activity", "language")
CODES = st.sets(st.sampled_from("abcde"), max_size=4)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, CODES)), max_size=30)
ASKED = st.fixed_dictionaries({name: st.sets(st.sampled_from("abcdef"), max_size=3) for name in NAMES})


def matches(row, asked, leave_out=""):
    return all(not codes or row[name] & codes for name, codes in asked.items() if name != leave_out)


@given(ROWS, ASKED)
def test_the_rows_are_those_that_match_every_facet_in_order(rows, asked):
    found = facets.count(facets.build(rows, NAMES), len(rows), asked)
    assert list(found.rows) == [number for number, row in enumerate(rows) if matches(row, asked)]


@given(ROWS, ASKED)
def test_a_count_is_what_choosing_it_alone_in_its_facet_would_show(rows, asked):
    built = facets.build(rows, NAMES)
    found = facets.count(built, len(rows), asked)
    for name in NAMES:
        for code, number in found.counts[name].items():
            assert number == sum(1 for row in rows if code in row[name] and matches(row, asked, name))
            chosen = facets.count(built, len(rows), {**asked, name: {code}})
            assert len(chosen.rows) == number


@given(ROWS, ASKED, st.integers(min_value=0))
def test_a_search_by_name_narrows_before_everything_is_counted(rows, asked, some):
    within = some & ((1 << len(rows)) - 1)
    found = facets.count(facets.build(rows, NAMES), len(rows), asked, within)
    assert set(found.rows) == {n for n, row in enumerate(rows) if within >> n & 1 and matches(row, asked)}


@given(st.sets(st.integers(0, 3000), max_size=60))
def test_the_places_of_bits_come_back_in_order(places):
    assert list(facets.numbers(sum(1 << place for place in places))) == sorted(places)
