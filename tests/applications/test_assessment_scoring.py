"""Scores and ranks as pure arithmetic: within 0–100, stable, ties settled in the order promised."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications import ranking, scoring
from applications.ranking import NOT_SELECTED, RESERVE, SELECTED, Candidate

REGIONS = ["africa", "arab_states", "asia_pacific"]
START = datetime(2026, 11, 1, tzinfo=UTC)


@st.composite
def grids(draw):
    """Weights that add up to a hundred, a top level, and the levels of one to five assessors."""
    cuts = sorted(draw(st.sets(st.integers(1, 99), max_size=8)))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    top = draw(st.integers(1, 10))
    levels = st.lists(st.integers(0, top), min_size=len(weights), max_size=len(weights))
    assessors = draw(st.lists(levels, min_size=1, max_size=5))
    return top, [list(zip(weights, given_levels, strict=True)) for given_levels in assessors]


candidates = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str),
        score=st.integers(0, 20).map(lambda n: Decimal(n * 5)),
        region=st.sampled_from(REGIONS),
        submitted_at=st.integers(0, 5).map(lambda n: START + timedelta(days=n)),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)
taken = st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 3))


def test_the_score_is_the_mean_of_weight_times_level_over_top():
    first, second = [(60, 5), (40, 0)], [(60, 3), (40, 4)]
    assert scoring.total(first, 5) == Decimal("60.00")
    assert scoring.total(second, 5) == Decimal("68.00")
    assert scoring.file_score([first, second], 5) == Decimal("64.00")


def test_no_assessment_is_no_score():
    assert scoring.file_score([], 5) is None


def test_thirds_are_rounded_once_at_the_end():
    assert scoring.file_score([[(100, 1)], [(100, 0)], [(100, 0)]], 1) == Decimal("33.33")


@pytest.mark.parametrize("level", [-1, 6, True, 2.0, "3", None])
def test_a_level_out_of_range_is_refused(level):
    with pytest.raises(scoring.OutOfRange):
        scoring.points(20, level, 5)


def test_a_spread_needs_two_totals():
    assert scoring.spread([Decimal(70)]) == 0
    assert scoring.spread([Decimal(70), None, Decimal(50)]) == 20


@given(grids())
def test_a_score_lies_between_nought_and_a_hundred(grid):
    top, assessors = grid
    score = scoring.file_score(assessors, top)
    assert 0 <= score <= 100
    totals = [scoring.total(marks, top) for marks in assessors]
    assert min(totals) - Decimal("0.01") <= score <= max(totals) + Decimal("0.01")


@given(grids(), st.randoms())
def test_the_order_of_assessors_and_criteria_changes_nothing(grid, random):
    top, assessors = grid
    before = scoring.file_score(assessors, top)
    shuffled = [list(marks) for marks in assessors]
    random.shuffle(shuffled)
    for marks in shuffled:
        random.shuffle(marks)
    assert scoring.file_score(shuffled, top) == before


@given(grids())
def test_a_higher_level_never_lowers_a_score(grid):
    top, assessors = grid
    weight, level = assessors[0][0]
    if level < top:
        raised = [[(weight, level + 1), *assessors[0][1:]], *assessors[1:]]
        assert scoring.file_score(raised, top) >= scoring.file_score(assessors, top)


@given(candidates, taken, st.randoms())
def test_equal_inputs_give_an_equal_order(files, beneficiaries, random):
    first = ranking.rank(files, beneficiaries, Decimal(60))
    random.shuffle(files)
    assert ranking.rank(files, beneficiaries, Decimal(60)) == first


@given(candidates, taken)
def test_ranks_are_one_to_n_by_score_then_region_then_submission(files, beneficiaries):
    placed = ranking.rank(files, beneficiaries, Decimal(60))
    assert [row.rank for row in placed] == list(range(1, len(files) + 1))
    keys = [
        (-row.candidate.score, beneficiaries.get(row.candidate.region, 0), row.candidate.submitted_at)
        for row in placed
    ]
    assert keys == sorted(keys)
    assert all(row.passes == (row.candidate.score >= 60) for row in placed)


@given(candidates, taken, st.integers(0, 8))
def test_the_suggestion_fills_the_places_from_the_top(files, beneficiaries, places):
    placed = ranking.rank(files, beneficiaries, Decimal(60))
    outcomes = ranking.suggestion(placed, places)
    chosen = [row for row in placed if outcomes[row.candidate.key] == SELECTED]
    assert len(chosen) == min(places, sum(row.passes for row in placed))
    assert ranking.overtaken(placed, outcomes) == {}
    assert all(outcomes[row.candidate.key] == NOT_SELECTED for row in placed if not row.passes)


def one(key, score, region="africa", day=0):
    return Candidate(key, Decimal(score), region, START + timedelta(days=day))


def test_a_tie_goes_to_the_region_with_fewer_beneficiaries():
    placed = ranking.rank([one("a", 70, "africa"), one("b", 70, "arab_states", 3)], {"africa": 1}, Decimal(60))
    assert [row.candidate.key for row in placed] == ["b", "a"]
    assert placed[1].tie == "region"


def test_then_to_the_earlier_submission():
    placed = ranking.rank([one("a", 70, day=2), one("b", 70, day=1)], {}, Decimal(60))
    assert [row.candidate.key for row in placed] == ["b", "a"]
    assert placed[1].tie == "submission"


def test_a_file_put_before_a_better_one_names_the_ranks_it_passes():
    placed = ranking.rank([one("a", 90), one("b", 80), one("c", 70), one("d", 50)], {}, Decimal(60))
    outcomes = {"a": RESERVE, "b": NOT_SELECTED, "c": SELECTED, "d": NOT_SELECTED}
    assert ranking.overtaken(placed, outcomes) == {"c": [1, 2]}


def test_a_reserve_put_before_a_no_asks_for_a_reason_too():
    placed = ranking.rank([one("a", 90), one("b", 80)], {}, Decimal(60))
    assert ranking.overtaken(placed, {"a": NOT_SELECTED, "b": RESERVE}) == {"b": [1]}


def test_a_file_that_is_not_decided_is_not_overtaken():
    placed = ranking.rank([one("a", 90), one("b", 80)], {}, Decimal(60))
    assert ranking.overtaken(placed, {"b": SELECTED}) == {}
