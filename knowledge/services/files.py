"""Files that belong to an entry."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.services import store_upload

from ..models import Attachment, Entry
from .guards import lock_for_writing

MOST = 10
KINDS = ("pdf", "docx", "xlsx", "odt", "png", "jpg")


@transaction.atomic
def attach(*, entry: Entry, upload: Any, title: str, language: str, by: User) -> Attachment:
    """Add a file to the version that is written. Raises `NotAllowed`, `Refused`, ``UploadRefused``."""
    locked, version = lock_for_writing(entry=entry, by=by)
    if version.attachments.count() >= MOST:
        raise Refused(_("An entry has at most %(most)s files.") % {"most": MOST})
    stored = store_upload(upload=upload, owner=locked, purpose="entry-file", by=by, allowed=KINDS)
    made = Attachment.objects.create(
        version=version, title=title.strip()[:200], language=language, stored_file=stored,
        position=version.attachments.count(),
    )  # fmt: skip
    record(actor=by, verb="entry.file_added", target=locked, new={"file": made.title})
    return made


@transaction.atomic
def remove(*, entry: Entry, code: str, by: User) -> None:
    """Take a file out of the version that is written; those of published versions stay. Harmless when it is gone."""
    locked, version = lock_for_writing(entry=entry, by=by)
    found = version.attachments.filter(code=code).first()
    if found is not None:
        title = found.title
        found.delete()
        record(actor=by, verb="entry.file_removed", target=locked, old={"file": title})
