"""Files joined to a version: added, removed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.activity.services import record
from portal.documents.services import remove_file, store_upload
from portal.reference.codes import new_code

from ..models import Application, Attachment
from ..models.attachment import KINDS
from ..sections import BY_CODE
from .guards_file import lock_for_writing
from .sections import refuse_unasked
from .transition import Refused

PURPOSE = "application-attachment"
ALLOWED = ("pdf", "docx", "xlsx", "odt", "jpg", "png")
MOST = 20
SECTION = BY_CODE["attachments"]


@transaction.atomic
def attach(*, application: Application, upload: Any, kind: str, title: str, by: User) -> Attachment:
    """Keep an uploaded file with the version being written.

    Raises ``documents.services.UploadRefused`` (kind read from the bytes, size, name), `Refused` when
    there are too many or the kind is unknown, and what `lock_for_writing` raises.
    """
    if kind not in dict(KINDS):
        raise Refused(_("Choose what kind of file it is."))
    locked, version = lock_for_writing(application=application, by=by)
    refuse_unasked(locked, SECTION)
    count = version.attachments.count()
    if count >= MOST:
        raise Refused(_("An application carries at most %(most)s files. Remove one first.") % {"most": MOST})
    stored = store_upload(upload=upload, owner=locked, purpose=PURPOSE, by=by, allowed=ALLOWED)
    attachment = Attachment.objects.create(
        version=version,
        stored_file=stored,
        kind=kind,
        title=title.strip()[:200],
        code=new_code(12),
        position=count,
        added_at=timezone.now(),
    )
    record(actor=by, verb="application.file_added", target=locked, new={"file": stored.name, "kind": kind})
    return attachment


@transaction.atomic
def detach(*, application: Application, code: str, by: User) -> None:
    """Take a file out of the version being written. Its bytes go when no sent version holds it.

    Harmless when it is gone already. Raises what `lock_for_writing` raises.
    """
    locked, version = lock_for_writing(application=application, by=by)
    refuse_unasked(locked, SECTION)
    attachment = version.attachments.select_related("stored_file").filter(code=code).first()
    if attachment is None:
        return
    stored = attachment.stored_file
    attachment.delete()
    if not Attachment.objects.filter(stored_file=stored).exists():
        remove_file(stored_file=stored)
    record(actor=by, verb="application.file_removed", target=locked, old={"file": stored.name})
