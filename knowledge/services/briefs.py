"""The PDFs of entries that nobody asked for: made when the worker has nothing else to do; so every page has one."""

import logging
from time import monotonic

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet

from portal.documents import pdf
from portal.documents.models import IssuedDocument, Job
from portal.ui.pages import bump_content

from .. import brief
from ..models import Entry, EntryText, Version

logger = logging.getLogger(__name__)

AT_ONCE, SECONDS = 60, 30.0
"""How many briefs, and for how long, the worker makes before it looks for other work."""


def missing() -> QuerySet[EntryText]:
    """Texts that are public and have no brief with their present words, the oldest first."""
    made = IssuedDocument.objects.filter(
        kind=brief.KIND_OF_PAPER,
        target_type=ContentType.objects.get_for_model(Version),
        target_id=OuterRef("version_id"),
        language=OuterRef("language"),
        issued_at__gte=OuterRef("changed_at"),
    )
    public = EntryText.objects.filter(version__in=Entry.objects.public().values("version")).exclude(title="")
    return public.exclude(Exists(made)).select_related("version").order_by("changed_at", "pk")


def make_missing(at_once: int = AT_ONCE, seconds: float = SECONDS) -> int:
    """Make some of the briefs that are missing, while no other work waits. Safe to repeat; gives how many were made.

    One that cannot be laid out is told in the log and tried again another time; the others are not held up.
    """
    if not pdf.available() or _others_wait():
        return 0
    done, until = 0, monotonic() + seconds
    for text in list(missing()[:at_once]):
        if monotonic() > until or _others_wait():
            break
        try:
            done += brief.issue(text.version, text.language) is not None
        except Exception:
            logger.exception("the brief of text %s was not made", text.pk)
    if done:
        bump_content()
    return done


def _others_wait() -> bool:
    return Job.objects.filter(state=Job.State.QUEUED).exists()
