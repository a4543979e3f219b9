"""Appraisals: one a side, read by the others after their own, and never by anybody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from applications.models import Tie
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from roadmaps.models import Appraisal
from roadmaps.selection import appraisals, states
from roadmaps.services.mission import appraising
from roadmaps.views.mission.appraisal import read_by
from tests.accounts import factories as people

from . import factories as make
from . import factories_national as national
from . import scene

pytestmark = pytest.mark.usefixtures("vocabulary")


def sides_read(user, mission):
    return {row["appraisal"].side for row in read_by(user, mission)[0]}


def test_each_side_reads_the_others_only_after_giving_its_own():
    at = scene.scene()
    mission = scene.reported(at)
    who = mission.expert.user
    scene.appraised(mission, "party", at.focal)
    assert sides_read(at.focal, mission) == {"party"}
    assert sides_read(who, mission) == set()
    assert sides_read(at.officer, mission) == set()
    scene.appraised(mission, "expert", who)
    assert sides_read(who, mission) == {"party", "expert"}
    assert sides_read(at.focal, mission) == {"party", "expert"}
    assert sides_read(at.officer, mission) == set()


def test_a_superuser_a_field_office_and_an_officer_with_a_tie_read_nothing_ever():
    at = scene.scene()
    mission = scene.reported(at)
    for side, person in (("party", at.focal), ("secretariat", at.officer), ("expert", mission.expert.user)):
        scene.appraised(mission, side, person)
    tied = people.officer()
    Tie.objects.create(person=tied, country=at.party)
    for person in (people.superuser(), people.field_office(at.party), tied, at.experts[1].user, people.newcomer()):
        assert sides_read(person, mission) == set()
    assert sides_read(people.officer(), mission) == {"party", "secretariat", "expert"}
    assert sides_read(people.signatory(at.party), mission) == {"party", "secretariat", "expert"}


def test_with_the_last_of_three_the_mission_is_evaluated_and_all_are_told():
    at = scene.scene()
    mission = scene.reported(at)
    scene.appraised(mission, "party", at.focal)
    scene.appraised(mission, "secretariat", at.officer)
    mission.refresh_from_db()
    assert mission.state == states.REPORTED
    scene.appraised(mission, "expert", mission.expert.user)
    mission.refresh_from_db()
    assert mission.state == states.EVALUATED
    told = {row.to for row in Message.objects.filter(code="mission.evaluated")}
    assert told == {at.focal, at.officer, mission.expert.user}


def test_work_without_a_country_is_appraised_by_two_sides():
    mission = make.mission(state=states.REPORTED)
    type(mission).objects.filter(pk=mission.pk).update(assistance=None, kind="study")
    mission.refresh_from_db()
    scene.appraised(mission, "secretariat", people.officer())
    scene.appraised(mission, "expert", mission.expert.user)
    mission.refresh_from_db()
    assert mission.state == states.EVALUATED


def test_thirty_days_after_the_second_it_is_closed_and_the_third_can_still_be_given():
    at = scene.scene()
    mission = scene.reported(at)
    scene.appraised(mission, "party", at.focal)
    scene.appraised(mission, "secretariat", at.officer)
    assert appraising.close_late() == 0
    Appraisal.objects.update(given_at=timezone.now() - timedelta(days=31))
    assert (appraising.close_late(), appraising.close_late()) == (1, 0)
    mission.refresh_from_db()
    assert mission.state == states.EVALUATED
    scene.appraised(mission, "expert", mission.expert.user)
    assert sides_read(mission.expert.user, mission) == {"party", "secretariat", "expert"}


def test_one_appraisal_alone_closes_nothing_however_old():
    at = scene.scene()
    mission = scene.reported(at)
    scene.appraised(mission, "party", at.focal)
    Appraisal.objects.update(given_at=timezone.now() - timedelta(days=300))
    assert appraising.close_late() == 0


def test_every_question_has_a_mark_from_1_to_5():
    at = scene.scene()
    mission = scene.reported(at)
    marks = scene.marks("party")
    for wrong in ({}, {**marks, "time": None}, {**marks, "time": 6}, {**marks, "time": 0}):
        with pytest.raises(Refused, match="from 1 to 5"):
            appraising.give(mission=mission, marks=wrong, comment="", by=at.focal)
    assert not Appraisal.objects.exists()


def test_a_question_without_a_mark_is_named_with_the_signs_of_the_language():
    at = scene.scene()
    mission = scene.reported(at)
    with translation.override("fr"):
        page = reverse("roadmaps:appraisal", args=[mission.code])
    answer = national.signed_in(at.focal).post(page, {})
    assert answer.status_code == 422
    assert "respectés\u00a0: Donnez une note" in answer.text


def test_an_appraisal_is_given_once_a_side_and_a_double_click_is_one():
    at = scene.scene()
    mission = scene.reported(at)
    assert scene.appraised(mission, "party", at.focal) == scene.appraised(mission, "party", at.focal)
    with pytest.raises(Refused, match="given already"):
        scene.appraised(mission, "party", at.focal, mark=1)
    with pytest.raises(Refused, match="given already"):
        scene.appraised(mission, "party", people.focal_point(at.party))


def test_nobody_appraises_for_a_side_they_do_not_belong_to():
    at = scene.scene()
    mission = scene.reported(at)
    tied = people.officer()
    Tie.objects.create(person=tied, country=at.party)
    for person in (people.superuser(), tied, people.field_office(at.party), at.experts[1].user, people.head()):
        with pytest.raises(NotAllowed):
            appraising.give(mission=mission, marks=scene.marks("secretariat"), comment="", by=person)
    with pytest.raises(NotAllowed):
        scene.appraised(mission, "party", people.signatory(at.party))


def test_nothing_is_appraised_before_the_report():
    at = scene.scene()
    mission = scene.written(at)
    with pytest.raises(NotAllowed, match="not been reported"):
        scene.appraised(mission, "party", at.focal)


def test_an_officer_who_is_the_expert_speaks_as_the_expert_and_not_for_the_secretariat():
    at = scene.scene()
    officer = people.officer()
    at.experts[0].user = officer
    at.experts[0].save(update_fields=["user"])
    mission = scene.reported(at)
    assert appraising.side_of(officer, mission) == appraisals.EXPERT
    scene.appraised(mission, "expert", officer)
    assert Appraisal.objects.get().side == "expert"
    with pytest.raises(Refused):
        appraising.give(mission=mission, marks=scene.marks("secretariat"), comment="", by=officer)


def test_the_questions_of_each_side_have_codes_that_fit_their_column():
    for questions in appraisals.QUESTIONS.values():
        codes = [question.code for question in questions]
        assert len(set(codes)) == len(codes)
        assert all(len(code) <= 20 for code in codes)
