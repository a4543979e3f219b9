"""The board of the Secretariat: where each assistance stands, and what warns of trouble."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from expertise import states as expert_states
from portal.accounts.models import Membership
from portal.activity.services import record
from portal.messaging.models import Message
from roadmaps.assistance import early_warnings as early
from roadmaps.assistance import steps
from roadmaps.assistance.board import board_rows
from roadmaps.assistance.early_warnings import Facts, Warning
from roadmaps.assistance.warning_words import sentence
from roadmaps.models import Assistance, DaysWorked, StepProgress
from roadmaps.services.assistance.warn import warn_officers
from tests.accounts import factories as people
from tests.expertise import factories as experts

from . import factories as make
from . import factories_assistance as assist
from . import factories_national as national
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")
TODAY = date(2027, 6, 1)
RECORDED = set(early.CODES) - {early.MONEY_SHORT, early.RISK_REVIEW}


def facts(**fields):
    plan = {step.code: step for step in steps.evenly(date(2027, 5, 25), date(2028, 5, 24))}
    return Facts(**{"planned": plan, "progress": {}, "opened_on": TODAY, **fields})


def mission(**fields):
    values = {
        "code": "M1",
        "name": "A",
        "active": True,
        "under_way": True,
        "starts_on": TODAY,
        "ends_on": date(2027, 9, 1),
    }
    return early.Mission(**{**values, **fields})


def codes(known, today=TODAY):
    return [one.code for one in early.find(known, today)]


def test_an_assistance_that_goes_as_planned_has_no_warning():
    assert codes(facts(progress={"TA1": (TODAY, TODAY)}, missions=[mission()])) == []


@given(st.integers(0, 400), st.none() | st.integers(0, 400))
def test_silence_is_told_from_the_thirtieth_day_after_the_last_sign(opened, last):
    known = facts(
        planned={},
        opened_on=TODAY - timedelta(days=opened),
        last_sign=None if last is None else TODAY - timedelta(days=last),
    )
    quiet = opened if last is None else min(opened, last)
    assert (early.SILENT in codes(known)) == (quiet >= 30)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (mission(active=False), early.EXPERT_AWAY),
        (mission(free=((date(2027, 1, 1), date(2027, 5, 31)),)), early.EXPERT_AWAY),
        (mission(starts_on=date(2027, 5, 2)), early.IDLE_MISSION),
        (mission(starts_on=date(2027, 3, 1), last_day=date(2027, 5, 2)), early.IDLE_MISSION),
    ],
)
def test_a_mission_warns_when_its_expert_is_away_or_no_day_is_written_down(one, code):
    assert codes(facts(planned={}, missions=[one])) == [code]


@pytest.mark.parametrize(
    "one",
    [
        mission(free=((date(2027, 8, 1), date(2027, 12, 31)),)),
        mission(starts_on=date(2027, 5, 3)),
        mission(starts_on=date(2027, 1, 1), last_day=date(2027, 5, 20)),
        mission(starts_on=date(2027, 1, 1), under_way=False),
    ],
)
def test_a_mission_in_order_does_not_warn(one):
    assert codes(facts(planned={}, missions=[one])) == []


def test_a_late_step_says_by_how_many_days():
    known = facts(progress={"TA1": (TODAY, TODAY)})
    on = known.planned["TA2"].ends_on + timedelta(days=26)
    about_it = [one for one in early.find(replace(known, opened_on=on), on) if one.about == "TA2"]
    assert about_it == [Warning(early.LATE_STEP, "TA2", days=26)]


def test_a_step_that_has_not_begun_in_time_is_late_before_its_end():
    known = facts(progress={"TA1": (TODAY, TODAY)})
    step = known.planned["TA2"]
    on = step.starts_on + timedelta(days=20)
    assert on <= step.ends_on
    found = early.find(replace(known, opened_on=on), on)
    assert found == [Warning(early.LATE_STEP, "TA2", early.TO_BEGIN, 20)]
    assert sentence(found[0]) == "Step TA2 should have begun 20 days ago"


def test_changes_are_told_for_thirty_days():
    known = facts(planned={}, team_changed_on=date(2027, 5, 2), focal_changed_on=date(2027, 5, 1))
    assert codes(known) == [early.TEAM_CHANGED]


def test_the_next_thing_due_is_the_earliest_end_of_an_open_step():
    known = facts(progress={"TA1": (TODAY, TODAY)})
    assert early.next_due(known) == ("TA2", known.planned["TA2"].ends_on)
    assert early.next_due(facts(planned={})) is None


def row_of(assistance):
    return board_rows(Assistance.objects.filter(pk=assistance.pk), {})[0]


def test_the_records_of_the_portal_feed_the_warnings():
    assistance = assist.planned(opened_at=make.timezone.now() - timedelta(days=60), starts_on=day(-60))
    party = assistance.country
    one = make.mission(assistance, experts.expert(state=expert_states.ON_LEAVE), starts_on=day(-50))
    roadmap = national.roadmap(party)
    assist.member(roadmap, since=day(-50), until=day(-3))
    people.focal_point(party)
    Membership.objects.update(state_since=make.timezone.now() - timedelta(days=2))
    row = row_of(assistance)
    assert {warning.code for warning in row.warnings} == RECORDED
    assert row.step == "TA1"
    assert row.late == 60
    DaysWorked.objects.create(mission=one, on=day(-1), days=1, what="A")
    record(actor=people.officer(), verb="mission.days_written", target=one)
    found = {warning.code for warning in row_of(assistance).warnings}
    assert found == RECORDED - {early.SILENT, early.IDLE_MISSION}


def test_what_the_portal_does_by_itself_is_no_sign_of_life():
    assistance = assist.planned(opened_at=make.timezone.now() - timedelta(days=60))
    record(actor=None, verb="assistance.changed", target=assistance)
    assert early.SILENT in {one.code for one in row_of(assistance).warnings}


def boards(number):
    for place in range(number):
        party = people.country(["UGA", "ZWE", "TUN"][place % 3])
        assistance = assist.planned(country=party, starts_on=day(-5))
        StepProgress.objects.create(assistance=assistance, step="TA1", started_on=day(-9), done_on=day(-9))
        make.mission(assistance)


@pytest.fixture
def desk():
    return national.signed_in(people.officer())


def queries_of(desk):
    """Asked twice, as the lists of the vocabulary are read again after a change."""
    with CaptureQueriesContext(connection) as made:
        assert desk.get(reverse("admin:roadmaps_board")).status_code == 200
    return len(made)


def test_the_board_takes_as_many_queries_for_sixty_as_for_three(desk):
    boards(3)
    queries_of(desk)
    few = queries_of(desk)
    boards(57)
    queries_of(desk)
    assert queries_of(desk) == few
    assert few <= 12


def test_the_board_is_filtered_and_each_warning_opens_the_records_behind_it(desk):
    boards(3)
    late = assist.planned(country=people.country("KEN"), starts_on=day(-200))
    page = desk.get(reverse("admin:roadmaps_board"))
    assert 'data-count="4"' in page.text
    assert page.text.index(late.reference) < page.text.index("UGA-001")
    assert reverse("roadmaps:assistance_step", args=[late.reference, "TA1"]) in page.text
    only = desk.get(reverse("admin:roadmaps_board"), {"warning": "late_step"})
    assert 'data-count="1"' in only.text
    assert late.reference in only.text
    assert 'data-count="0"' in desk.get(reverse("admin:roadmaps_board"), {"step": "TA9"}).text
    assert 'data-count="0"' in desk.get(reverse("admin:roadmaps_board"), {"mine": "1"}).text


def test_the_lists_of_a_new_office_blame_no_filter():
    office = national.signed_in(people.officer())
    for name, words in {
        "roadmaps_board": "No assistance is under way.",
        "roadmaps_mission_changelist": "No mission yet.",
        "roadmaps_roadmap_changelist": "No roadmap yet.",
        "applications_application_changelist": "No application yet.",
        "expertise_candidacy_changelist": "No application yet.",
        "expertise_expert_changelist": "No expert yet.",
    }.items():
        text = office.get(reverse(f"admin:{name}")).text
        assert words in text
        assert "Drop a filter" not in text


def test_the_officer_in_charge_is_warned_once_a_week():
    assistance = assist.planned(starts_on=day(-200))
    officer = assist.officer_of(assistance)
    people.officer()
    monday = day(0) - timedelta(days=day(0).weekday())
    assert warn_officers(monday) == 1
    assert warn_officers(monday + timedelta(days=6)) == 0
    assert warn_officers(monday + timedelta(days=7)) == 1
    message = Message.objects.filter(code="assistance.warnings").first()
    assert message.to == officer
    assert assistance.reference in message.body


def test_an_assistance_nobody_is_in_charge_of_is_told_to_every_officer_and_a_closed_one_to_nobody():
    assistance = assist.planned(starts_on=day(-200))
    for _number in range(2):
        people.officer()
    assert warn_officers() == 2
    Message.objects.all().delete()
    Assistance.objects.filter(pk=assistance.pk).update(state="closed")
    assert warn_officers() == 0
