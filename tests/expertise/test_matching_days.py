"""The days of several needs against those that experts have left, against working day by day. Without a database."""

import calendar
from datetime import date
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from expertise.assignment import Pair, assign
from expertise.stints import Diary, Stint
from expertise.workdays import WHOLE

NEEDS, EXPERTS, MONTHS = ("n1", "n2", "n3", "n4"), ("a", "b"), range(1, 5)
DAYS = st.integers(0, 6)


def stint(first, last, days):
    """Whole months of 2027."""
    return Stint(date(2027, first, 1), date(2027, last, calendar.monthrange(2027, last)[1]), days)


@st.composite
def stints(draw):
    found = {}
    for need in NEEDS:
        first, last = sorted((draw(st.sampled_from(MONTHS)), draw(st.sampled_from(MONTHS))))
        found[need] = stint(first, last, draw(st.integers(1, 8)))
    return found


def diary(times, left):
    """``left`` are the free days of each expert, month by month; None when nothing is declared."""

    def free(expert, since, until):
        if left[expert] is None:
            return None
        return WHOLE * sum(left[expert][month - 1] for month in range(since.month, until.month + 1))

    return Diary(times, free)


def can_be_worked(needs, times, months):
    """Work day by day on what ends first: when that leaves something undone, so does every other order."""
    undone = {need: times[need].days for need in needs}
    for month in MONTHS:
        free = months[month - 1]
        opened = [need for need in undone if times[need].starts_on.month <= month <= times[need].ends_on.month]
        for need in sorted(opened, key=lambda need: times[need].ends_on):
            done = min(free, undone[need])
            undone[need] -= done
            free -= done
    return not any(undone.values())


def one_at_a_time(needs, times):
    return all(
        times[one].ends_on < times[other].starts_on or times[other].ends_on < times[one].starts_on
        for one, other in combinations(needs, 2)
    )


@given(stints(), st.lists(DAYS, min_size=4, max_size=4), st.sets(st.sampled_from(NEEDS)))
@settings(max_examples=300)
def test_needs_fit_exactly_when_they_can_be_worked_day_by_day(times, months, needs):
    assert diary(times, {"a": months}).fits("a", needs) == can_be_worked(needs, times, months)


@given(stints(), st.sets(st.sampled_from(NEEDS)))
def test_who_declared_nothing_takes_one_need_at_a_time(times, needs):
    assert diary(times, {"a": None}).fits("a", needs) == one_at_a_time(needs, times)


@given(
    stints(),
    st.fixed_dictionaries({who: st.none() | st.lists(DAYS, min_size=4, max_size=4) for who in EXPERTS}),
    st.fixed_dictionaries({key: st.integers(0, 60) for key in product(NEEDS, EXPERTS)}),
    st.fixed_dictionaries({who: st.integers(0, 4) for who in EXPERTS}),
)
@settings(max_examples=60)
def test_nothing_that_keeps_to_the_days_is_better_than_the_assignment(times, left, scores, room):
    def allowed(who, needs):
        months = left[who]
        return len(needs) <= room[who] and (
            one_at_a_time(needs, times) if months is None else can_be_worked(needs, times, months)
        )

    def worth(choice):
        """Of each need, who takes it; None when that is not possible."""
        for who in EXPERTS:
            if not allowed(who, [need for need, taker in zip(NEEDS, choice, strict=True) if taker == who]):
                return None
        return sum(scores[need, taker] for need, taker in zip(NEEDS, choice, strict=True) if taker)

    answer = assign(
        [Pair(need, who, score) for (need, who), score in scores.items()],
        wanted=dict.fromkeys(NEEDS, 1),
        room=room,
        diary=diary(times, left),
    )
    for who in EXPERTS:
        assert allowed(who, [pair.need for pair in answer.chosen if pair.expert == who])
    assert answer.gap == 0
    tried = [worth(choice) for choice in product((None, *EXPERTS), repeat=len(NEEDS))]
    assert answer.total == max(value for value in tried if value is not None)


def test_two_needs_of_the_same_weeks_are_not_both_given_to_who_has_the_days_of_one():
    times = {"n1": stint(1, 2, 5), "n2": stint(2, 3, 5)}
    pairs = [Pair("n1", "a", 90), Pair("n2", "a", 80), Pair("n2", "b", 10)]
    for months, expected in (([2, 4, 2, 0], ["a", "b"]), ([3, 4, 3, 0], ["a", "a"])):
        answer = assign(
            pairs,
            wanted={"n1": 1, "n2": 1},
            room={"a": 2, "b": 2},
            diary=diary(times, {"a": months, "b": [9, 9, 9, 9]}),
        )
        assert [pair.expert for pair in answer.chosen] == expected


def test_when_the_time_is_up_nobody_is_over_their_days_either():
    times = {"n1": stint(1, 1, 5), "n2": stint(1, 1, 5)}
    pairs = [Pair("n1", "a", 90), Pair("n2", "a", 80), Pair("n2", "b", 10)]
    book = diary(times, {"a": [5, 0, 0, 0], "b": [5, 0, 0, 0]})
    answer = assign(pairs, wanted={"n1": 1, "n2": 1}, room={"a": 2, "b": 2}, diary=book, seconds=0)
    assert [pair.expert for pair in answer.chosen] == ["a", "b"]
