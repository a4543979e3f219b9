"""Asking for long work."""

import hashlib
import json
import logging
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from portal.documents import jobs, tasks
from portal.documents.models import Job
from portal.quiet import is_quiet

logger = logging.getLogger(__name__)


class JobNotAllowed(PermissionError):
    """The person may not have this made."""


def request_job(
    *,
    kind: str,
    params: dict[str, Any],
    requested_by: Any,
    language: str,
    target: models.Model | None = None,
    key: str | None = None,
) -> Job:
    """Ask for a job; while the same one of the same person is unfinished, that one is given back.

    ``key`` says what "the same" is; without it, kind, target, language and params together. The worker
    is rung when the transaction is through. Raises KeyError for an unknown kind and `JobNotAllowed`.
    """
    entry = jobs.get(kind)
    if entry.may is not None and requested_by is not None and not entry.may(requested_by, target, params):
        raise JobNotAllowed(kind)
    full_key = _key(kind, params, requested_by, language, target, key)
    for _attempt in range(3):
        existing = Job.objects.filter(key=full_key, state__in=Job.ACTIVE).first()
        if existing is not None:
            return existing
        try:
            with transaction.atomic():
                job = Job.objects.create(
                    kind=kind,
                    params=params,
                    language=language,
                    key=full_key,
                    requested_by=requested_by,
                    target_type=ContentType.objects.get_for_model(target) if target is not None else None,
                    target_id=target.pk if target is not None else None,
                )
        except IntegrityError:
            continue  # two clicks at once: the other one made the row
        if not is_quiet():
            transaction.on_commit(partial(ring, job.pk))
        return job
    raise RuntimeError(f"the job {full_key} could neither be found nor made")


def request_again(*, job: Job, by: Any) -> Job:
    """Ask once more for what a failed or expired job was to make. Raises as `request_job`."""
    return request_job(
        kind=job.kind,
        params=dict(job.params),
        requested_by=by,
        language=job.language,
        target=job.target,
        key=job.key.split(":", 1)[1],
    )


def ring(job_id: int) -> None:
    """Tell a worker. A queue that is down costs nothing: the sweep rings again."""
    try:
        tasks.run.delay(job_id)
    except Exception:
        logger.exception("the queue did not take job %s; the sweep will ring again", job_id)
        Job.objects.filter(pk=job_id).update(rung_at=timezone.now())


def _key(
    kind: str, params: dict[str, Any], by: Any, language: str, target: models.Model | None, key: str | None
) -> str:
    """What is being made, for whom. The person is always part of it: a job is seen by who asked for it."""
    owner = by.pk if by is not None else 0
    if key is None:
        about = [kind, target._meta.label if target else "", target.pk if target else 0, language, params]
        key = hashlib.sha256(json.dumps(about, sort_keys=True, default=str).encode()).hexdigest()
    elif len(key) > 150:
        key = hashlib.sha256(key.encode()).hexdigest()
    return f"{owner}:{key}"
