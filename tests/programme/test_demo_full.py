"""The full stage of the demonstration: twelve applications and 48 experts, each lived through its services."""

from collections import Counter
from io import StringIO
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from applications import states
from applications.models import ActivityChoice, Application, Call, Decision
from expertise import states as expert_states
from expertise.models import Attendance, Candidacy, Expert, ExpertCall, Gathering, Nomination
from expertise.months import is_stale
from expertise.services import ageing
from portal.accounts.models import Role
from portal.activity.models import Entry
from portal.messaging.models import Message
from roadmaps.assistance import early_warnings
from roadmaps.assistance.board import board_rows
from roadmaps.assistance.queries_money import account_of
from roadmaps.models import (
    Assistance,
    Commitment,
    Edition,
    Envelope,
    FinalPackage,
    Lesson,
    Mission,
    Offer,
    Shortlist,
)
from roadmaps.selection import appraisals
from roadmaps.selection import states as mission_states


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for this file, and rolled back after it. Jobs wait in their rows: nobody rings."""
    folder = tmp_path_factory.mktemp("demo")
    options = {"PORTAL_DEMO": True, "PORTAL_DEMO_PASSWORD": "a-long-demo-password", "DATA_DIR": folder,
               "MEDIA_ROOT": folder / "media"}  # fmt: skip
    with (
        django_db_blocker.unblock(),
        override_settings(**options),
        mock.patch("celery.app.task.Task.apply_async"),
        transaction.atomic(),
    ):
        call_command("demo", stage="full", stdout=StringIO(), stderr=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def full(loaded, db):
    """The loaded demonstration; what a test changes is taken back."""


def test_the_running_call_has_one_application_at_every_state(full):
    running = Application.objects.filter(call__slug="open-call")
    assert Counter(running.values_list("state", flat=True)) == dict.fromkeys(states.STATES, 1)
    assert running.filter(reference__isnull=False).count() == 11
    assert Decision.objects.filter(application__in=running, released_at__isnull=False).count() == 3


def test_six_assistances_opened_from_a_selected_application_with_its_activities_in_the_roadmap(full):
    opened = Assistance.objects.filter(application__isnull=False).select_related("application")
    assert opened.count() == 6
    for assistance in opened.exclude(country__iso3="UGA"):
        assert assistance.application.state == states.SELECTED
        version = assistance.application.current_version_id
        asked = set(ActivityChoice.objects.filter(version=version).values_list("activity", flat=True))
        planned = Edition.objects.filter(roadmap__country=assistance.country_id).values("items__activity")
        assert asked <= set(planned.values_list("items__activity", flat=True))
        mission = Mission.objects.get(assistance=assistance)
        assert mission.offer.need.activities in asked
        assert assistance.progress.filter(step="TA2", done_on__isnull=False).exists()


def test_every_date_of_the_full_stage_lies_in_the_past(full):
    latest = Application.objects.order_by("-state_changed_at").first()
    assert latest.state_changed_at <= timezone.now()


def test_the_log_and_the_mails_stand_at_the_dates_of_the_stories(full):
    today = timezone.now().date()
    told = Entry.objects.filter(verb="application.submitted").values_list("at", flat=True)
    assert len(told) == 16
    assert not [at for at in told if at.date() == today]
    assert Message.objects.filter(code="application.received", made_at__date__lt=today).count() == 32


def test_the_running_call_is_open_whatever_the_day(full):
    call = Call.objects.get(slug="open-call")
    assert call.state == Call.State.PUBLISHED
    assert call.rounds.filter(cut_off__gt=timezone.now()).count() == 1


def test_no_mail_of_the_stories_is_sent_again(full):
    assert Message.objects.exists()
    assert not Message.objects.filter(state__in=["queued", "handing_over"]).exists()


# --- The Expert Facility ------------------------------------------------------------------------
def of(number) -> Expert:
    return Expert.objects.get(user__email=f"expert{number}@demo.example")


def test_forty_eight_people_are_or_were_members(full):
    members = Expert.objects.exclude(state=expert_states.CANDIDATE)
    assert members.count() == 48
    assert set(members.values_list("state", flat=True)) == {*expert_states.EXPERT.codes} - {expert_states.CANDIDATE}
    assert members.values("region").distinct().count() == 5
    assert Expert.objects.listed().count() >= 38


def test_there_is_an_application_of_an_expert_in_every_state(full):
    assert set(Candidacy.objects.values_list("state", flat=True)) == set(expert_states.CANDIDACY.codes)
    proposed = Candidacy.objects.get(state=expert_states.UNDER_REVIEW)
    assert proposed.outcome == Candidacy.Outcome.ADMITTED
    assert proposed.checks.filter(answer="yes").count() == 5


def test_decided_applications_have_their_letter_ordered(full):
    decided = Candidacy.objects.filter(state__in=[expert_states.ADMITTED, expert_states.DECLINED])
    assert not decided.filter(letter_job=None).exists()
    told = Message.objects.filter(code__in=["candidacy.admitted", "candidacy.declined"]).count()
    assert told == decided.count()


def test_nominations_calls_and_gatherings_show_what_becomes_of_them(full):
    nominated = Counter(Nomination.objects.values_list("state", flat=True))
    assert nominated == {"sent": 1, "accepted": 1, "declined": 1, "expired": 1}
    calls = dict(ExpertCall.objects.values_list("slug", "state"))
    assert calls == {"experts-2022": "closed", "experts-2025": "closed", "experts-open": "published"}
    assert Counter(Gathering.objects.values_list("state", flat=True)) == {"held": 1, "announced": 2}
    attended = Attendance.objects.filter(state=Attendance.State.ATTENDED)
    assert attended.count() == 8
    assert not attended.filter(job=None).exists()


def test_there_is_a_shortlist_an_offer_and_a_mission_in_every_state(full):
    for model, process in (
        (Shortlist, mission_states.SHORTLIST),
        (Offer, mission_states.OFFER),
        (Mission, mission_states.MISSION),
    ):
        assert set(model.objects.values_list("state", flat=True)) == set(process.codes)


def test_every_kind_of_mission_stands_there_in_both_languages(full):
    assert set(Mission.objects.values_list("kind", flat=True)) == set(Mission.Kind.values)
    assert set(Mission.objects.values_list("language", flat=True)) == {"en", "fr"}
    evaluated = Mission.objects.filter(state=mission_states.EVALUATED)
    for mission in evaluated:
        sides = appraisals.sides_of(for_party=mission.assistance_id is not None)
        assert set(mission.appraisals.values_list("side", flat=True)) == set(sides)


def test_what_experts_did_stands_in_the_log_at_its_date(full):
    today = timezone.now().date()
    for verb, number in (("candidacy.submitted", 52), ("candidacy.admitted", 48), ("mission.begun", 21),
                         ("mission.evaluated", 5), ("offer.agreed", 10)):  # fmt: skip
        at = Entry.objects.filter(verb=verb).values_list("at", flat=True)
        assert len(at) == number, verb
        assert max(at).date() < today
    assert not Expert.objects.filter(state_changed_at__gt=timezone.now()).exists()


def test_the_accounts_of_experts_have_something_to_do(full):
    assert of(1).offers.get(state=mission_states.OFFERED).due > timezone.localdate()
    assert of(2).missions.get(state=mission_states.UNDER_WAY).days_worked.exists()
    late = of(3).missions.get(state=mission_states.UNDER_WAY)
    assert late.ends_on < timezone.localdate()
    assert late.report.sent_at is None
    given = of(4).missions.get(state=mission_states.REPORTED).appraisals
    assert set(given.values_list("side", flat=True)) == {appraisals.PARTY}
    assert of(5).state == expert_states.ON_LEAVE
    assert is_stale(of(5).confirmed_on, timezone.localdate())
    assert of(6).candidacies.get().state == expert_states.DRAFT


def test_the_role_of_an_expert_follows_the_admission(full):
    holders = Role.objects.filter(kind=Role.Kind.EXPERT, ended_at=None).values("user")
    assert set(Expert.objects.filter(user__in=holders)) == set(Expert.objects.on_roster())


def test_the_clockwork_has_nothing_left_to_do(full):
    before = Message.objects.count()
    ageing.keep_in_time()
    assert Message.objects.count() == before


# --- Assistances ----------------------------------------------------------------------------------
def test_fifteen_assistances_stand_at_different_steps_some_late_one_finished(full):
    rows = {row.assistance.country.iso3: row for row in board_rows(Assistance.objects.all(), {})}
    assert len(rows) == 15
    assert {row.step for row in rows.values()} >= {"TA2", "TA3", "TA4", "TA5", "TA6", "TA7", "TA8", ""}
    assert sum(1 for row in rows.values() if row.late) >= 4
    warned = {one.code for row in rows.values() for one in row.warnings}
    assert warned >= {early_warnings.LATE_STEP, early_warnings.SILENT, early_warnings.MONEY_SHORT,
                      early_warnings.IDLE_MISSION, early_warnings.RISK_REVIEW}  # fmt: skip
    finished = rows["BFA"].assistance
    assert finished.state == Assistance.State.CLOSED
    assert finished.package.state == FinalPackage.State.ACCEPTED


def test_every_assistance_has_money_risks_documents_and_messages_and_no_line_is_overdrawn(full):
    for assistance in Assistance.objects.exclude(country__iso3="UGA"):
        for rows in (assistance.risks, assistance.papers, assistance.thread):
            assert rows.exists(), assistance
    for envelope in Envelope.objects.all():
        account = account_of(envelope)
        assert account.whole.left >= 0
        assert all(line.left >= 0 for line in account.lines.values())
    assert Commitment.objects.exclude(currency="USD").exists()


def test_a_lesson_of_the_finished_assistance_changed_a_tool(full):
    lesson = Lesson.objects.get()
    assert lesson.changes.get().tool == lesson.tool
