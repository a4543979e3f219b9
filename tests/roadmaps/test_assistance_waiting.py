"""What of the steps and the final package waits for whom; assistances taken over; what a letter tells of a stage."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.documents.models import StoredFile
from roadmaps.assistance import waiting
from roadmaps.assistance.queries import produced_by
from roadmaps.models import (
    Assistance,
    FinalPackage,
    Mission,
    ProgressReport,
    ReportingRound,
    Risk,
    StepProgress,
)
from roadmaps.services.assistance import takeover
from roadmaps.services.national.stage import record_stage
from tests.accounts import factories as people
from tests.expertise import factories as experts

from . import factories as make
from . import factories_assistance as assist
from . import factories_national as national
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


def entries(person):
    return list(waiting.of_party(person, "en"))


def asking(person):
    """The person as at a new request: nothing is kept from the one before."""
    return User.objects.get(pk=person.pk)


def done(assistance, *codes):
    for code in codes:
        StepProgress.objects.create(assistance=assistance, step=code, started_on=day(-9), done_on=day(-9))


def test_the_step_at_hand_waits_for_a_focal_point_and_not_for_the_signatory():
    assistance = assist.planned()
    done(assistance, "TA1", "TA2")
    (mine,) = entries(people.focal_point(assistance.country))
    assert mine.mine
    assert "TA3" in mine.title
    assert mine.due is not None
    (other,) = entries(people.signatory(assistance.country))
    assert not other.mine


def turns(assistance, focal):
    """Whose turn it is: of the step at hand if it stands in the list, in the files, on the page."""
    steps = [("you" if one.mine else one.whose) for one in entries(asking(focal)) if one.title.startswith("Step")]
    (row,) = waiting.files(asking(focal), "en")
    text = national.signed_in(focal).get(reverse("roadmaps:assistance", args=[assistance.reference])).text
    assert ("It is your turn." in text) == row.mine
    return steps, row.turn


def test_while_the_secretariat_has_no_experts_to_propose_it_is_not_the_partys_turn():
    assistance = assist.planned()
    focal = people.focal_point(assistance.country)
    done(assistance, "TA1")
    assert turns(assistance, focal) == (["the Secretariat"], "The Secretariat")
    need = make.need(assistance)
    assert turns(assistance, focal) == ([], "The Secretariat"), "the need stands in the list by itself"
    shortlist = make.shortlist(need, state="with_party")
    assert turns(assistance, focal) == ([], "You")
    shortlist.delete()
    offer = make.offer(need)
    assert turns(assistance, focal) == ([], "The expert")
    make.mission(assistance, offer=offer)
    type(need).objects.filter(pk=need.pk).update(state="filled")
    assert turns(assistance, focal) == (["you"], "You"), "the step is to be said done"


def test_a_step_the_expert_leads_is_the_partys_turn_once_what_it_produces_is_there():
    assistance = assist.planned()
    focal = people.focal_point(assistance.country)
    done(assistance, "TA1", "TA2", "TA3", "TA4")
    assert turns(assistance, focal) == (["the expert"], "The expert")
    assist.workshop(assistance)
    assert turns(assistance, focal) == (["you"], "You")


def test_no_report_is_the_partys_turn_before_the_secretariat_asks_for_it():
    assistance = assist.planned()
    focal = people.focal_point(assistance.country)
    done(assistance, *(f"TA{number}" for number in range(1, 8)))
    assert turns(assistance, focal) == (["the Secretariat"], "The Secretariat")
    round = ReportingRound.objects.create(year=2026, due=day(30))
    assert turns(assistance, focal) == (["you"], "You")
    roadmap = national.roadmap(assistance.country)
    ProgressReport.objects.create(
        round=round, roadmap=roadmap, edition=roadmap.editions.get(), sent_at=timezone.now()
    )
    ReportingRound.objects.update(closed_at=timezone.now())
    assert turns(assistance, focal) == (["you"], "You"), "it was sent: the step is to be said done"


@pytest.mark.parametrize(
    ("state", "focal", "signatory"),
    [("draft", True, True), ("signed", True, False), ("returned", True, False), ("submitted", False, False)],
)
def test_the_final_package_waits_for_whoever_has_the_next_act(state, focal, signatory):
    assistance = assist.planned()
    done(assistance, *(f"TA{number}" for number in range(1, 9)))
    edition = national.roadmap(assistance.country).editions.get()
    now = timezone.now()
    FinalPackage.objects.create(
        assistance=assistance, state=state, signed_at=now, submitted_at=now, edition=edition, answer="Why?"
    )  # fmt: skip
    (one,) = entries(people.focal_point(assistance.country))
    (two,) = entries(people.signatory(assistance.country))
    assert (one.mine, two.mine) == (focal, signatory)
    told = list(waiting.for_officers(people.officer(), "en"))
    assert bool(told) == (state == "submitted")


def test_overdue_risks_wait_for_the_officer_in_charge():
    assistance = assist.planned()
    officer = assist.officer_of(assistance)
    Risk.objects.create(assistance=assistance, title="A", review_on=day(-1))
    (one,) = waiting.for_officers(officer, "en")
    assert "1 overdue risk" in one.title
    assert not list(waiting.for_officers(people.officer(), "en"))


def test_what_waits_takes_as_many_queries_for_many_assistances_as_for_one(django_assert_num_queries):
    focal = people.focal_point(people.country("UGA"))
    make.need(assist.planned())
    entries(asking(focal))
    with django_assert_num_queries(
        10
    ):  # the person’s place, assistances, needs, shortlists, offers, names, done, planned
        entries(asking(focal))
    for _number in range(3):
        make.need(assist.planned())
    with django_assert_num_queries(11):
        assert len(entries(asking(focal))) == 4


def taken(**fields):
    values = {
        "country": people.country("KEN", party=True), "starts_on": day(-90), "ends_on": day(300),
        "decided_on": day(-120), "decision": "Letter 12", "file": national.upload(), "by": people.officer(),
        **fields,
    }  # fmt: skip
    return takeover.take_over(**values)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends_on": day(-100)}, "ends before it begins"),
        ({"ends_on": day(900)}, "longer than eighteen months"),
        ({"decided_on": day(1)}, "still ahead"),
        ({"decision": " "}, "Name the decision"),
    ],
)
def test_an_assistance_that_makes_no_sense_is_not_taken_over(fields, words):
    with pytest.raises(Refused, match=words):
        taken(**fields)
    assert not Assistance.objects.exists()


def test_an_assistance_is_taken_over_with_its_decision_and_its_missions():
    made = taken(reason="", ends_on=day(300))
    assert made.progress.get(step="TA1").done_on == day(-120)
    assert "TA1" in produced_by(made)
    assert made.envelope.amount == 0
    with pytest.raises(Refused, match="under way"):
        taken()
    officer = people.officer()
    mission = {
        "assistance": made, "expert": experts.expert(), "title": "Support", "starts_on": day(-60), "ends_on": day(60),
        "days": 20, "language": "en", "agreed": "Letters of May", "by": officer,
    }  # fmt: skip
    for fields, words in (
        ({"agreed": " "}, "letter or contract"),
        ({"days": 500}, "one day"),
        ({"ends_on": day(-61)}, "ends"),
    ):
        with pytest.raises(Refused, match=words):
            takeover.take_over_mission(**{**mission, **fields})
    takeover.take_over_mission(**mission)
    assert Mission.objects.get().state == "under_way"
    with pytest.raises(NotAllowed):
        takeover.take_over_mission(**{**mission, "by": people.head()})


def test_the_experts_of_an_application_are_chosen_and_not_taken_over():
    from_application = make.assistance(application=None)
    type(from_application).objects.filter(pk=from_application.pk).update(starts_on=day(-9))
    client = national.signed_in(people.officer())
    page = reverse("admin:roadmaps_take_over_mission", args=[from_application.reference])
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 422


def test_an_assistance_is_taken_over_in_the_office_and_nothing_typed_is_lost():
    client = national.signed_in(people.officer())
    party = people.country("KEN", party=True)
    posted = {
        "country": party.pk, "language": "en", "decision": "Letter 12", "decided_on": day(-30).isoformat(),
        "starts_on": day(-10).isoformat(), "ends_on": day(900).isoformat(), "officer": "", "reason": "",
    }  # fmt: skip
    page = reverse("admin:roadmaps_take_over")
    answer = client.post(page, {**posted, "file": national.upload()})
    assert answer.status_code == 422
    assert "Letter 12" in answer.text
    assert "“decision.pdf” is kept" in answer.text
    kept = StoredFile.objects.get()
    other = national.signed_in(people.officer())
    answer = other.post(page, {**posted, "reason": "Two elections", "kept": kept.pk})
    assert answer.status_code == 422, "another person’s file is not taken"
    answer = client.post(page, {**posted, "reason": "Two elections", "kept": kept.pk})
    assert answer.status_code == 302
    made = Assistance.objects.get()
    kept.refresh_from_db()
    assert kept.owner == made
    assert made.progress.get(step="TA1").evidence.get().stored_file == kept
    assert made.ends_on - made.starts_on == timedelta(days=910)


@pytest.mark.parametrize(
    ("told", "becomes"), [("drafting", "drafting"), ("not_started", "mapping"), ("validated", "mapping")]
)
def test_a_stage_told_by_letter_moves_the_roadmap_forward_but_never_past_a_missing_validation(told, becomes):
    party = people.country("KEN")
    roadmap = national.roadmap(party, stage="mapping")
    record_stage(country=party, stage=told, on=day(-1), note="Letter 7 of the minister", by=people.officer())
    roadmap.refresh_from_db()
    assert roadmap.stage == becomes
