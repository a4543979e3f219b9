"""The best assignment of experts to several needs, against trying everything. Without a database."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertise.assignment import Aim, Pair, assign

NEEDS, EXPERTS = ("n1", "n2", "n3"), ("a", "b", "c", "d")


@st.composite
def tasks(draw):
    keys = draw(st.sets(st.sampled_from(list(product(NEEDS, EXPERTS))), max_size=10))
    pairs = [Pair(need, expert, draw(st.integers(0, 60))) for need, expert in sorted(keys)]
    wanted = {need: draw(st.integers(0, 2)) for need in NEEDS}
    room = {expert: draw(st.integers(0, 2)) for expert in EXPERTS}
    aims = draw(
        st.lists(
            st.builds(
                Aim,
                st.sampled_from(["x", "y"]),
                st.frozensets(st.sampled_from(EXPERTS)),
                st.integers(0, 3),
                st.integers(0, 40),
            ),
            max_size=2,
            unique_by=lambda aim: aim.code,
        )
    )
    return pairs, wanted, room, aims


def lacks(aim, chosen):
    return max(0, aim.at_least - sum(1 for pair in chosen if pair.expert in aim.members))


def allowed(chosen, wanted, room):
    return all(sum(1 for p in chosen if p.need == need) <= number for need, number in wanted.items()) and all(
        sum(1 for p in chosen if p.expert == expert) <= number for expert, number in room.items()
    )


def worth(chosen, aims):
    return sum(pair.score for pair in chosen) - sum(aim.penalty * lacks(aim, chosen) for aim in aims)


def best_by_trying(pairs, wanted, room, aims):
    found = 0
    for number in range(2 ** len(pairs)):
        chosen = [pair for at, pair in enumerate(pairs) if number >> at & 1]
        if allowed(chosen, wanted, room):
            found = max(found, worth(chosen, aims)) if number else worth(chosen, aims)
    return found


@given(tasks())
@settings(max_examples=60, deadline=None)
def test_nothing_is_better_than_the_assignment(task):
    pairs, wanted, room, aims = task
    answer = assign(pairs, wanted=wanted, room=room, aims=aims)
    assert allowed(answer.chosen, wanted, room)
    assert set(answer.chosen) <= set(pairs)
    assert worth(answer.chosen, aims) == best_by_trying(pairs, wanted, room, aims)
    assert answer.gap == 0
    assert answer.short == {aim.code: lacks(aim, answer.chosen) for aim in aims if lacks(aim, answer.chosen)}
    assert answer.total == sum(pair.score for pair in answer.chosen)


@given(tasks(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_equal_inputs_give_an_equal_assignment_however_they_come(task, random):
    pairs, wanted, room, aims = task
    mixed, mixed_aims = list(pairs), list(aims)
    random.shuffle(mixed)
    random.shuffle(mixed_aims)
    one = assign(pairs, wanted=wanted, room=room, aims=aims)
    assert one == assign(mixed, wanted=dict(reversed(wanted.items())), room=room, aims=mixed_aims)


def test_the_best_of_all_is_not_the_best_of_each():
    pairs = [Pair("n1", "a", 9000), Pair("n1", "b", 8900), Pair("n2", "a", 8000), Pair("n2", "b", 1000)]
    answer = assign(pairs, wanted={"n1": 1, "n2": 1}, room={"a": 1, "b": 1})
    assert [(pair.need, pair.expert) for pair in answer.chosen] == [("n1", "b"), ("n2", "a")]


def test_an_expert_without_room_takes_no_mission():
    pairs = [Pair("n1", "a", 9000), Pair("n1", "b", 10)]
    assert [pair.expert for pair in assign(pairs, wanted={"n1": 1}, room={"a": 0, "b": 1}).chosen] == ["b"]


def test_an_aim_is_worth_its_penalty_and_no_more():
    pairs = [Pair("n1", "a", 9000), Pair("n1", "b", 8000)]
    room = {"a": 1, "b": 1}

    def chosen(penalty):
        answer = assign(pairs, wanted={"n1": 1}, room=room, aims=[Aim("africa", frozenset("b"), 1, penalty)])
        return [pair.expert for pair in answer.chosen], dict(answer.short)

    assert chosen(900) == (["a"], {"africa": 1})
    assert chosen(1100) == (["b"], {})


def test_when_the_time_is_up_the_best_so_far_comes_with_its_gap():
    pairs = [Pair("n1", "a", 9000), Pair("n1", "b", 8900), Pair("n2", "a", 8000), Pair("n2", "b", 1000)]
    answer = assign(pairs, wanted={"n1": 1, "n2": 1}, room={"a": 1, "b": 1}, seconds=0)
    assert allowed(answer.chosen, {"n1": 1, "n2": 1}, {"a": 1, "b": 1})
    assert answer.chosen
    assert 0 <= answer.gap < 1
    assert answer.is_best == (answer.total == 16900)


def test_with_nobody_to_choose_every_aim_is_short():
    answer = assign([], wanted={"n1": 1}, room={}, aims=[Aim("africa", frozenset("b"), 2, 5)])
    assert (answer.chosen, answer.short) == ((), {"africa": 2})


@pytest.mark.parametrize(
    ("pairs", "aims"),
    [
        ([Pair("n1", "a", 1), Pair("n1", "a", 2)], []),
        ([Pair("n1", "a", -1)], []),
        ([Pair("n1", "a", 1)], [Aim("x", frozenset("a"), 1, -1)]),
    ],
)
def test_what_makes_no_sense_is_refused(pairs, aims):
    with pytest.raises(ValueError):
        assign(pairs, wanted={"n1": 1}, room={"a": 1}, aims=aims)


def test_a_need_without_points_is_staffed_when_an_aim_is_worth_more():
    scores = {"n1": {"a": 0, "b": 0, "d": 1}, "n3": {"a": 2, "b": 0, "d": 1}}
    pairs = [Pair(need, expert, score) for need, of in scores.items() for expert, score in of.items()]
    aims = [Aim("x", frozenset("b"), 1, 2), Aim("y", frozenset("abd"), 1, 1)]
    answer = assign(pairs, wanted={"n1": 1, "n3": 1}, room={"a": 1, "b": 1, "d": 2}, aims=aims)
    assert worth(answer.chosen, aims) == 2
    assert answer.gap == 0
