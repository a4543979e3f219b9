"""The order of experts for a need: bounds, monotony, bars, ties. Without a database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertise import matching, points, workdays
from expertise.matching import rank
from expertise.points import BOTH, ON_SITE, POINTS, REMOTE, Balance, ExpertFacts, NeedFacts
from expertise.weights import defaults

ACTIVITIES, LANGUAGES, FIELDS, THEMES = ("1.1", "2.4", "5.3"), ("en", "fr", "es"), ("law", "digital"), ("T1", "T2")
TODAY = date(2026, 3, 1)
APRIL, MAY = date(2026, 4, 1).toordinal(), date(2026, 5, 1).toordinal()
NEED = NeedFacts(
    code="NEED0001",
    activities=("1.1", "2.4"),
    themes=("T1",),
    fields=("law",),
    languages=("fr", "en"),
    country="UGA",
    region="africa",
    starts_on=date(2026, 4, 1),
    ends_on=date(2026, 6, 30),
    days=20,
    mode=BOTH,
    offsets=(180,),
    today=TODAY,
)


def span(since, until, a_month):
    """A period of availability as the matching reads it."""
    return since.toordinal(), until.toordinal(), a_month


levels = st.integers(0, 3)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
subsets = {name: st.frozensets(st.sampled_from(of)) for name, of in (("f", FIELDS), ("t", THEMES))}
weights = st.fixed_dictionaries({code: st.integers(1, 50) for code in POINTS})
periods = st.tuples(days, st.integers(0, 400), st.integers(1, 31)).map(
    lambda row: span(row[0], row[0] + timedelta(days=row[1]), row[2])
)


@st.composite
def experts(draw, number=None):
    key = draw(st.integers(1, 10_000)) if number is None else number
    return ExpertFacts(
        id=key,
        code=f"E{key:05}",
        activities=draw(
            st.dictionaries(
                st.sampled_from(ACTIVITIES),
                st.tuples(st.integers(1, 3), st.frozensets(st.sampled_from(["mission", "post", "other"]))),
            )
        ),
        themes=draw(subsets["t"]),
        fields=draw(subsets["f"]),
        languages=draw(st.dictionaries(st.sampled_from(LANGUAGES), st.tuples(levels, levels, levels))),
        known=draw(st.frozensets(st.sampled_from(["UGA", "KEN", "FRA"]))),
        known_regions=draw(st.frozensets(st.sampled_from(["africa", "europe_north_america"]))),
        region=draw(st.sampled_from(["africa", "arab_states", ""])),
        gender=draw(st.sampled_from(["woman", "man", ""])),
        modes=draw(st.frozensets(st.sampled_from([ON_SITE, REMOTE]))),
        offsets=draw(st.sampled_from([(), (0,), (180,), (-480, -300), (765,)])),
        periods=tuple(draw(st.lists(periods, max_size=3))),
        taken=draw(st.dictionaries(st.sampled_from([APRIL, MAY]), st.integers(0, 20_000))),
        missions_now=draw(st.integers(0, 6)),
        missions_evaluated=draw(st.integers(0, 6)),
        mean_mark=draw(st.none() | st.decimals(1, 5, places=2)),
        called=draw(st.integers(0, 5)),
        confirmed_on=draw(st.none() | days),
    )


needs = st.builds(
    lambda activities, languages, fields, themes, mode, span, wanted, country: replace(
        NEED, activities=activities, languages=languages, fields=fields, themes=themes, mode=mode,
        starts_on=span[0], ends_on=span[0] + timedelta(days=span[1]), days=wanted, country=country,
    ),
    *(st.lists(st.sampled_from(of), unique=True).map(tuple) for of in (ACTIVITIES, LANGUAGES, FIELDS, THEMES)),
    st.sampled_from([ON_SITE, REMOTE, BOTH]), st.tuples(days, st.integers(0, 200)), st.integers(1, 60),
    st.sampled_from(["UGA", ""]),
)  # fmt: skip
groups = st.lists(experts(), max_size=5, unique_by=lambda one: one.id)
balances = st.builds(
    Balance, st.frozensets(st.sampled_from(["africa", "arab_states"])), st.just(frozenset({"woman"}))
)


# Drawing several experts is slow on a busy machine; what is tested is not.
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def alone(need, expert, weighed=None):
    """Ranked by itself."""
    return rank(need, [expert], weighed or defaults())[0]


@unhurried
@given(needs, experts(), weights, balances)
def test_every_point_lies_between_0_and_1_and_the_score_between_0_and_100(need, expert, weighed, balance):
    [one] = rank(need, [expert], weighed, balance=balance)
    assert all(0 <= value[0] <= workdays.WHOLE for value in one.values)
    assert Decimal(0) <= one.score <= Decimal(100)
    assert one.gained == sum(
        value[0] * weighed[code] for code, value in zip(matching.in_force(need), one.values, strict=True)
    )
    assert len(one.values) == len(matching.in_force(need))


@unhurried
@given(needs, experts(), st.sampled_from(ACTIVITIES))
def test_a_higher_level_in_an_activity_never_lowers_the_score(need, expert, code):
    level, evidence = expert.activities.get(code, (0, frozenset()))
    better = replace(expert, activities={**expert.activities, code: (min(level + 1, 3), evidence)})
    assert alone(need, better).gained >= alone(need, expert).gained


@unhurried
@given(needs, experts(), st.sampled_from(ACTIVITIES), st.sampled_from(["mission", "post", "law"]))
def test_more_evidence_never_lowers_the_score(need, expert, code, kind):
    level, evidence = expert.activities.get(code, (1, frozenset()))
    bare = replace(expert, activities={**expert.activities, code: (level, evidence)})
    shown = replace(expert, activities={**expert.activities, code: (level, evidence | {kind})})
    assert alone(need, shown).gained >= alone(need, bare).gained


@unhurried
@given(needs, experts(), st.sampled_from(LANGUAGES), st.integers(0, 2))
def test_a_better_language_never_lowers_the_score(need, expert, code, skill):
    skills = list(expert.languages.get(code, (0, 0, 0)))
    skills[skill] = min(skills[skill] + 1, 3)
    better = replace(expert, languages={**expert.languages, code: tuple(skills)})
    assert alone(need, better).gained >= alone(need, expert).gained


@unhurried
@given(needs, experts(), periods)
def test_more_availability_never_lowers_the_score(need, expert, period):
    better = replace(expert, periods=(*expert.periods, period))
    assert alone(need, better).gained >= alone(need, expert).gained


@unhurried
@given(needs, experts())
def test_a_mission_more_at_hand_never_raises_the_score(need, expert):
    busier = replace(expert, missions_now=expert.missions_now + 1)
    assert alone(need, busier).gained <= alone(need, expert).gained


@unhurried
@given(needs, experts(), st.integers(1, 900))
def test_a_profile_confirmed_longer_ago_never_raises_the_score(need, expert, age):
    on = need.today - timedelta(days=age)
    older = replace(expert, confirmed_on=on - timedelta(days=30))
    assert alone(need, older).gained <= alone(need, replace(expert, confirmed_on=on)).gained


@unhurried
@given(needs, groups, weights, st.data())
def test_a_barred_expert_never_stands_above_one_who_is_not(need, people, weighed, data):
    barred = data.draw(st.sets(st.sampled_from([one.id for one in people]))) if people else set()
    order = rank(need, people, weighed, bars=dict.fromkeys(barred, (("residence", "1"),)))
    flags = [one.is_barred for one in order]
    assert flags == sorted(flags)
    assert {one.expert.id for one in order if one.is_barred} == barred
    assert sorted(one.expert.id for one in order) == sorted(one.id for one in people)


@unhurried
@given(needs, groups, weights, st.randoms(use_true_random=False))
def test_equal_inputs_give_equal_order_however_they_come(need, people, weighed, random):
    mixed = list(people)
    random.shuffle(mixed)
    assert rank(need, people, weighed) == rank(need, mixed, weighed)


@unhurried
@given(needs, groups, weights, st.integers(2, 9))
def test_weights_all_times_the_same_change_nothing(need, people, weighed, times):
    one = rank(need, people, weighed)
    other = rank(need, people, {code: weight * times for code, weight in weighed.items()})
    assert [(row.expert.id, row.score) for row in one] == [(row.expert.id, row.score) for row in other]


@unhurried
@given(needs, groups, weights)
def test_the_order_follows_the_score(need, people, weighed):
    order = rank(need, people, weighed)
    scores = [one.score for one in order]
    assert scores == sorted(scores, reverse=True)
    for one in order:
        assert one.gained == alone(need, one.expert, weighed).gained


def test_of_equal_experts_the_one_never_called_comes_first():
    # Each has a quarter of the point of balance: one for the gender, one for having never been called.
    steering = Balance(genders=frozenset({"woman"}))
    for number in range(20):
        called = ExpertFacts(id=1, code=f"A{number}", gender="woman", called=2)
        fresh = ExpertFacts(id=2, code=f"B{number}", gender="man", called=0)
        order = rank(NEED, [called, fresh], defaults(), balance=steering)
        assert order[0].gained == order[1].gained
        assert order[0].expert.id == 2


def test_the_last_tie_is_settled_another_way_for_each_need():
    people = [ExpertFacts(id=number, code=f"CODE{number:04}", called=1) for number in range(40)]
    orders = [
        [one.expert.id for one in rank(replace(NEED, code=code), people, defaults())] for code in ("NEED01", "NEED02")
    ]
    assert orders[0] != orders[1]
    assert orders[0] != sorted(orders[0])


def test_a_point_that_says_nothing_about_the_need_does_not_count():
    bare = replace(NEED, themes=(), fields=(), activities=(), languages=(), country="", mode=ON_SITE)
    assert matching.in_force(bare) == ("availability", "track", "load", "freshness", "balance", "mode")
    perfect = ExpertFacts(
        id=1, code="X", modes=frozenset({ON_SITE}), periods=(span(date(2026, 1, 1), date(2026, 12, 31), 31),),
        mean_mark=Decimal(5), confirmed_on=TODAY, region="africa", gender="woman",
    )  # fmt: skip
    [one] = rank(bare, [perfect], defaults(), balance=Balance(frozenset({"africa"}), frozenset({"woman"})))
    assert one.score == 100


def test_the_country_counts_more_than_its_region_and_work_there_more_than_living_there():
    def value(**known):
        return points.RULES["region"].value(NEED, ExpertFacts(id=1, code="X", **known), Balance())[0]

    assert value(known=frozenset({"UGA"})) == 1000
    assert value(known_regions=frozenset({"africa"})) == 600
    assert value(region="africa") == 400
    assert value() == 0


def test_days_are_free_in_proportion_to_the_months_and_less_those_taken():
    whole_april = (span(date(2026, 4, 1), date(2026, 4, 30), 10),)
    assert workdays.days_free(date(2026, 4, 1), date(2026, 4, 30), whole_april, {}) == 10_000
    assert workdays.days_free(date(2026, 4, 16), date(2026, 5, 31), whole_april, {}) == 5_000
    assert workdays.days_free(date(2026, 4, 1), date(2026, 4, 30), whole_april, {APRIL: 4_000}) == 6_000
    assert workdays.days_free(date(2026, 4, 1), date(2026, 4, 30), whole_april, {APRIL: 40_000}) == 0


def test_hours_apart_are_counted_the_shorter_way_around():
    def value(*offsets):
        return points.RULES["time_zone"].value(NEED, ExpertFacts(id=1, code="X", offsets=offsets), Balance())

    assert value(180) == (1000, "apart", (Decimal(0),))
    assert value(-660)[2] == (Decimal(10),)
    assert value(-660)[0] == 0
    assert value(-660, 240)[0] == 1000
    assert value() == (0, "unknown", ())


@pytest.mark.parametrize("wrong", [0, -1, True, 1.5])
def test_a_weight_that_is_not_above_0_is_refused(wrong):
    with pytest.raises(ValueError, match="above 0"):
        rank(NEED, [], {**defaults(), "theme": wrong})


def test_a_point_without_a_weight_is_refused():
    weighed = defaults() | {}
    with pytest.raises(ValueError, match="weights are asked for"):
        rank(NEED, [], {code: weight for code, weight in weighed.items() if code != "theme"})


def test_the_default_weights_add_up_to_100():
    assert sum(defaults().values()) == 100
