"""What is past its period is let go: idle drafts, people not admitted, nominations that came to nothing."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from expertise import states, tasks
from expertise.models import Candidacy, Expert, ExpertCall, Nomination, Profile
from expertise.months import add_months
from expertise.services import erasure, retention
from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.models import Entry
from portal.collaboration.models import Section
from portal.reference import cache
from portal.reference.models import Term
from tests.accounts import factories as people

from . import factories as make
from .person import applicant, draft, member, posted, vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vocabulary(db):
    vocabulary()
    for position, (code, months) in enumerate({"draft": 24, "declined_expert": 24, "nomination": 12}.items()):
        Term.objects.create(list="retention", code=code, position=position, data={"months": months})
    cache.clear()


def ago(months, days=0):
    day = add_months(timezone.localdate(), -months) - timedelta(days=days)
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())


def last_touched(expert, at):
    """As if nobody had written anything since."""
    Expert.objects.filter(pk=expert.pk).update(created_at=at, state_changed_at=at)
    Candidacy.objects.filter(expert=expert).update(created_at=at, state_changed_at=at)
    Section.objects.update(saved_at=at)
    for profile in Profile.objects.filter(expert=expert):
        profile.files.update(added_at=at)


def is_erased(expert):
    return Expert.objects.get(pk=expert.pk).erased_at is not None


@pytest.mark.parametrize(("at", "gone"), [(ago(24, 1), True), (ago(23), False)])
def test_a_draft_goes_two_years_after_somebody_last_wrote_in_it(at, gone):
    one = draft()
    name, user = one.expert.name, one.expert.user
    last_touched(one.expert, at)
    assert retention.forget_in_time() == gone
    assert is_erased(one.expert) is gone
    assert Profile.objects.exists() is not gone
    assert User.objects.filter(pk=user.pk).exists(), "the account stays"
    if gone:
        assert Candidacy.objects.get().state == states.WITHDRAWN
        assert not [entry for entry in Entry.objects.all() if name in entry.label]
        assert Entry.objects.get(verb="expert.erased").actor is None
        assert retention.forget_in_time() == 0


def test_a_section_saved_lately_keeps_a_draft():
    one = draft()
    last_touched(one.expert, ago(30))
    section = Section.objects.filter(object_id=one.expert.profile_id).first() or Section(
        record=one.expert.profile, code="identity"
    )
    section.saved_at = ago(2)
    section.save()
    assert retention.forget_in_time() == 0


def test_the_person_is_told_a_month_before_and_once():
    one = draft()
    last_touched(one.expert, ago(24, -20))
    assert retention.forget_in_time() == 0
    assert retention.forget_in_time(timezone.localdate() + timedelta(days=5)) == 0
    (message,) = posted("expert.data_expires")
    assert message.to == one.expert.user
    assert retention.forget_in_time(timezone.localdate() + timedelta(days=30)) == 1


def test_who_was_not_admitted_is_forgotten_after_the_period_of_its_own():
    one = draft()
    Candidacy.objects.filter(pk=one.pk).update(state=states.DECLINED, motivation="To help.", feedback="Apply later.")
    last_touched(one.expert, ago(20))
    assert retention.forget_in_time() == 0
    Term.objects.filter(code="declined_expert").update(data={"months": 18})
    cache.clear()
    assert retention.forget_in_time() == 1
    kept = Candidacy.objects.get()
    assert (kept.state, kept.motivation, kept.feedback) == (states.DECLINED, "", "")


@pytest.mark.parametrize("state", [states.APPLIED, states.UNDER_REVIEW])
def test_who_waits_for_an_answer_is_never_forgotten(state):
    one = draft()
    Candidacy.objects.filter(pk=one.pk).update(state=state)
    last_touched(one.expert, ago(40))
    assert retention.forget_in_time() == 0
    with pytest.raises(Refused, match="waits for no answer"):
        erasure.erase_past_its_period(expert=one.expert)


def test_a_member_keeps_the_profile_and_loses_an_idle_draft_only():
    expert = member(state=states.EXPIRED)
    one = draft(expert)
    last_touched(expert, ago(30))
    assert retention.forget_in_time() == 1
    kept = Candidacy.objects.get(pk=one.pk)
    assert (kept.state, kept.motivation) == (states.WITHDRAWN, "")
    assert not is_erased(expert)
    assert Profile.objects.filter(expert=expert).exists()
    with pytest.raises(Refused):
        erasure.erase_past_its_period(expert=expert)


def test_nothing_is_forgotten_about_which_nothing_is_said():
    last_touched(applicant(), ago(90))
    Term.objects.filter(list="retention").delete()
    cache.clear()
    assert retention.forget_in_time() == 0


@pytest.mark.parametrize(
    ("state", "months", "gone"),
    [
        ("expired", 13, True),
        ("declined", 13, True),
        ("revoked", 13, True),
        ("expired", 11, False),
        ("sent", 13, False),
    ],
)  # fmt: skip
def test_a_nomination_that_came_to_nothing_keeps_neither_name_nor_address(state, months, gone):
    row = Nomination.objects.create(
        call=make.expert_call(), voice="party", nominated_by=people.officer(), name="Nia Never", reason="Knows it.",
        email="nia@example.org", state=state, token_hash="x", expires_at=ago(months),
    )  # fmt: skip
    assert retention.forget_in_time() == gone
    row.refresh_from_db()
    assert ((row.name, row.email, row.reason) == ("Somebody (erased)", "", "")) is gone
    assert ExpertCall.objects.exists()


def test_the_scheduler_calls_it(settings):
    last_touched(draft().expert, ago(30))
    tasks.forget_in_time()
    assert Expert.objects.get().erased_at is not None
    assert "expertise.forget_in_time" in {row["task"] for row in settings.CELERY_BEAT_SCHEDULE.values()}
