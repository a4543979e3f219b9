"""Stitches, chips, strips and charts: their words and their escaping."""

import pytest

from portal.ui import charts, stitches
from portal.ui.icons import icon

EVIL = '"><script>alert(1)</script>'


def test_a_strip_says_twenty_states_in_words():
    html = stitches.strip({"2.4": "half", "5.1": "full", "9.9": "full", "1.1": "purple"})
    assert html.count("<li") == 20
    assert '<li class="o2 half"><i></i>2.4<span class="vh">: under way</span></li>' in html
    assert '<li class="o1 thread"><i></i>1.1<span class="vh">: not in the roadmap</span></li>' in html


def test_a_mini_strip_names_its_activities_and_fits_113_units():
    html = stitches.mini(["5.4", "1.1"])
    assert 'aria-label="Activities 1.1, 5.4"' in html
    assert '<rect class="o5 full" x="109" y="0" width="4" height="10"/>' in html
    assert 'aria-label="No activity"' in stitches.mini([])


def test_a_matrix_is_a_table_with_headers():
    html = stitches.matrix(
        [("Côte d’Ivoire <b>", "/en/countries/civ/", {"1.1": "full"})], caption="Countries by activity"
    )
    assert html.count('scope="col"') == 20
    assert '<th scope="row"><a href="/en/countries/civ/">Côte d’Ivoire &lt;b&gt;</a></th>' in html


@pytest.mark.parametrize(
    "html",
    [
        stitches.stitch("full", EVIL),
        stitches.chip(EVIL, title=EVIL, url=EVIL),
        stitches.tile("2.4", EVIL, EVIL),
        stitches.stages([(EVIL, "half", EVIL)]),
        stitches.matrix([(EVIL, EVIL, {})], caption=EVIL, head=EVIL),
        stitches.pips(["full"], EVIL),
        stitches.strip({}, label=EVIL),
        stitches.tag(EVIL),
        charts.tile_map([{"iso2": EVIL, "name": EVIL, "col": 1, "row": 1, "words": EVIL, "url": EVIL}], label=EVIL),
        charts.map_key([(1, EVIL, EVIL)]),
        charts.gauge(1, 2, label=EVIL),
        icon("check", EVIL),
    ],
)
def test_what_people_typed_is_escaped_everywhere(html):
    assert EVIL not in html
    assert "<script" not in html
    assert "script&gt;" in html


def test_nothing_carries_a_style_attribute():
    everything = (
        stitches.strip({"1.1": "half"})
        + stitches.mini({"1.1": "half"})
        + charts.axis([55, 82.5], threshold=60)
        + charts.gauge(3, 10)
        + charts.squares(3, 5)
    )
    assert "style=" not in everything


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="stitch"):
        stitches.stitch("purple", "x")
    with pytest.raises(ValueError, match="icon"):
        icon("skull")


def test_arrows_turn_with_the_writing_and_icons_are_silent_without_a_label():
    assert 'class="icon flip" aria-hidden="true"' in icon("arrow")
    assert 'class="icon" role="img" aria-label="Error"' in icon("alert", "Error")


def test_a_wide_spread_of_marks_is_drawn_and_spoken():
    assert 'class="wide"' in charts.axis([55, 82.5], threshold=60)
    assert 'class="wide"' not in charts.axis([71, 74], threshold=60)
    assert 'aria-label="Marks: 55.0, 82.5"' in charts.axis([82.5, 55])
    assert 'aria-label="No mark yet"' in charts.axis([None])


def test_a_gauge_never_leaves_its_frame():
    assert 'width="160.0"' in charts.gauge(500, 100)
    assert 'width="0.0"' in charts.gauge(5, 0)


def test_a_stage_says_which_step_is_now():
    html = stitches.stages([("Mapping", "full", "June 2023"), ("Drafting", "half", ""), ("Done", "hollow", "")])
    assert html.count('aria-current="step"') == 1
    assert "<span>June 2023</span>" in html
