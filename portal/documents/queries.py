"""Named look-ups of the documents room."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from portal.documents.codes import LENGTH, normalise
from portal.documents.models import IssuedDocument, Job, StoredFile


def job_by_code(code: str) -> Job | None:
    """A job with its result and the person who asked, in one query."""
    return Job.objects.select_related("result", "requested_by").filter(code=code).first()


def jobs_of(user: Any) -> QuerySet[Job]:
    """What a person asked for, the latest first."""
    return Job.objects.filter(requested_by=user).select_related("result")


def jobs_about(target: models.Model) -> QuerySet[Job]:
    """What was asked for about a record."""
    kind = ContentType.objects.get_for_model(target)
    return Job.objects.filter(target_type=kind, target_id=target.pk).select_related("result")


def files_of(owner: models.Model, purpose: str | None = None) -> QuerySet[StoredFile]:
    """The files kept for a record, without those removed."""
    kind = ContentType.objects.get_for_model(owner)
    found = StoredFile.objects.filter(owner_type=kind, owner_id=owner.pk, removed_at=None).order_by("pk")
    return found if purpose is None else found.filter(purpose=purpose)


def issued_by_code(typed: str) -> IssuedDocument | None:
    """The document a check code names, however it was typed; None when there is none."""
    code = normalise(typed)
    if len(code) != LENGTH:
        return None
    return IssuedDocument.objects.select_related("stored_file", "superseded_by").filter(code=code).first()


def issued_by_hash(sha256: str) -> IssuedDocument | None:
    """The document whose file has this hash."""
    return IssuedDocument.objects.select_related("stored_file", "superseded_by").filter(sha256=sha256).first()


def issued_for(target: models.Model) -> QuerySet[IssuedDocument]:
    """What was given out about a record, the latest first."""
    kind = ContentType.objects.get_for_model(target)
    return IssuedDocument.objects.filter(target_type=kind, target_id=target.pk).select_related("stored_file")
