"""An assistance has a plan from its first day, changed in versions; its steps close only with what they produce."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications import states as application_states
from applications.models import Tie
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.messaging.models import Message
from roadmaps.assistance import steps
from roadmaps.assistance.queries import current_plan, plan_rows, planned_steps, produced_by
from roadmaps.models import PlanVersion, Roadmap, StepEvidence, StepProgress
from roadmaps.services import assistances
from roadmaps.services.assistance import plans, progress
from tests.accounts import factories as people
from tests.applications.factories import complete_application

from . import factories as make
from . import factories_assistance as assist
from . import factories_national as national
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


@pytest.fixture
def assistance():
    return assist.planned()


@pytest.fixture
def officer():
    return people.officer()


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


def plan_of(assistance):
    return planned_steps(current_plan(assistance))


def moved(assistance, code, by):
    """The plan with everything from this step on moved by so many days."""
    found = plan_of(assistance)
    return [
        step._replace(ends_on=step.ends_on + timedelta(days=by)) if step.code >= code else step
        for step in found.values()
    ]


def test_the_first_plan_is_that_of_the_application_and_the_evaluation_is_done():
    application = complete_application(people.country("UGA"), state=application_states.SELECTED)
    made = assistances.open(application=application, starts_on=day(1), ends_on=day(366), by=people.officer())
    plan = current_plan(made)
    assert (plan.number, plan.origin) == (1, "application")
    consultation = plan_of(made)["TA3"]
    assert consultation.starts_on >= day(1)
    assert consultation.responsible == "The ministry"
    assert made.progress.get().step == "TA1"
    assert produced_by(made) == {"TA1"}


def test_beyond_eighteen_months_an_assistance_opens_with_a_reason_only():
    application = complete_application(people.country("UGA"), state=application_states.SELECTED)
    asked = {"application": application, "starts_on": day(1), "ends_on": day(700), "by": people.officer()}
    with pytest.raises(Refused, match="eighteen months"):
        assistances.open(**asked)
    made = assistances.open(**asked, reason="Elections fall in between.")
    assert Entry.objects.get(verb="assistance.opened").reason == "Elections fall in between."
    assert plan_of(made)["TA9"].ends_on <= day(700)


def test_a_period_that_cuts_the_plan_off_is_refused(assistance, officer):
    with pytest.raises(Refused, match="Change the plan first"):
        assistances.change(
            assistance=assistance, starts_on=assistance.starts_on, ends_on=day(30), officer=None, by=officer
        )


def test_a_change_of_plan_is_a_version_with_its_reason_and_the_party_is_told(assistance, officer, focal):
    plans.change_plan(assistance=assistance, planned=moved(assistance, "TA6", 40), reason="New minister.", by=officer)
    assert list(assistance.plans.values_list("number", "is_current", "reason")) == [
        (1, False, ""),
        (2, True, "New minister."),
    ]
    assistance.refresh_from_db()
    assert assistance.ends_on == plan_of(assistance)["TA9"].ends_on
    assert "New minister." in Message.objects.get(code="assistance.plan_changed", to=focal).body


def test_a_plan_without_a_reason_or_that_makes_no_sense_is_refused(assistance, officer):
    with pytest.raises(Refused, match="reason"):
        plans.change_plan(assistance=assistance, planned=moved(assistance, "TA6", 40), reason=" ", by=officer)
    wrong = [step._replace(starts_on=step.ends_on + timedelta(days=1)) for step in plan_of(assistance).values()]
    with pytest.raises(Refused, match="ends before it begins"):
        plans.change_plan(assistance=assistance, planned=wrong, reason="A", by=officer)
    assert assistance.plans.count() == 1


def test_the_same_plan_again_makes_no_version_and_one_changed_meanwhile_is_refused(assistance, officer):
    same = list(plan_of(assistance).values())
    assert plans.change_plan(assistance=assistance, planned=same, reason="", by=officer).number == 1
    later = moved(assistance, "TA6", 40)
    plans.change_plan(assistance=assistance, planned=later, reason="A", by=officer, expected=1)
    with pytest.raises(Refused, match="version 2"):
        plans.change_plan(assistance=assistance, planned=same, reason="B", by=officer, expected=1)


def test_only_an_officer_without_a_tie_changes_the_plan(assistance, focal):
    tied = people.officer()
    Tie.objects.create(person=tied, country=assistance.country)
    for person in (focal, tied, people.superuser(), people.head(), people.field_office(assistance.country)):
        with pytest.raises(NotAllowed):
            plans.change_plan(assistance=assistance, planned=moved(assistance, "TA9", 9), reason="A", by=person)


def test_the_products_are_read_from_the_records_of_the_roadmap(assistance, focal):
    assert produced_by(assistance) == frozenset()
    make.mission(assistance)
    roadmap = national.complete(assistance.country)
    assert produced_by(assistance) == {"TA2"}
    assist.consulted(roadmap, came=0)
    assist.consulted(roadmap, is_cancelled=True)
    assist.consulted(roadmap, days_ago=200)
    assert produced_by(assistance) == {"TA2"}
    assist.consulted(roadmap)
    assist.member(roadmap)
    assert produced_by(assistance) == {"TA2", "TA3", "TA4"}


def test_an_edition_validated_before_the_assistance_is_not_its_product(assistance, focal):
    roadmap = national.validated(assistance.country, by=focal)
    assert "TA6" in produced_by(assistance)
    Roadmap.objects.filter(pk=roadmap.pk).update(presented_on=day(0))
    assert "TA7" in produced_by(assistance)
    assistance.starts_on = day(0)
    assert produced_by(assistance) & {"TA6", "TA7"} == set()


def test_a_step_is_not_done_without_its_product_nor_before_those_it_follows(assistance, focal, officer):
    with pytest.raises(Refused) as refused:
        progress.finish(assistance=assistance, step="TA2", on=day(0), by=focal)
    assert "TA1" in refused.value.message
    assert "An expert agreed by both sides" in refused.value.message
    StepProgress.objects.create(assistance=assistance, step="TA1", started_on=day(-9), done_on=day(-9))
    make.mission(assistance)
    done = progress.finish(assistance=assistance, step="TA2", on=day(0), note="Chosen in June.", by=officer)
    assert (done.started_on, done.done_on, done.done_by) == (day(0), day(0), officer)
    assert Message.objects.filter(code="assistance.step_done", to=focal).count() == 1
    progress.finish(assistance=assistance, step="TA2", on=day(0), by=focal)
    assert Entry.objects.filter(verb="assistance.step_done").count() == 1


def test_a_step_is_not_begun_or_done_on_a_day_to_come_nor_done_before_it_began(assistance, focal):
    with pytest.raises(Refused, match="ahead"):
        progress.begin(assistance=assistance, step="TA3", on=day(1), by=focal)
    progress.begin(assistance=assistance, step="TA3", on=day(-1), by=focal)
    with pytest.raises(Refused, match="before it begins"):
        progress.finish(assistance=assistance, step="TA3", on=day(-2), by=focal)


def test_evidence_is_a_file_or_a_link_and_begins_the_step(assistance, focal):
    asked = {"assistance": assistance, "step": "TA5", "by": focal}
    with pytest.raises(Refused, match="one of the two"):
        progress.add_evidence(**asked, title="Programme")
    with pytest.raises(Refused, match="whole link"):
        progress.add_evidence(**asked, title="Programme", link="javascript:alert(1)")
    made = progress.add_evidence(**asked, title="Programme", upload=national.upload())
    assert "TA5" not in produced_by(assistance)
    assist.workshop(assistance)
    assert "TA5" in produced_by(assistance)
    assert assistance.progress.get(step="TA5").started_on == timezone.localdate()
    progress.drop_evidence(assistance=assistance, evidence=made, by=focal)
    assert not StepEvidence.objects.exists()


def test_a_step_is_opened_again_with_a_reason_but_not_under_a_later_one(assistance, officer, focal):
    for code in ("TA1", "TA2"):
        StepProgress.objects.create(assistance=assistance, step=code, started_on=day(-9), done_on=day(-9))
    with pytest.raises(NotAllowed):
        progress.reopen(assistance=assistance, step="TA2", reason="A", by=focal)
    with pytest.raises(Refused, match="TA2"):
        progress.reopen(assistance=assistance, step="TA1", reason="A", by=officer)
    with pytest.raises(Refused, match="reason"):
        progress.reopen(assistance=assistance, step="TA2", reason="", by=officer)
    assert progress.reopen(assistance=assistance, step="TA2", reason="Expert left.", by=officer).done_on is None


def test_nothing_is_done_in_a_closed_assistance(officer, focal):
    closed = assist.planned(state="closed")
    with pytest.raises(Refused, match="closed"):
        progress.begin(assistance=closed, step="TA3", on=day(0), by=focal)


def test_the_plan_is_read_in_a_number_of_queries_that_does_not_grow(assistance):
    for code in steps.CODES:
        StepProgress.objects.create(assistance=assistance, step=code, started_on=day(-9))
    with CaptureQueriesContext(connection) as few:
        rows = plan_rows(assistance, "en")
    assert len(rows) == 9
    assert len(few) == 10


def address(assistance, name, *more):
    return reverse(f"roadmaps:{name}", args=[assistance.reference, *more])


def test_the_page_of_the_party_shows_the_timeline_and_the_table_that_says_the_same(assistance, focal):
    page = national.signed_in(focal).get(address(assistance, "assistance")).text
    assert '<svg class="mini o5"' in page
    assert 'data-count="9"' in page
    assert "style=" not in page


def test_a_focal_point_lives_a_step_on_its_page(assistance, focal):
    page = national.signed_in(focal)
    here = address(assistance, "assistance_step", "TA5")
    assert "Before it can be done" in page.get(here).text
    made_at = national.address("team", iso3=assistance.country.iso3.lower())
    assert made_at in page.get(address(assistance, "assistance_step", "TA4")).text
    refused = page.post(address(assistance, "step_evidence_add", "TA5"), {"evidence-title": "Programme"})
    assert refused.status_code == 422
    assert 'value="Programme"' in refused.text
    sent = {"evidence-title": "Programme", "evidence-file": national.upload()}
    assert page.post(address(assistance, "step_evidence_add", "TA5"), sent).status_code == 302
    evidence = StepEvidence.objects.get()
    assert page.get(address(assistance, "step_evidence", "TA5", evidence.pk)).status_code == 200
    StepProgress.objects.create(assistance=assistance, step="TA4", started_on=day(-9), done_on=day(-9))
    assist.workshop(assistance)
    assert page.post(address(assistance, "step_finish", "TA5"), {"finish-on": str(day(0))}).status_code == 302
    assert assistance.progress.get(step="TA5").done_on == day(0)
    assert "Version 1" in page.get(address(assistance, "assistance_plan")).text


def test_a_step_leads_each_reader_to_its_product_before_and_after_it_is_there(assistance, focal, officer):
    roadmap = national.roadmap(assistance.country)
    iso3 = assistance.country.iso3.lower()
    party, office = national.signed_in(focal), national.signed_in(officer)
    team, in_office = national.address("team", iso3=iso3), reverse("admin:roadmaps_national", args=[iso3])
    here = address(assistance, "assistance_step", "TA4")
    assert "It is made here:" in party.get(here).text
    assert in_office in office.get(here).text
    assist.member(roadmap)
    for page, link in ((party, team), (office, in_office)):
        text = page.get(here).text
        assert "It is here:" in text
        assert link in text
    assert address(assistance, "package") in office.get(address(assistance, "assistance_step", "TA9")).text


def test_the_officer_changes_the_plan_in_a_table_and_nothing_typed_is_lost(assistance, officer):
    page = national.signed_in(officer)
    here = reverse("admin:roadmaps_plan", args=[assistance.reference])
    form = page.get(here).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in typed.items()}
    typed["TA9-after"] = "TA7 nonsense"
    refused = page.post(here, {**typed, "reason": "New minister."})
    assert refused.status_code == 422
    assert "TA7 nonsense" in refused.text
    assert page.post(here, {**typed, "TA9-after": "ta7", "reason": "New minister."}).status_code == 302
    assert PlanVersion.objects.get(is_current=True).steps.get(step="TA9").after == "TA7"
