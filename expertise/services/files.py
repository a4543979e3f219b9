"""Files of a profile: added, removed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.models import StoredFile
from portal.documents.services import remove_file, store_upload
from portal.reference.codes import new_code

from ..models import Curriculum, Expert
from .profile import lock_for_writing

PURPOSE = "expert-file"
ALLOWED = ("pdf", "docx", "odt", "jpg", "png")
MOST = 10


@transaction.atomic
def attach(*, expert: Expert, upload: Any, kind: str, title: str, by: User) -> Curriculum:
    """Keep a file with the profile being written.

    Raises ``documents.services.UploadRefused`` (kind read from the bytes, size, name, scripts or macros in
    it), `Refused` when there are too many or the kind is unknown, and what `lock_for_writing` raises.
    """
    if kind not in Curriculum.Kind.values:
        raise Refused(_("Choose what kind of file it is."))
    locked, profile = lock_for_writing(expert=expert, by=by)
    count = profile.files.count()
    if count >= MOST:
        raise Refused(_("A profile carries at most %(most)s files. Remove one first.") % {"most": MOST})
    stored = store_upload(upload=upload, owner=locked, purpose=PURPOSE, by=by, allowed=ALLOWED, refuse_scripts=True)
    made = Curriculum.objects.create(
        profile=profile,
        stored_file=stored,
        kind=kind,
        title=title.strip()[:200],
        code=new_code(12),
        position=count,
        added_at=timezone.now(),
    )
    record(actor=by, verb="expert.file_added", target=locked, new={"file": stored.name, "kind": kind})
    return made


@transaction.atomic
def detach(*, expert: Expert, code: str, by: User) -> None:
    """Take a file out of the open profile. Its bytes go when no sent copy holds it. Harmless when it is gone.

    Raises what `lock_for_writing` raises.
    """
    locked, profile = lock_for_writing(expert=expert, by=by)
    row = profile.files.select_related("stored_file").filter(code=code).first()
    if row is None:
        return
    stored = row.stored_file
    row.delete()
    remove_unheld(stored)
    record(actor=by, verb="expert.file_removed", target=locked, old={"file": stored.name})


def remove_unheld(stored: StoredFile) -> None:
    """Delete the bytes of a file that no profile holds any more."""
    if not Curriculum.objects.filter(stored_file=stored).exists():
        remove_file(stored_file=stored)
