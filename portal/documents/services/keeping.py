"""A file of a form that was refused: kept for its person, so that it need not be chosen again."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from portal.documents.models import StoredFile

from . import files

PURPOSE = "kept-upload"
KEPT_FOR = timedelta(days=1)


def keep(*, upload: Any, by: Any) -> StoredFile:
    """Keep an uploaded file for a day, for this person alone. Raises `UploadRefused` as `store_upload` does."""
    upload.seek(0)
    return files.store_upload(upload=upload, owner=None, purpose=PURPOSE, by=by)


def kept_by(user: Any, number: str | None) -> StoredFile | None:
    """The file this person's form names, while it is kept; None for anything else."""
    if not number or not (number.isascii() and number.isdigit()):
        return None
    return StoredFile.objects.filter(
        pk=number, purpose=PURPOSE, uploaded_by=user.pk, owner_id=None, removed_at=None
    ).first()


def take(*, file: Any, owner: models.Model, purpose: str, by: Any) -> StoredFile:
    """Keep what a form gives with its record: a fresh upload, or a file that was kept before (once)."""
    if not isinstance(file, StoredFile):
        return files.store_upload(upload=file, owner=owner, purpose=purpose, by=by)
    file.owner, file.purpose = owner, purpose
    file.save(update_fields=["owner_type", "owner_id", "purpose"])
    return file


def forget_kept(now: datetime | None = None) -> int:
    """Delete what nobody came back for within a day. Returns how many."""
    before = (now or timezone.now()) - KEPT_FOR
    count = 0
    for stored in StoredFile.objects.filter(purpose=PURPOSE, removed_at=None, uploaded_at__lt=before):
        files.remove_file(stored_file=stored)
        count += 1
    return count
