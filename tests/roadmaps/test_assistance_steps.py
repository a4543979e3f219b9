"""The plan of an assistance and the state of its steps, as pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.assistance import steps
from roadmaps.assistance.steps import Problem, Step, Work

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
days = st.dates(date(2026, 1, 1), date(2029, 12, 31))
work = st.lists(
    st.builds(
        Work, st.sampled_from(steps.CODES), st.integers(1, 60), st.integers(1, 60), st.sampled_from(["", "A", "B"])
    ),
    max_size=12,
)


@given(days, st.integers(1, 900), work)
def test_whatever_an_application_says_its_first_plan_is_in_order_and_within_the_period(begins, length, rows):
    ends = begins + timedelta(days=length)
    plan = steps.from_work(rows, begins, ends)
    assert steps.check(plan) == []
    assert all(begins <= step.starts_on and step.ends_on <= ends for step in plan)


@given(days, st.integers(1, 900))
def test_an_even_plan_uses_the_whole_period(begins, length):
    ends = begins + timedelta(days=length)
    plan = steps.evenly(begins, ends)
    assert steps.check(plan) == []
    assert plan[-1].ends_on == ends


@given(
    st.none() | st.builds(Step, st.sampled_from(steps.CODES), days, days), st.none() | days, st.none() | days, days
)
def test_a_step_has_one_state_and_is_done_when_and_only_when_it_has_its_day(step, started, done, today):
    state = steps.state_of(step, started, done, today)
    assert state in steps.STATES
    assert (state == steps.DONE) == (done is not None)


@given(days, st.integers(0, 200), st.booleans())
def test_a_late_step_stays_late_until_it_is_done(begins, length, started):
    step = Step("TA3", begins, begins + timedelta(days=length))
    on = begins if started else None
    late = [steps.state_of(step, on, None, begins + timedelta(days=n)) == steps.LATE for n in range(0, length + 40)]
    assert late == sorted(late)
    assert late[-1]


@pytest.mark.parametrize(
    ("today", "started", "state"),
    [
        (date(2027, 2, 28), None, steps.NOT_STARTED),
        (date(2027, 3, 15), None, steps.NOT_STARTED),
        (date(2027, 3, 16), None, steps.LATE),
        (date(2027, 3, 16), date(2027, 3, 10), steps.ON_TRACK),
        (date(2027, 4, 30), date(2027, 3, 10), steps.ON_TRACK),
        (date(2027, 5, 1), date(2027, 3, 10), steps.LATE),
    ],
)
def test_a_step_is_late_two_weeks_after_it_should_have_begun_or_past_its_end(today, started, state):
    step = Step("TA3", date(2027, 3, 1), date(2027, 4, 30))
    assert steps.state_of(step, started, None, today) == state


def changed(code, **fields):
    return [step._replace(**fields) if step.code == code else step for step in steps.evenly(FIRST, LAST)]


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        (steps.evenly(FIRST, LAST)[:-1], Problem("missing", "TA9")),
        (changed("TA9", ends_on=FIRST), Problem("order", "TA9")),
        (changed("TA7", starts_on=FIRST), Problem("before", "TA7", "TA6")),
        (changed("TA4", after=("TA4",)), Problem("after", "TA4", "TA4")),
        (changed("TA4", after=("TA5",)), Problem("after", "TA4", "TA5")),
        (changed("TA4", after=("TA0",)), Problem("after", "TA4", "TA0")),
    ],
)
def test_a_plan_that_makes_no_sense_is_told_what_is_wrong(plan, problem):
    assert problem in steps.check(plan)


def test_a_step_twice_in_a_plan_is_found():
    plan = steps.evenly(FIRST, LAST)
    assert Problem("twice") in steps.check([*plan, plan[0]])


@pytest.mark.parametrize(
    ("ends", "longer"), [(date(2028, 6, 30), False), (date(2028, 7, 1), False), (date(2028, 7, 2), True)]
)
def test_eighteen_months_are_counted_by_the_calendar(ends, longer):
    assert steps.beyond(FIRST, ends) == longer


@given(st.sets(st.sampled_from(steps.CODES)), st.sets(st.sampled_from(steps.CODES)), st.sampled_from(steps.CODES))
def test_a_step_is_done_only_with_its_product_and_after_those_it_follows(done, produced, code):
    reasons = steps.why_not_done(code, steps.AFTER[code], done, produced)
    assert (reasons == []) == (code in produced and set(steps.AFTER[code]) <= done)


def test_the_work_stands_at_the_first_step_that_is_not_done():
    assert steps.current({}) == "TA1"
    assert steps.current({"TA1": steps.DONE, "TA2": steps.LATE, "TA3": steps.DONE}) == "TA2"
    assert steps.current(dict.fromkeys(steps.CODES, steps.DONE)) == ""
