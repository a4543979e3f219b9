import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.documents import jobs
from portal.documents.models import Job, StoredFile
from portal.documents.services import JobNotAllowed, request_again, request_job, requesting, running, sweeping
from portal.documents.tasks import sweep
from portal.quiet import quiet
from tests.accounts.factories import UserFactory
from tests.documents import factories as f

pytestmark = pytest.mark.django_db


def taken_over(job: Job) -> Job:
    """Another worker takes the job after the first one's lease ran out."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    return running.claim(job.pk)


def test_a_job_is_done_after_the_commit_and_its_file_is_kept(django_capture_on_commit_callbacks):
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        job = f.waiting_job(user, number=3)
        assert job.state == Job.State.QUEUED
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert job.ready
    assert job.attempt == 1
    assert job.result.open().read() == b"made {'number': 3}"
    assert job.result.owner == job
    assert job.expires_at - job.finished_at == timedelta(days=7)


def test_a_second_click_gives_the_same_job():
    user = UserFactory()
    first, second = f.waiting_job(user, number=3), f.waiting_job(user, number=3)
    assert first == second
    assert f.waiting_job(user, number=4) != first
    assert f.waiting_job(UserFactory(), number=3) != first


def test_an_own_key_says_what_the_same_is():
    user = UserFactory()
    asked = {"kind": "test.text", "requested_by": user, "language": "en", "key": "dossier-1"}
    assert request_job(params={"a": 1}, **asked) == request_job(params={"a": 2}, **asked)
    long = {**asked, "key": "x" * 500}
    assert len(request_job(params={}, **long).key) < 200


def test_a_finished_job_is_not_given_again(django_capture_on_commit_callbacks):
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        first = f.waiting_job(user)
    assert f.waiting_job(user) != first


def test_two_clicks_at_the_same_moment_make_one_row(monkeypatch):
    user = UserFactory()
    first = f.waiting_job(user)
    real = Job.objects.filter

    def blind_once(*args, **kwargs):
        monkeypatch.setattr(Job.objects, "filter", real)
        return Job.objects.none()

    monkeypatch.setattr(Job.objects, "filter", blind_once)
    assert f.waiting_job(user) == first


def test_the_database_itself_holds_one_active_job_a_key():
    job = f.waiting_job(UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind=job.kind, key=job.key, language="en")


def test_an_unknown_kind_cannot_be_asked_for():
    with pytest.raises(KeyError):
        f.waiting_job(UserFactory(), kind="nothing")


def test_the_kinds_own_rule_is_asked():
    jobs.register("test.closed", "Closed", f.make_text, may=lambda user, target, params: False)
    with pytest.raises(JobNotAllowed):
        f.waiting_job(UserFactory(), kind="test.closed")


def test_a_job_taken_by_one_worker_is_not_taken_by_another():
    job = f.waiting_job(UserFactory())
    assert running.claim(job.pk).attempt == 1
    assert running.claim(job.pk) is None


def test_a_job_whose_worker_went_silent_is_finished_by_another_once():
    job = f.waiting_job(UserFactory())
    first = running.claim(job.pk)
    first.refresh_from_db()
    second = taken_over(job)
    assert second.attempt == 2
    assert running.finish(second, jobs.JobResult("note.txt", "text/plain", b"second"))
    assert not running.finish(first, jobs.JobResult("note.txt", "text/plain", b"late"))
    job.refresh_from_db()
    assert job.result.open().read() == b"second"
    assert StoredFile.objects.filter(purpose=running.RESULT_PURPOSE).count() == 1


def test_a_stalled_worker_learns_at_its_next_step_that_it_lost_the_job():
    outcome = {}

    def stall(context: jobs.JobContext) -> jobs.JobResult:
        outcome["second"] = taken_over(context.job)
        context.progress(1, 2)
        return pytest.fail("it went on")

    jobs.register("test.stall", "Stall", stall)
    job = f.waiting_job(UserFactory(), kind="test.stall")
    assert running.run(job.pk) is False
    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.State.RUNNING, 2)
    assert outcome["second"].pk == job.pk


def test_a_late_failure_does_not_spoil_the_new_attempt():
    job = f.waiting_job(UserFactory())
    first = running.claim(job.pk)
    taken_over(job)
    assert running.fail(first, "late") is False
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_progress_is_written_and_renews_the_lease():
    job = running.claim(f.waiting_job(UserFactory()).pk)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() + timedelta(seconds=1))
    running.renew(job, progress_done=2, progress_total=5, message="Chapter 2")
    job.refresh_from_db()
    assert (job.progress_done, job.progress_total, job.message) == (2, 5, "Chapter 2")
    assert job.lease_until > timezone.now() + timedelta(seconds=50)


def test_a_fault_is_tried_again_and_then_fails_with_what_to_do(caplog):
    def broken(context):
        raise RuntimeError("the secret cause")

    jobs.register("test.broken", "Broken", broken)
    job = f.waiting_job(UserFactory(), kind="test.broken")
    for attempt in (1, 2):
        assert running.run(job.pk) is False
        job.refresh_from_db()
        assert (job.state, job.attempt) == (Job.State.QUEUED, attempt)
    assert running.run(job.pk) is True
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.code in job.failure
    assert "Try again" in job.failure
    assert "secret" not in job.failure
    assert "the secret cause" in caplog.text


def test_a_refusal_of_the_kind_fails_at_once_in_its_words():
    def refuse(context):
        raise jobs.JobRefused("Fill in the budget first.")

    jobs.register("test.refuse", "Refuse", refuse)
    job = f.waiting_job(UserFactory(), kind="test.refuse")
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure, job.attempt) == (Job.State.FAILED, "Fill in the budget first.", 1)


def test_a_kind_of_an_older_release_fails_in_words():
    job = f.waiting_job(UserFactory())
    Job.objects.filter(pk=job.pk).update(kind="test.gone")
    running.run(job.pk)
    job.refresh_from_db()
    assert "no longer made" in job.failure


def test_a_job_that_is_gone_or_finished_is_left_alone():
    job = f.waiting_job(UserFactory())
    running.run(job.pk)
    assert running.run(job.pk) is False
    assert running.run(job.pk + 1000) is False


def test_the_work_speaks_the_language_of_the_job():
    from django.utils import translation

    def speak(context):
        return jobs.JobResult("x.txt", "text/plain", translation.get_language().encode())

    jobs.register("test.speak", "Speak", speak)
    job = request_job(kind="test.speak", params={}, requested_by=UserFactory(), language="fr")
    running.run(job.pk)
    job.refresh_from_db()
    assert job.result.open().read() == b"fr"


def test_the_sweep_rings_for_what_nobody_came_for():
    forgotten, fresh = f.waiting_job(UserFactory()), f.waiting_job(UserFactory())
    Job.objects.filter(pk=forgotten.pk).update(rung_at=timezone.now() - timedelta(minutes=1))
    sweep()
    forgotten.refresh_from_db()
    fresh.refresh_from_db()
    assert forgotten.state == Job.State.DONE
    assert fresh.state == Job.State.QUEUED


def test_the_sweep_rings_for_a_few_at_a_time_so_that_nobody_waits_behind_a_crowd(monkeypatch):
    monkeypatch.setattr(sweeping, "RING_AT_ONCE", 2)
    crowd = [f.waiting_job(UserFactory()).pk for _ in range(3)]
    Job.objects.update(rung_at=timezone.now() - timedelta(minutes=1))
    assert [sweeping.due(), sweeping.due(), sweeping.due()] == [crowd[:2], crowd[2:], []]


def test_nobody_is_rung_for_the_documents_of_a_demonstrations_past(django_capture_on_commit_callbacks):
    jobs.register("test.past", "Past", lambda context: jobs.JobResult("x.txt", "text/plain", b""))
    with quiet(), django_capture_on_commit_callbacks(execute=True) as rung:
        job = request_job(kind="test.past", params={}, requested_by=UserFactory(), language="en")
    assert not rung
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED


def test_the_sweep_rings_for_a_lost_worker_and_not_twice_in_a_row():
    job = f.waiting_job(UserFactory())
    running.claim(job.pk)
    assert sweeping.due() == []
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweeping.due() == [job.pk]


def test_a_job_that_kills_every_worker_fails_with_what_to_do():
    job = f.waiting_job(UserFactory())
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, attempt=3, lease_until=timezone.now() - timedelta(seconds=1)
    )
    assert sweeping.due() == []
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Try again" in job.failure


def test_a_queue_that_is_down_loses_no_job(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def down(job_id):
        raise ConnectionError("no queue")

    monkeypatch.setattr(requesting.tasks.run, "delay", down)
    with django_capture_on_commit_callbacks(execute=True):
        job = f.waiting_job(UserFactory())
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED
    assert "the sweep will ring again" in caplog.text


def test_results_are_deleted_after_seven_days_and_rows_after_a_month(django_capture_on_commit_callbacks):
    job = f.waiting_job(UserFactory())
    running.run(job.pk)
    assert sweeping.expire(timezone.now() + timedelta(days=6))["results"] == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert sweeping.expire(timezone.now() + timedelta(days=8))["results"] == 1
    job.refresh_from_db()
    assert job.expired
    assert not job.result.file.storage.exists(job.result.file.name)
    assert sweeping.expire(timezone.now() + timedelta(days=31))["rows"] == 1
    assert not Job.objects.exists()
    assert not StoredFile.objects.exists()


def test_what_a_killed_worker_left_behind_is_cleared():
    job = f.waiting_job(UserFactory())
    stray = f.store_bytes(
        name="x.txt", content_type="text/plain", data=b"x", owner=job, purpose=running.RESULT_PURPOSE
    )
    StoredFile.objects.filter(pk=stray.pk).update(uploaded_at=timezone.now() - timedelta(days=2))
    assert sweeping.expire()["strays"] == 1


def test_asking_again_asks_for_the_same():
    user = UserFactory()
    job = f.waiting_job(user, number=9)
    running.run(job.pk)
    job.refresh_from_db()
    again = request_again(job=job, by=user)
    assert again != job
    assert (again.kind, again.params, again.key) == (job.kind, {"number": 9}, job.key)


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_while_the_work_goes_on_and_notices_a_loss(monkeypatch):
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("one connection only: the database of this run is in memory")
    monkeypatch.setattr(running, "BEAT", 0.05)
    seen = threading.Event()

    def long(context: jobs.JobContext) -> jobs.JobResult:
        Job.objects.filter(pk=context.job.pk).update(lease_until=timezone.now())
        for _attempt in range(100):
            seen.wait(0.05)
            if Job.objects.get(pk=context.job.pk).lease_until > timezone.now() + timedelta(seconds=30):
                return jobs.JobResult("x.txt", "text/plain", b"renewed")
        return pytest.fail("no beat")

    jobs.register("test.long", "Long", long)
    job = f.waiting_job(UserFactory(), kind="test.long")
    job.refresh_from_db()
    assert job.state == Job.State.DONE
