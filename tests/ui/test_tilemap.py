"""The map of Parties: one tile each, none on another, the same every time."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reference import files
from portal.ui.tilemap import COLUMNS, ROWS, layout

points = st.dictionaries(
    st.text(min_size=1, max_size=3), st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=60
)


@pytest.fixture(scope="module")
def parties():
    with (files.DATA / "countries.csv").open(encoding="utf-8") as file:
        return {
            row["iso2"]: (float(row["lat"]), float(row["lon"]))
            for row in csv.DictReader(file)
            if row["party_2005"] == "true"
        }


def test_all_159_parties_are_placed_the_european_union_too(parties):
    cells = layout(parties)
    assert len(cells) == 159
    assert "EU" in cells


def test_no_two_parties_share_a_tile(parties):
    assert len(set(layout(parties).values())) == 159


@given(points)
@settings(max_examples=60, deadline=None)
def test_whatever_the_points_tiles_stay_apart_and_on_the_grid(places):
    cells = layout(places)
    assert cells.keys() == places.keys()
    assert len(set(cells.values())) == len(cells)
    assert all(0 <= column < COLUMNS and 0 <= row < ROWS for column, row in cells.values())


@given(points)
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_points_does_not_matter(places):
    backwards = dict(reversed(places.items()))
    assert layout(backwards) == layout(places)


def test_neighbours_keep_their_sides(parties):
    cells = layout(parties)
    assert cells["CA"][0] < cells["IS"][0] < cells["CN"][0] < cells["NZ"][0]
    assert cells["NO"][1] < cells["IT"][1] < cells["TN"][1] < cells["ZA"][1]
    assert cells["PT"][0] < cells["ES"][0]
    assert cells["CL"][0] < cells["AR"][0]
    assert cells["KE"][0] > cells["UG"][0]


def test_islands_beyond_the_date_line_stand_in_the_east(parties):
    cells = layout(parties)
    assert cells["WS"][0] > cells["AU"][0]


def test_too_many_points_for_the_grid_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        layout({str(n): (0.0, float(n)) for n in range(5)}, columns=2, rows=2)


def test_no_points_no_tiles():
    assert layout({}) == {}
