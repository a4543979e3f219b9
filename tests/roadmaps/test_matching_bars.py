"""What bars an expert from a need, and what the matching reads of the database."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from applications.models import Assessment, Tie
from expertise import states as expert_states
from expertise.models import DeclaredTie, Expert, Nationality
from roadmaps.models import Appraisal, AppraisalMark, Need
from roadmaps.selection import load, states
from roadmaps.selection.matches import for_need, for_needs
from tests.accounts import factories as people
from tests.applications.factories import complete_application
from tests.applications.factories_calls import published_call
from tests.applications.vocabulary import small_vocabulary
from tests.expertise import factories as experts
from tests.roadmaps import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def need():
    small_vocabulary()
    return make.need(make.assistance(people.country("UGA")))


def bars_of(need, expert):
    [match] = for_need(need, experts=[expert.pk])
    return match.bars


def test_an_expert_without_a_tie_is_not_barred(need):
    assert bars_of(need, experts.expert(nationality="MUS")) == ()


def test_every_nationality_bars_not_only_the_first(need):
    expert = experts.expert(nationality="MUS")
    Nationality.objects.create(profile=expert.profile, position=1, country="UGA")
    assert bars_of(need, expert) == ("national of Uganda",)


def test_residence_bars(need):
    expert = experts.expert(nationality="MUS", residence=people.country("UGA"))
    assert bars_of(need, expert) == ("lives in Uganda",)


def test_a_declared_tie_bars_until_it_is_ended(need):
    expert = experts.expert()
    tie = DeclaredTie.objects.create(expert=expert, country=people.country("UGA"), reason="Advises the ministry")
    assert bars_of(need, expert) == ("declared a tie to Uganda",)
    tie.ended_at = timezone.now()
    tie.save()
    assert bars_of(need, expert) == ()


def test_a_tie_of_the_same_person_bars_the_expert(need):
    expert = experts.expert()
    Tie.objects.create(person=expert.user, country=people.country("UGA"))
    assert bars_of(need, expert) == ("tie to Uganda noted by the Secretariat",)


@pytest.mark.parametrize("state", ["claimed", "confirmed"])
def test_speaking_for_the_party_bars_even_when_it_is_only_claimed(need, state):
    expert = experts.expert()
    people.membership(expert.user, people.country("UGA"), state=state)
    assert bars_of(need, expert) == ("member of the team of Uganda, or says so",)


def test_a_place_in_another_partys_team_does_not_bar(need):
    expert = experts.expert()
    people.membership(expert.user, people.country("ZWE"))
    assert bars_of(need, expert) == ()


def test_a_part_in_assessing_the_same_file_bars(need):
    party = people.country("UGA")
    file = complete_application(party, published_call(), "assessment")
    need.assistance.application = file
    need.assistance.save()
    expert, other = experts.expert(), experts.expert()
    Assessment.objects.create(
        application=file,
        version=file.current_version,
        assessor=expert.user,
        assigned_by=people.officer(),
        due=timezone.localdate(),
    )
    assert bars_of(need, expert) == ("named as an assessor of the application behind this need",)
    assert bars_of(need, other) == ()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (expert_states.ON_LEAVE, "on leave"),
        (expert_states.EXPIRED, "term over"),
        (expert_states.RETIRED, "retired"),
        (expert_states.CANDIDATE, "not a member of the Expert Facility"),
    ],
)
def test_who_is_no_active_member_is_barred(need, state, words):
    assert bars_of(need, experts.expert(state=state)) == (words,)


def test_an_erased_expert_is_barred(need):
    expert = experts.expert(is_public=False, erased_at=timezone.now())
    assert "profile erased" in bars_of(need, expert)


def test_a_list_for_a_need_leaves_out_candidates_and_the_erased(need):
    member = experts.expert()
    experts.expert(state=expert_states.CANDIDATE)
    experts.expert(is_public=False, erased_at=timezone.now())
    assert [match.expert_id for match in for_need(need)] == [member.pk]


def test_a_barred_expert_stands_after_a_far_weaker_one(need):
    strong = experts.expert(nationality="UGA", activities={"1.1": 3}, countries=("UGA",))
    weak = experts.expert(nationality="MUS", activities={}, languages={}, confirmed_on=None)
    order = for_need(need)
    assert [match.expert_id for match in order] == [weak.pk, strong.pk]
    assert order[1].score > order[0].score


def test_a_matching_costs_as_many_queries_for_one_expert_as_for_many(need, django_assert_num_queries):
    experts.expert()
    need = Need.objects.select_related("assistance").get(pk=need.pk)
    for_need(need)
    with django_assert_num_queries(9):
        list(for_need(need))
    for _number in range(4):
        experts.available(experts.expert(countries=("KEN",)), make.day(0), make.day(90))
    for_need(need)
    with django_assert_num_queries(9):
        list(for_need(need))


def test_several_needs_cost_as_many_queries_as_one(need, django_assert_num_queries):
    experts.expert()
    codes = [need.code, make.need(need.assistance).code, make.need(make.assistance(people.country("ZWE"))).code]
    needs = list(Need.objects.select_related("assistance").filter(code__in=codes))
    for_needs(needs)
    with django_assert_num_queries(9):
        for_needs(needs)


def test_points_are_kept_as_code_value_and_weight(need):
    experts.expert(activities={"1.1": 2})
    [match] = for_need(need)
    kept = {row["code"]: row for row in match.as_json()}
    assert kept["activity"] == {"code": "activity", "value": 0.666, "weight": 26}
    assert sum(row["value"] * row["weight"] for row in kept.values()) / sum(
        row["weight"] for row in kept.values()
    ) == pytest.approx(float(match.score) / 100, abs=0.0001)


def test_every_point_speaks_in_words(need):
    expert = experts.expert(activities={"1.1": 3}, countries=("UGA",))
    experts.available(expert, make.day(0), make.day(200), days_per_month=3)
    [match] = for_need(need)
    words = {point.code: point.words for point in match.points}
    assert words["activity"] == "1 of 1; best in 1.1: Leading. Evidence: A mission."
    assert words["region"] == "Has worked in this country: Uganda."
    assert "days free between the dates, 10 needed" in words["availability"]
    assert words["track"] == "No mission evaluated yet: half of the point."


def test_rows_of_a_version_that_was_sent_do_not_count(need):
    expert = experts.expert(activities={})
    sent = experts.profile(expert, activities={"1.1": 3}, frozen_at=timezone.now())
    assert sent.pk != expert.profile_id
    [match] = for_need(need)
    assert next(point for point in match.points if point.code == "activity").value == 0


def test_days_of_other_missions_are_taken_off(need):
    busy, free = experts.expert(), experts.expert()
    for expert in (busy, free):
        experts.available(expert, need.starts_on, need.ends_on, days_per_month=4)
    make.mission(expert=busy, starts_on=need.starts_on, ends_on=need.ends_on, days=8)
    values = {
        match.expert_id: {point.code: point.value for point in match.points}["availability"]
        for match in for_need(need)
    }
    assert values[busy.pk] < values[free.pk] == 1


# --- Load and track record ----------------------------------------------------------------------
def test_the_load_counts_missions_agreed_or_under_way_and_spreads_their_days():
    expert = experts.expert()
    begin = timezone.localdate().replace(day=1)
    make.mission(expert=expert, starts_on=begin, ends_on=begin + timedelta(days=19), days=10)
    make.mission(expert=expert, state=states.PREPARED, starts_on=begin, ends_on=begin + timedelta(days=9), days=5)
    make.mission(expert=expert, state=states.REPORTED)
    own = load.load([expert.pk])[expert.pk]
    assert own.missions == 2
    assert own.days_by_month == {begin: Decimal("15.0")}


def test_the_track_record_is_the_mean_of_the_marks_of_others():
    expert = experts.expert()
    need = make.need(activities="1.1 2.4")
    offer = make.offer(need, expert, state=states.AGREED)
    mission = make.mission(need.assistance, expert, state=states.EVALUATED, offer=offer)
    for side, mark in (("party", 5), ("secretariat", 4), ("expert", 1)):
        appraisal = Appraisal.objects.create(mission=mission, side=side)
        AppraisalMark.objects.create(appraisal=appraisal, question="quality", mark=mark)
    record = load.track_record([expert.pk])[expert.pk]
    assert (record.missions, record.mean_mark, record.called) == (1, Decimal("4.50"), 1)
    assert record.activities == {"1.1", "2.4"}
    assert record.countries == {need.assistance.country_id}


def test_a_shortlist_counts_as_considered_once_it_was_shared():
    expert, other = experts.expert(), experts.expert()
    make.shortlist(None, expert, other)
    assert load.track_record([expert.pk]) == {}
    make.shortlist(make.need(), expert, state=states.WITH_PARTY)
    record = load.track_record([expert.pk, other.pk])
    assert record[expert.pk].considered == 1
    assert other.pk not in record


def test_a_mission_evaluated_here_is_evidence_of_its_activities(need):
    expert = experts.expert(activities={})
    served = make.need(make.assistance(people.country("ZWE")), activities="1.1")
    offer = make.offer(served, expert, state=states.AGREED)
    make.mission(served.assistance, expert, state=states.EVALUATED, offer=offer)
    [match] = for_need(need)
    assert next(point for point in match.points if point.code == "activity").words.startswith("1 of 1; best in 1.1")


def test_experts_are_read_together_when_the_first_is_asked_for(need, django_assert_num_queries):
    for _number in range(3):
        experts.expert()
    matches = for_need(need)
    with django_assert_num_queries(1):
        assert all(isinstance(match.expert, Expert) for match in matches)
