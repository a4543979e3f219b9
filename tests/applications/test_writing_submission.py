"""Submitting: once, in time, complete; then read only."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from applications import states
from applications.models import Application, Call, ReferenceCounter, Round, Transition, Version
from applications.services import submission
from applications.services.submission import Incomplete, submit
from applications.services.transition import NotAllowed, Refused
from portal.activity.models import Entry
from portal.documents.models import Job
from portal.messaging.models import Message
from tests.accounts import factories as people

from .factories import complete_application, open_call
from .vocabulary import small_vocabulary
from .writing import address, open_version, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal(vocabulary):
    return people.focal_point(people.country("UGA"))


@pytest.fixture
def draft(focal):
    return complete_application(focal.memberships.get().country, open_call(), by=focal)


def test_a_complete_draft_becomes_a_submitted_file_with_a_reference(focal, draft):
    sent = submit(application=draft, by=focal)
    year = timezone.now().year
    assert sent.reference == f"DCE-{year}-UGA-001"
    draft.refresh_from_db()
    assert (draft.state, draft.reference) == (states.SUBMITTED, sent.reference)
    version = draft.current_version
    assert (version.frozen_at, version.frozen_by) == (draft.submitted_at, focal)
    assert [(t.from_state, t.to_state, t.actor) for t in Transition.objects.all()] == [("draft", "submitted", focal)]
    entry = Entry.objects.get(verb="application.submitted")
    assert (entry.actor, entry.label) == (focal, sent.reference)


def test_each_party_and_year_has_its_own_series_without_gaps(focal, draft):
    submit(application=draft, by=focal)
    draft.state = states.NOT_SELECTED
    draft.save()
    second = complete_application(draft.country, draft.call, by=focal)
    assert submit(application=second, by=focal).reference.endswith("UGA-002")
    other = people.focal_point(people.country("ZWE"))
    third = complete_application(people.country("ZWE"), draft.call, by=other)
    assert submit(application=third, by=other).reference.endswith("ZWE-001")


def test_a_submission_that_fails_gives_its_number_back(focal, draft, monkeypatch):
    def fail(**_kwargs):
        raise RuntimeError("no queue")

    with monkeypatch.context() as patched:
        patched.setattr(submission.receipt, "request", fail)
        with pytest.raises(RuntimeError):
            submit(application=draft, by=focal)
    draft.refresh_from_db()
    assert (draft.state, draft.reference, draft.current_version.frozen_at) == (states.DRAFT, None, None)
    assert not ReferenceCounter.objects.exists()
    assert not Message.objects.exists()
    assert submit(application=draft, by=focal).reference.endswith("UGA-001")


def test_the_next_cut_off_is_the_round(focal, draft):
    now = timezone.now()
    Round.objects.create(call=draft.call, position=1, cut_off=now - timedelta(days=1))
    Round.objects.create(call=draft.call, position=3, cut_off=now + timedelta(days=90))
    wanted = Round.objects.create(call=draft.call, position=2, cut_off=now + timedelta(days=30))
    assert submit(application=draft, by=focal).round == wanted


def test_a_file_sent_exactly_at_the_cut_off_is_in_time(focal, draft):
    at = datetime(2027, 1, 31, 23, 59, 59, tzinfo=UTC)
    wanted = Round.objects.create(call=draft.call, position=1, cut_off=at)
    assert submit(application=draft, by=focal, at=at).round == wanted


def test_a_call_without_a_cut_off_to_come_gives_no_round(focal, draft):
    assert submit(application=draft, by=focal).round is None


def test_the_team_gets_a_receipt_each_in_their_language_and_the_officers_are_told(focal, draft):
    signatory = people.signatory(draft.country, language="fr")
    officer = people.officer()
    sent = submit(application=draft, by=focal)
    found = {(m.code, m.to, m.language) for m in Message.objects.all()}
    assert found == {
        ("application.received", focal, "en"),
        ("application.received", signatory, "fr"),
        ("application.arrived", officer, "en"),
    }
    assert sent.reference in Message.objects.get(to=signatory).subject
    assert f"/fr/workspace/applications/{sent.reference}/" in Message.objects.get(to=signatory).body
    assert Job.objects.get().kind == "applications.receipt"


def test_gates_the_records_answer_are_answered(focal, draft):
    from applications.models import CallGate

    CallGate.objects.create(call=draft.call, code="party")
    CallGate.objects.create(call=draft.call, code="mandate")
    submit(application=draft, by=focal)
    assert dict(draft.gate_checks.values_list("gate__code", "outcome")) == {"party": "yes", "mandate": "unknown"}


@pytest.mark.parametrize(
    "closing",
    [
        {"state": Call.State.CLOSED},
        {"closes_at": timezone.now() - timedelta(seconds=1), "opens_at": timezone.now() - timedelta(days=9)},
    ],
)
def test_after_closing_nothing_is_submitted_and_the_draft_is_kept(focal, draft, closing):
    Call.objects.filter(pk=draft.call_id).update(**closing)
    with pytest.raises(Refused) as refusal:
        submit(application=draft, by=focal)
    assert "closed" in refusal.value.message
    draft.refresh_from_db()
    assert (draft.state, draft.reference) == (states.DRAFT, None)
    response = signed_in(focal).post(address(draft, "submit"), follow=True)
    assert "closed" in response.content.decode()
    assert open_version(draft).context


def test_an_incomplete_draft_is_not_submitted_and_its_problems_are_named(focal, draft):
    Version.objects.filter(pk=draft.current_version_id).update(needs="", declared=False)
    with pytest.raises(Incomplete) as refusal:
        submit(application=draft, by=focal)
    assert [problem.field for problem in refusal.value.problems] == ["needs", "declared"]
    response = signed_in(focal).post(address(draft, "submit"))
    assert response["Location"] == address(draft, "check")
    assert Application.objects.get().state == states.DRAFT


@pytest.mark.parametrize("maker", [people.newcomer, people.officer, people.head, people.superuser])
def test_only_a_focal_point_of_the_party_submits(draft, maker):
    with pytest.raises(NotAllowed):
        submit(application=draft, by=maker())
    assert Application.objects.get().state == states.DRAFT


def test_a_signatory_does_not_submit(draft):
    with pytest.raises(NotAllowed):
        submit(application=draft, by=people.signatory(draft.country))


def test_a_withdrawn_draft_is_not_submitted(focal, draft):
    Application.objects.filter(pk=draft.pk).update(state=states.WITHDRAWN)
    with pytest.raises(Refused):
        submit(application=draft, by=focal)


def test_pressing_twice_leads_to_the_same_page(focal, draft):
    client = signed_in(focal)
    first, second = (client.post(address(draft, "submit")) for _press in range(2))
    draft.refresh_from_db()
    assert first["Location"] == second["Location"] == address(draft)
    assert draft.reference in first["Location"]
    assert Message.objects.filter(code="application.received").count() == 1


def test_the_code_of_the_draft_leads_to_the_reference(focal, draft):
    code = draft.code
    submit(application=draft, by=focal)
    client = signed_in(focal)
    for tail in ("", "read/"):
        response = client.get(f"/en/workspace/applications/{code}/{tail}")
        assert response["Location"] == f"/en/workspace/applications/DCE-{timezone.now().year}-UGA-001/{tail}"
    assert client.get(f"/en/workspace/applications/{code.lower()}/").status_code == 302


def test_submitting_by_get_is_not_possible(focal, draft):
    assert signed_in(focal).get(address(draft, "submit")).status_code == 405


@pytest.fixture
def real_threads(transactional_db):
    """Threads that share a database: SQLite's test database is on disk unless somebody keeps it in memory."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("the test database is in memory, where threads lock whole tables")


@pytest.mark.usefixtures("real_threads")
def test_two_submissions_at_once_make_one():
    small_vocabulary()
    focal = people.focal_point(people.country("UGA"))
    draft = complete_application(focal.memberships.get().country, open_call(), by=focal)
    ready, found, errors = threading.Barrier(4), [], []

    def press() -> None:
        try:
            ready.wait(10)
            found.append(submit(application=Application.objects.get(pk=draft.pk), by=focal).reference)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    assert set(found) == {f"DCE-{timezone.now().year}-UGA-001"}
    assert len(found) == 4
    assert ReferenceCounter.objects.get().last == 1
    assert Transition.objects.count() == 1
    assert Message.objects.filter(code="application.received").count() == 1


@pytest.mark.usefixtures("real_threads")
def test_two_colleagues_who_begin_at_once_get_one_draft():
    from applications.services.drafts import start_or_resume

    uga, call = people.country("UGA"), open_call()
    persons = [people.focal_point(uga)]
    for _number in range(3):
        colleague = people.UserFactory()
        people.membership(colleague, uga, is_focal=False)
        persons.append(colleague)
    ready, found, errors = threading.Barrier(4), [], []

    def begin(person) -> None:
        try:
            ready.wait(10)
            found.append(start_or_resume(call=call, country=uga, by=person)[0].pk)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin, args=[person]) for person in persons]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    assert len(set(found)) == 1
    assert Application.objects.count() == 1
