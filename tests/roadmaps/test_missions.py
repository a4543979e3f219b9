"""Missions: terms, days, deliverables, report; made by agreement or by the Secretariat."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from applications.models import Tie
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.documents import jobs, pdf
from portal.documents.models import IssuedDocument, Job, StoredFile
from portal.documents.services import UploadRefused, running
from portal.messaging.models import Message
from roadmaps.models import Mission, MissionReport
from roadmaps.selection import states
from roadmaps.services.mission import missions, reports, work
from roadmaps.services.selection import in_time
from tests.accounts import factories as people
from tests.documents.factories import EXE, upload

from . import factories as make
from . import factories_national as national
from . import scene
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


def run_jobs() -> None:
    for job in Job.objects.filter(state=Job.State.QUEUED).order_by("pk"):
        running.run(job.pk)


def studied(**fields):
    values = {
        "kind": "study",
        "expert": scene.expert(),
        "title": "A study of platforms",
        "starts_on": day(10),
        "ends_on": day(60),
        "days": 8,
        "language": "en",
        "by": people.officer(),
        **fields,
    }
    return missions.create(**values)


def test_the_secretariat_makes_a_mission_without_a_country_and_the_expert_is_told():
    mission = studied()
    assert (mission.country_id, mission.state) == (None, states.PREPARED)
    assert Message.objects.get(code="mission.made").to == mission.expert.user


def test_technical_assistance_is_never_made_without_its_party():
    with pytest.raises(Refused, match="agreed with its Party"):
        studied(kind="assistance")


def test_an_officer_makes_no_mission_for_themself_and_a_superuser_none_at_all():
    officer = people.officer()
    with pytest.raises(NotAllowed, match="expert concerned"):
        studied(expert=scene.expert(user=officer), by=officer)
    with pytest.raises(NotAllowed):
        studied(by=people.superuser())


def test_a_mission_outside_the_availability_needs_a_reason_and_one_over_an_open_offer_is_refused():
    at = scene.scene()
    offer = scene.offered(at)
    with pytest.raises(Refused, match="same days"):
        studied(expert=offer.expert, starts_on=offer.starts_on, ends_on=offer.ends_on)
    with pytest.raises(Refused, match="outside the availability"):
        studied(starts_on=day(500), ends_on=day(510))
    assert studied(starts_on=day(500), ends_on=day(510), outside_reason="Agreed by telephone.").outside_reason


def test_terms_are_issued_only_when_they_say_what_is_to_be_done():
    mission = scene.agreed(scene.scene())
    officer = people.officer()
    with pytest.raises(Refused, match="objective and the tasks"):
        missions.issue_terms(mission=mission, by=officer)
    with pytest.raises(Refused, match="Issue the terms"):
        missions.begin(mission=mission, by=officer)


@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_the_terms_come_as_a_pdf_with_a_check_code_in_both_languages(vocabulary):
    mission = scene.agreed(scene.scene())
    officer = people.officer()
    missions.write_terms(mission=mission, objective="A plan.", tasks="Write it.", by=officer)
    work.add_deliverable(mission=mission, title="Draft plan", due=day(60), by=officer)
    missions.issue_terms(mission=mission, by=officer)
    run_jobs()
    mission.refresh_from_db()
    found = IssuedDocument.objects.filter(kind="terms")
    assert {row.language for row in found} == {"en", "fr"}
    assert {row.title for row in found} == {"Terms of reference", "Termes de référence"}
    assert mission.terms == found.get(language=mission.language)
    assert str(mission.expert) not in mission.terms.title + mission.terms.reference


@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_terms_that_are_changed_no_longer_hold_until_they_are_issued_anew(vocabulary):
    mission = scene.agreed(scene.scene())
    officer = people.officer()
    missions.write_terms(mission=mission, objective="A plan.", tasks="Write it.", by=officer)
    work.add_deliverable(mission=mission, title="Draft plan", due=day(60), by=officer)
    missions.issue_terms(mission=mission, by=officer)
    missions.write_terms(mission=mission, tasks="Write another one.", by=officer)
    run_jobs()  # of the terms asked for before the change
    mission.refresh_from_db()
    assert mission.terms is None
    missions.issue_terms(mission=mission, by=officer)
    run_jobs()
    missions.begin(mission=mission, by=officer)
    assert IssuedDocument.objects.filter(kind="terms", superseded_by=None).count() == 2
    with pytest.raises(Refused, match="has begun"):
        missions.write_terms(mission=mission, tasks="Something else.", by=officer)


def test_a_begun_mission_is_told_to_the_expert_and_to_the_party_and_only_by_an_officer_without_a_tie():
    at = scene.scene()
    mission = scene.begun(at)
    assert {row.to for row in Message.objects.filter(code="mission.begun")} == {mission.expert.user, at.focal}
    assert missions.begin(mission=mission, by=at.officer).state == states.UNDER_WAY
    tied = people.officer()
    Tie.objects.create(person=tied, country=at.party)
    for person in (tied, at.focal, people.superuser(), mission.expert.user):
        with pytest.raises(NotAllowed):
            missions.begin(mission=mission, by=person)


def test_days_are_written_in_halves_within_the_mission_and_not_ahead():
    at = scene.scene()
    mission = scene.begun(at)
    who, today = mission.expert.user, timezone.localdate()
    row = work.write_days(mission=mission, on=today, days=Decimal("0.5"), what="A call", by=who)
    assert work.write_days(mission=mission, on=today, days=Decimal("0.5"), what="A call", by=who) == row
    for on, days, what, words in [
        (today, Decimal("0.7"), "A call", "halves"),
        (today, Decimal(1), " ", "few words"),
        (today + timedelta(days=3), Decimal(1), "A call", "still ahead"),
        (today - timedelta(days=3), Decimal(1), "A call", "outside the mission"),
    ]:
        with pytest.raises(Refused, match=words):
            work.write_days(mission=mission, on=on, days=days, what=what, by=who)
    with pytest.raises(NotAllowed):
        work.write_days(mission=mission, on=today, days=Decimal(1), what="Mine", by=at.officer)
    work.strike_days(mission=mission, row=row, by=who)
    assert work.used_days(mission) == 0


@pytest.mark.parametrize("days", ["0.75", "0", "40", "a day", "1000000"])
def test_days_that_cannot_be_read_are_told_how_they_are_written(days):
    mission = scene.begun(scene.scene())
    posted = {"on": timezone.localdate().isoformat(), "days": days, "what": "A call"}
    answer = national.signed_in(mission.expert.user).post(reverse("roadmaps:days", args=[mission.code]), posted)
    assert answer.status_code == 422
    assert "Give days in halves: 0.5, 1, 1.5 …" in answer.text


def test_the_words_of_a_mission_carry_its_language():
    at = scene.scene()
    mission = scene.begun(at)
    type(mission).objects.filter(pk=mission.pk).update(objective="To write the plan together.")
    for language, lang in (("fr", ' lang="en"'), ("en", "")):
        with translation.override(language):
            page = reverse("roadmaps:mission", args=[mission.code])
        text = national.signed_in(at.focal).get(page).text
        assert f"<bdi{lang}>To write the plan together." in text
        assert f"<h1><span{lang}>{mission.title}</span></h1>" in text


def test_more_days_than_agreed_need_the_officer():
    at = scene.scene()
    mission = scene.begun(at)
    who, today = mission.expert.user, timezone.localdate()
    work.write_days(mission=mission, on=today, days=Decimal(10), what="All of it", by=who)
    with pytest.raises(Refused, match="10 days are agreed"):
        work.write_days(mission=mission, on=today, days=Decimal("0.5"), what="More", by=who)
    with pytest.raises(NotAllowed):
        missions.extend(mission=mission, days=12, ends_on=mission.ends_on, reason="More", by=who)
    with pytest.raises(Refused, match="reason"):
        missions.extend(mission=mission, days=12, ends_on=mission.ends_on, reason="", by=at.officer)
    with pytest.raises(Refused, match="written down already"):
        missions.extend(mission=mission, days=9, ends_on=mission.ends_on, reason="Less", by=at.officer)
    missions.extend(mission=mission, days=12, ends_on=mission.ends_on, reason="A second workshop.", by=at.officer)
    work.write_days(mission=mission, on=today, days=Decimal("0.5"), what="More", by=who)
    entry = Entry.objects.get(verb="mission.extended")
    assert (entry.old["days"], entry.new["days"], entry.reason) == (10, 12, "A second workshop.")


def test_a_deliverable_is_handed_over_as_a_private_file_and_can_be_replaced_until_the_report():
    at = scene.scene()
    mission = scene.begun(at)
    deliverable, who = mission.deliverables.get(), mission.expert.user
    with pytest.raises(UploadRefused):
        work.hand_over(deliverable=deliverable, upload=upload("plan.pdf", EXE), by=who)
    with pytest.raises(NotAllowed):
        work.hand_over(deliverable=deliverable, upload=upload("plan.pdf"), by=at.officer)
    first = work.hand_over(deliverable=deliverable, upload=upload("plan.pdf"), by=who).stored_file
    second = work.hand_over(deliverable=deliverable, upload=upload("plan-2.pdf"), by=who).stored_file
    assert StoredFile.objects.get(pk=first.pk).removed
    assert second.name == "plan-2.pdf"
    assert Message.objects.filter(code="mission.delivered").count() == 2  # the Party and the officer, once
    with pytest.raises(Refused, match="stays in the record"):
        work.drop_deliverable(deliverable=deliverable, by=at.officer)


def test_the_report_is_saved_half_written_and_two_windows_do_not_overwrite_each_other():
    mission = scene.begun(scene.scene())
    who = mission.expert.user
    first = reports.save(mission=mission, values={"done": "One"}, expected_revision=0, by=who)
    assert first.revision == 1
    again = reports.save(mission=mission, values={"done": "One"}, expected_revision=0, by=who)
    assert again.revision == 1  # the same words from an old window disturb nobody
    with pytest.raises(reports.Conflict) as clash:
        reports.save(mission=mission, values={"done": "Two"}, expected_revision=0, by=who)
    assert clash.value.stored.done == "One"
    reports.save(mission=mission, values={"done": "Two"}, expected_revision=1, by=who)
    assert MissionReport.objects.get().done == "Two"


def test_a_report_lacking_something_is_not_sent_and_says_what_it_lacks():
    mission = scene.begun(scene.scene())
    who = mission.expert.user
    reports.save(mission=mission, values={"done": "One"}, expected_revision=0, by=who)
    with pytest.raises(Refused) as refusal:
        reports.send(mission=mission, by=who)
    for words in ("results", "Draft plan", "days you worked"):
        assert words in str(refusal.value)


def test_a_sent_report_is_locked_and_told_to_all_three_once():
    at = scene.scene()
    mission = scene.reported(at)
    who = mission.expert.user
    sent_at = MissionReport.objects.get().sent_at
    reports.send(mission=mission, by=who)
    assert MissionReport.objects.get().sent_at == sent_at
    with pytest.raises(Refused, match="no longer changes"):
        reports.save(mission=mission, values={"done": "Other"}, expected_revision=1, by=who)
    assert {row.to for row in Message.objects.filter(code="mission.reported")} == {at.focal, at.officer, who}
    with pytest.raises(Refused, match="Reported"):
        work.hand_over(deliverable=mission.deliverables.get(), upload=upload(), by=who)


@pytest.mark.skipif(not pdf.available(), reason="Pango is missing")
def test_the_sent_report_becomes_a_pdf_with_a_check_code(vocabulary):
    mission = scene.reported(scene.scene())
    run_jobs()
    run_jobs()
    report = MissionReport.objects.get(mission=mission)
    assert report.issued.title == "Mission report"
    assert IssuedDocument.objects.filter(kind="report").count() == 1


def test_only_who_reads_the_mission_reads_its_papers():
    at = scene.scene()
    mission = scene.agreed(at)
    may = jobs.get("roadmaps.terms").may
    for person in (at.focal, at.officer, mission.expert.user, people.field_office(at.party)):
        assert may(person, mission, {})
    for person in (people.newcomer(), people.focal_point(people.country("ZWE")), at.experts[1].user):
        assert not may(person, mission, {})


def test_there_is_a_word_before_the_end_and_to_the_officer_when_the_report_is_late():
    at = scene.scene()
    mission = scene.begun(at)
    Mission.objects.filter(pk=mission.pk).update(ends_on=day(2))
    mission.deliverables.update(due=day(1))
    for _time in range(2):
        in_time.remind()
    for code in ("mission.report_reminder", "mission.deliverable_reminder"):
        assert Message.objects.get(code=code).to == mission.expert.user
    Mission.objects.filter(pk=mission.pk).update(starts_on=day(-9), ends_on=day(-1))
    for _time in range(2):
        in_time.remind()
    assert {row.to for row in Message.objects.filter(code="mission.report_late")} == {mission.expert.user, at.officer}
    assert Message.objects.filter(code="mission.report_late").count() == 2


def test_a_mission_that_was_reported_is_not_cancelled():
    at = scene.scene()
    mission = scene.reported(at)
    with pytest.raises(Refused, match="no longer possible"):
        missions.cancel(mission=mission, reason="Too late", by=at.officer)


def test_a_mission_without_a_need_is_cancelled_by_the_officer_with_a_reason():
    mission = make.mission(state=states.PREPARED)
    missions.cancel(mission=mission, reason="The training moves.", by=people.officer())
    mission.refresh_from_db()
    assert mission.state == states.CANCELLED


def test_in_french_a_deliverable_is_handed_in_and_not_a_part_handed_over(client):
    mission = scene.begun(scene.scene())
    client.force_login(mission.expert.user)
    page = client.get(f"/fr/workspace/missions/{mission.code}/").content.decode()
    assert "Remettre" in page
    assert "Passer la main" not in page
    assert "Passer la main" not in client.get("/fr/workspace/").content.decode()
