"""The picker of activities and the six cells of a score."""

from dataclasses import dataclass, field

from portal.ui import choosing

EVIL = '"><script>alert(1)</script>'


@dataclass
class Activity:
    code: str
    text: str


@dataclass
class Output:
    number: int = 2
    text: str = "Policies " + EVIL
    activities: list = field(default_factory=lambda: [Activity("2.1", "Research"), Activity("2.4", EVIL)])


def test_a_chosen_activity_keeps_its_order_and_reason():
    html = choosing.picker([Output()], {"2.4": {"order": 2, "reason": "Because " + EVIL}})
    assert 'value="2.4" id="id_activities-2.4" checked' in html
    assert 'name="order-2.4" id="id_order-2.4" value="2"' in html
    assert 'name="reason-2.1"' in html
    assert "<script>" not in html
    assert html.count(" checked") == 1


def test_an_error_of_an_activity_is_tied_to_its_field():
    html = choosing.picker([Output()], {"2.4": {}}, errors={("2.4", "order"): "Order 2 is used twice"})
    assert 'id="id_order-2.4-error"' in html
    assert 'aria-describedby="id_order-2.4-error" aria-invalid="true"' in html


def test_a_score_has_a_cell_a_level_and_tells_the_meaning():
    levels = [(n, f"Meaning {n}") for n in range(6)]
    html = choosing.score(name="c1", legend="Gender", levels=levels, points=10, value=4)
    assert html.count('type="radio"') == 6
    assert 'value="4" id="id_c1_4" checked' in html
    assert '<p class="meaning m4"><b>4.</b> Meaning 4</p>' in html
    assert "10 points" in html


def test_no_mark_is_chosen_before_one_is_given_not_even_zero():
    levels = [(0, ""), (1, "")]
    assert " checked" not in choosing.score(name="c", legend="x", levels=levels)
    assert 'value="0" id="id_c_0" checked' in choosing.score(name="c", legend="x", levels=levels, value=0)
