"""Doing a job, exactly once however many workers hear the bell.

A worker takes the row by raising its attempt number; only who holds that number may write to it. A
thread renews the lease while the work goes on; when it stops (a killed worker), the sweep rings again
and the next attempt takes over. A result that arrives with an old number is dropped.
"""

import logging
import threading
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.documents import jobs
from portal.documents.models import Job, StoredFile
from portal.documents.services.files import delete_bytes, store_bytes

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
BEAT = 15.0
MOST_ATTEMPTS = 3
KEEP_RESULTS = timedelta(days=7)
RESULT_PURPOSE = "job-result"


def run(job_id: int) -> bool:
    """Do one job if it is free to be taken. True when this call finished it, well or badly."""
    job = claim(job_id)
    if job is None:
        return False
    heart = _Heart(job)
    with translation.override(job.language), heart:
        try:
            result = _work(job, heart)
        except jobs.LeaseLost:
            logger.warning("job %s was taken over by another worker", job.code)
            return False
        except jobs.JobRefused as refused:
            return fail(job, refused.message)
        except Exception:
            logger.exception("job %s (%s), attempt %s, broke", job.code, job.kind, job.attempt)
            return _give_back(job)
        return finish(job, result)


def claim(job_id: int) -> Job | None:
    """Take a waiting job, or one whose worker went silent; None when there is nothing to take."""
    now = timezone.now()
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        logger.info("job %s is gone", job_id)
        return None
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    taken = Job.objects.filter(free, pk=job_id, attempt=job.attempt, attempt__lt=MOST_ATTEMPTS).update(
        state=Job.State.RUNNING,
        attempt=F("attempt") + 1,
        lease_until=now + LEASE,
        started_at=now,
        progress_done=0,
        progress_total=0,
        message="",
    )
    if not taken:
        return None
    job.refresh_from_db()
    return job


def held(job: Job) -> QuerySet[Job]:
    """The row, only if this attempt still holds it. Every write of a worker goes through here."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempt=job.attempt)


def renew(job: Job, **values: Any) -> None:
    """Renew the lease and write progress. Raises `jobs.LeaseLost` when the job was taken over."""
    if not held(job).update(lease_until=timezone.now() + LEASE, **values):
        raise jobs.LeaseLost


def finish(job: Job, result: jobs.JobResult) -> bool:
    """Keep the result and mark the job done; a late result (its number is old) is dropped."""
    stored = store_bytes(
        name=result.name,
        content_type=result.content_type,
        data=result.data,
        owner=job,
        purpose=RESULT_PURPOSE,
        by=job.requested_by,
    )
    now = timezone.now()
    with transaction.atomic():
        kept = held(job).update(
            state=Job.State.DONE,
            result=stored,
            finished_at=now,
            expires_at=now + KEEP_RESULTS,
            lease_until=None,
            message="",
            progress_done=F("progress_total"),
        )
        if not kept:
            StoredFile.objects.filter(pk=stored.pk).delete()
    if not kept:
        delete_bytes(stored)
        logger.warning("the late result of job %s, attempt %s, was dropped", job.code, job.attempt)
    return bool(kept)


def fail(job: Job, message: str) -> bool:
    """Mark the job failed, with what the person can do. False when another worker holds it."""
    return bool(
        held(job).update(
            state=Job.State.FAILED, failure=message[:600], finished_at=timezone.now(), lease_until=None, message=""
        )
    )


def last_words(code: str) -> str:
    """What a person reads when every attempt broke."""
    return _(
        "It was tried several times. Nothing is lost. Try again; if it fails once more, write to the Secretariat "
        "and give the code %(code)s."
    ) % {"code": code}


def _work(job: Job, heart: "_Heart") -> jobs.JobResult:
    kind = jobs.kind_of(job)
    if kind is None:
        raise jobs.JobRefused(_("This kind of document is no longer made. Go back to the record and ask from there."))

    def report(done: int, total: int, message: str) -> None:
        if heart.lost:
            raise jobs.LeaseLost
        renew(job, progress_done=done, progress_total=total, message=message[:300])

    return kind.run(jobs.JobContext(job=job, report=report))


def _give_back(job: Job) -> bool:
    """After a fault: wait for the next sweep, or fail when the attempts are used up."""
    if job.attempt >= MOST_ATTEMPTS:
        return fail(job, last_words(job.code))
    held(job).update(state=Job.State.QUEUED, lease_until=None, rung_at=timezone.now(), message="")
    return False


class _Heart(threading.Thread):
    """Renews the lease every quarter of its length, on a connection of its own."""

    def __init__(self, job: Job) -> None:
        super().__init__(name=f"job-{job.code}", daemon=True)
        self.job = job
        self.lost = False
        self._stop_beating = threading.Event()

    def run(self) -> None:
        try:
            while not self._stop_beating.wait(BEAT):
                try:
                    close_old_connections()
                    renew(self.job)
                except jobs.LeaseLost:
                    self.lost = True
                    return
                except Exception:
                    # A locked or restarting database: the lease outlives a few missed beats.
                    logger.warning("a heartbeat of job %s was missed", self.job.code, exc_info=True)
        finally:
            connection.close()

    def __enter__(self) -> "_Heart":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop_beating.set()
        self.join(timeout=BEAT)
