"""The doorbells. Each takes ids and makes one call; each may ring twice without harm."""

from celery import shared_task

from portal.documents.services import running, sweeping


@shared_task(name="documents.run")
def run(job_id: int) -> None:
    """Do a job, if it is still to be done."""
    running.run(job_id)


@shared_task(name="documents.sweep")
def sweep() -> None:
    """Ring again for jobs nobody came for, and for those whose worker went silent."""
    for job_id in sweeping.due():
        run.delay(job_id)


@shared_task(name="documents.expire")
def expire() -> None:
    """Delete what is no longer kept."""
    sweeping.expire()
