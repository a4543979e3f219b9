"""Letting go in time: drafts of applications that nobody of the Party writes in any more.

How long they are kept is data (``party_draft`` of the list ``retention``, to be adopted by the Secretariat). The
people of the Party are told at least a month before; a word saved in the draft keeps it.
"""

from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from expertise.services.retention import WARNED_BEFORE, edge
from portal.activity.services import record
from portal.collaboration.discussion import forget_comments, threads_of
from portal.collaboration.queries import sections_of
from portal.collaboration.services import erase_sections
from portal.documents.services import remove_file
from portal.messaging.models import Message
from portal.ui.pages import bump_content

from .. import states
from ..models import Application, Attachment
from ..notices import tell_party

CODE = "application.draft_expires"


def forget_in_time(today: date | None = None) -> int:
    """Let go of drafts past their period, warn of those that soon will be. Safe to repeat. Returns how many went."""
    day = today or timezone.localdate()
    past = edge("party_draft", day)
    if past is None:
        return 0
    gone = 0
    drafts = Application.objects.filter(
        state=states.DRAFT, submitted_at=None, created_at__lt=past + WARNED_BEFORE
    ).select_related("country", "call")
    for draft in drafts.order_by("pk"):
        last = touched_at(draft)
        if last >= past + WARNED_BEFORE:
            continue
        told = _told_at(draft, last)
        if told is None:
            when = max(day + WARNED_BEFORE, day + (last - past) + timedelta(days=1))
            people = tell_party(
                application=draft, code=CODE, key=f"{CODE}:{draft.pk}:{last:%Y-%m-%d}", more={"when": when}
            )
            if people:
                continue
        elif timezone.localdate(told) + WARNED_BEFORE > day:
            continue
        if last < past:
            let_go(application=draft)
            gone += 1
    return gone


def touched_at(draft: Application) -> datetime:
    """When somebody of the Party last wrote in a draft, added a file or said something about it."""
    known = [draft.created_at, draft.state_changed_at]
    for version in draft.versions.all():
        known += [section.saved_at for section in sections_of(version).values() if section.saved_at]
    files = Attachment.objects.filter(version__application=draft).aggregate(at=Max("added_at"))["at"]
    said = threads_of(draft).aggregate(own=Max("at"), answers=Max("answers__at"))
    return max(at for at in (*known, files, said["own"], said["answers"]) if at is not None)


def _told_at(draft: Application, last: datetime) -> datetime | None:
    """When the people of the Party were told, since somebody last wrote."""
    told = Message.objects.filter(
        code=CODE,
        content_type=ContentType.objects.get_for_model(Application),
        object_id=draft.pk,
        made_at__gt=last,
    ).aggregate(at=Max("made_at"))
    found: datetime | None = told["at"]
    return found


@transaction.atomic
def let_go(*, application: Application) -> None:
    """Delete a draft with its answers, files and comments; the log keeps that there was one. Nothing happens to one
    that was sent or withdrawn in between."""
    locked = Application.objects.select_for_update(of=("self",)).filter(pk=application.pk, state=states.DRAFT).first()
    if locked is None or locked.submitted_at is not None:
        return
    record(actor=None, verb="application.draft_let_go", target=locked, old={"state": states.DRAFT})
    attachments = Attachment.objects.filter(version__application=locked)
    stored = [row.stored_file for row in attachments.select_related("stored_file")]
    attachments.delete()
    for one in stored:
        remove_file(stored_file=one)
    for version in locked.versions.all():
        erase_sections(record=version)
    forget_comments(locked)
    locked.delete()
    bump_content()
