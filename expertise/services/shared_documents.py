"""Documents the community of experts shares: taken in, and withdrawn."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services import Refused
from portal.activity.services import record
from portal.documents.services import remove_file, store_upload

from ..models import Gathering, SharedDocument

PURPOSE = "expert-shared-document"


@transaction.atomic
def share(*, upload: Any, title: str, language: str, gathering: Gathering | None, by: Any) -> SharedDocument:
    """Keep a file for the members of the roster, of a gathering or for all.

    Raises `NotAllowed`, `Refused` (no title, unknown language) and ``documents.services.UploadRefused``.
    """
    require("expertise.manage_calls", by)
    if not title.strip():
        raise Refused(_("Give the document a title."))
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Choose the language of the document."))
    document = SharedDocument(gathering=gathering, title=title.strip()[:200], language=language, shared_by=by)
    document.stored_file = store_upload(upload=upload, owner=gathering, purpose=PURPOSE, by=by)
    document.save()
    record(actor=by, verb="shared_document.shared", target=document, new={"file": document.stored_file.name})
    return document


@transaction.atomic
def withdraw(*, document: SharedDocument, by: Any) -> None:
    """Take a document back; its bytes go. Harmless when it is withdrawn already. Raises `NotAllowed`."""
    require("expertise.manage_calls", by)
    locked = SharedDocument.objects.select_for_update().get(pk=document.pk)
    if locked.withdrawn_at is not None:
        return
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    remove_file(stored_file=locked.stored_file)
    record(actor=by, verb="shared_document.withdrawn", target=locked, old={"title": locked.title})
