"""The pure parts of a selection: who passes whom, whole rankings, days of a calendar."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from roadmaps.selection import fitting, ranking

FIRST = date(2027, 1, 1)
scores = some.lists(some.integers(0, 5), max_size=8)
spans = some.tuples(some.integers(0, 60), some.integers(0, 20)).map(
    lambda pair: (FIRST + timedelta(days=pair[0]), FIRST + timedelta(days=pair[0] + pair[1]))
)


@given(scores, some.sets(some.integers(0, 9)))
def test_nobody_passes_somebody_placed_lower_and_the_best_pass_nobody(given_scores, chosen):
    ranked = [(key, Decimal(score)) for key, score in enumerate(given_scores)]
    known = dict(ranked)
    for key, others in ranking.passed(ranked, chosen).items():
        assert key in chosen
        assert others
        assert all(other not in chosen and known[other] > known[key] for other in others)


@given(some.permutations(range(1, 6)))
def test_a_whole_ranking_lacks_nothing_and_shares_nothing(order):
    ranks = dict(enumerate(order))
    assert ranking.missing_ranks(ranks, list(ranks)) == []
    assert ranking.shared_ranks(ranks, list(ranks)) == []


def test_a_rank_given_twice_or_out_of_range_is_named():
    assert ranking.shared_ranks({1: 2, 2: 2, 3: 1}, [1, 2, 3]) == [2]
    assert ranking.missing_ranks({1: 4, 2: None, 3: 1}, [1, 2, 3]) == [1, 2]


@given(some.lists(spans, max_size=5), spans)
def test_what_no_period_covers_is_exactly_the_days_outside_all_of_them(periods, wanted):
    left = fitting.uncovered(periods, wanted)
    days = [wanted[0] + timedelta(days=n) for n in range(fitting.length(wanted))]
    outside = {day for day in days if not any(first <= day <= last for first, last in periods)}
    assert {first + timedelta(days=n) for first, last in left for n in range((last - first).days + 1)} == outside
    assert all(not fitting.overlap(span, period) for span in left for period in periods)


@given(some.lists(spans, max_size=4), spans)
def test_no_more_days_are_offered_than_there_are(periods, wanted):
    offered = fitting.offered([(first, last, 31) for first, last in periods[:1]], wanted)
    assert 0 <= offered <= fitting.length(wanted)
