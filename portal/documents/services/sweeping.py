"""What is done now and then: ring again for forgotten jobs, let go of what is no longer kept."""

import logging
from datetime import datetime, timedelta

from django.core.files.storage import FileSystemStorage
from django.db.models import Q
from django.utils import timezone, translation

from portal.documents.models import Job, StoredFile
from portal.documents.services import files, keeping, running

logger = logging.getLogger(__name__)

RING_AGAIN = timedelta(seconds=30)
# A job that somebody asks for now waits behind no more than these.
RING_AT_ONCE = 20
KEEP_ROWS = timedelta(days=30)
STRAY_AFTER = timedelta(days=1)


def due(now: datetime | None = None) -> list[int]:
    """The jobs to ring for; those without attempts left are marked failed on the way."""
    now = now or timezone.now()
    silent = Q(state=Job.State.RUNNING, lease_until__lt=now)
    for job in Job.objects.filter(silent, attempt__gte=running.MOST_ATTEMPTS):
        logger.error("job %s (%s) lost its worker %s times", job.code, job.kind, job.attempt)
        with translation.override(job.language):
            running.fail(job, running.last_words(job.code))
    waiting = Q(state=Job.State.QUEUED, rung_at__lt=now - RING_AGAIN)
    found = list(Job.objects.filter(silent | waiting).order_by("pk").values_list("pk", flat=True)[:RING_AT_ONCE])
    Job.objects.filter(pk__in=found).update(rung_at=now)
    return found


def expire(now: datetime | None = None) -> dict[str, int]:
    """Delete results past their date, old job rows, and bytes that belong to nothing. Returns the counts."""
    now = now or timezone.now()
    results = StoredFile.objects.filter(
        pk__in=Job.objects.filter(expires_at__lt=now, result__removed_at=None).values("result")
    )
    counts = {"results": 0, "rows": 0, "strays": 0}
    for stored in results.iterator(chunk_size=200):
        files.remove_file(stored_file=stored)
        counts["results"] += 1
    keeping.forget_kept(now)
    counts["rows"] = _forget_old_rows(now)
    counts["strays"] = _clear_strays(now)
    return counts


def _forget_old_rows(now: datetime) -> int:
    """Finished jobs go a month after their end, with the rows of their removed results."""
    old = Job.objects.filter(finished_at__lt=now - KEEP_ROWS).filter(
        Q(result=None) | Q(result__removed_at__isnull=False)
    )
    results = list(old.exclude(result=None).values_list("result", flat=True))
    count, _ = old.delete()
    StoredFile.objects.filter(pk__in=results).delete()
    return count


def _clear_strays(now: datetime) -> int:
    """Results that no job names (their worker was killed while storing) and bytes without a row
    (their transaction was rolled back), a day after they came."""
    before, count = now - STRAY_AFTER, 0
    named = Job.objects.exclude(result=None).values("result")
    for stored in StoredFile.objects.filter(
        purpose=running.RESULT_PURPOSE, removed_at=None, uploaded_at__lt=before
    ).exclude(pk__in=named):
        files.remove_file(stored_file=stored)
        count += 1
    storage = StoredFile._meta.get_field("file").storage  # type: ignore[union-attr]
    if isinstance(storage, FileSystemStorage):
        count += _clear_stray_bytes(storage, before)
    return count


def _clear_stray_bytes(storage: FileSystemStorage, before: datetime) -> int:
    """One folder at a time, so that no long list is held."""
    if not storage.exists(""):
        return 0
    count = 0
    for folder in storage.listdir("")[0]:
        if len(folder) != 2:
            continue
        found = {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
        kept = set(StoredFile.objects.filter(file__in=found, removed_at=None).values_list("file", flat=True))
        for path in found - kept:
            if storage.get_modified_time(path) < before:
                storage.delete(path)
                count += 1
    return count
