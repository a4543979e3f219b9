"""Documents of an assistance: shared, renewed in versions, archived."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record
from portal.documents.services import store_upload

from ...assistance.rules import SECRETARIAT_SIDE, audiences_of, side_of
from ...models import Assistance, Paper, PaperVersion
from .guards import lock

PURPOSE = "assistance-document"
MOST = 300


def _add(paper: Paper, upload: Any, note: str, by: Any) -> PaperVersion:
    stored = store_upload(upload=upload, owner=paper.assistance, purpose=PURPOSE, by=by)
    last = paper.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return PaperVersion.objects.create(
        paper=paper, number=last + 1, stored_file=stored, note=note.strip()[:500], by=by
    )


@transaction.atomic
def share(*, assistance: Assistance, title: str, audience: str, file: Any, note: str = "", by: Any) -> Paper:
    """Share a document with those named by ``audience``.

    Raises `NotAllowed`; `Refused` without a title, or for an audience the person is not part of; ``UploadRefused``.
    """
    locked = lock(assistance=assistance, rule="roadmaps.share_document", by=by)
    if not title.strip():
        raise Refused(_("Name the document."))
    if audience not in audiences_of(side_of(by, locked)):
        raise Refused(_("Choose who sees it; you are among them."))
    if locked.papers.count() >= MOST:
        raise Refused(_("An assistance takes at most %(most)s documents.") % {"most": MOST})
    paper = Paper.objects.create(assistance=locked, title=title.strip()[:200], audience=audience)
    _add(paper, file, note, by)
    if audience != Paper.Audience.SECRETARIAT:
        record(actor=by, verb="assistance.document_shared", target=locked, new={"title": paper.title})
    return paper


@transaction.atomic
def renew(*, paper: Paper, file: Any, note: str = "", by: Any) -> PaperVersion:
    """A new version; the earlier ones stay. Raises `NotAllowed`; `Refused` for an archived one; ``UploadRefused``."""
    locked = lock(assistance=paper.assistance, rule="roadmaps.share_document", by=by)
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    row.assistance = locked
    if row.audience not in audiences_of(side_of(by, locked)):
        raise NotAllowed(_("You do not see this document."))
    if row.archived_at is not None:
        raise Refused(_("This document is archived."))
    made = _add(row, file, note, by)
    if row.audience != Paper.Audience.SECRETARIAT:
        record(
            actor=by, verb="assistance.document_renewed", target=locked, new={"title": row.title, "n": made.number}
        )  # fmt: skip
    return made


@transaction.atomic
def archive(*, paper: Paper, by: Any) -> Paper:
    """Take a document out of the list; officers, and who first shared it. Raises `NotAllowed`."""
    locked = lock(assistance=paper.assistance, rule="roadmaps.share_document", by=by)
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    first = row.versions.order_by("number").first()
    if side_of(by, locked) != SECRETARIAT_SIDE and (first is None or first.by_id != by.pk):
        raise NotAllowed(_("Only who shared it, or the Secretariat, archives a document."))
    if row.archived_at is None:
        row.archived_at = timezone.now()
        row.save(update_fields=["archived_at"])
        record(actor=by, verb="assistance.document_archived", target=locked, old={"title": row.title})
    return row
