"""Erasing what the outbox holds on a person, with the records its messages are about."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import Message

State = Message.State
NOBODY = "erased@erased.invalid"
FILES = "django.core.mail.backends.filebased.EmailBackend"
HEAD_LINES = 40
_MESSAGE_ID = re.compile(r"(?im)^message-id:\s*(<[^>]+>)")


@transaction.atomic
def forget_person(*, user: Any, emails: Iterable[str]) -> int:
    """Words and addresses of every message to this person, to the account or to one of the addresses; how many."""
    found = Message.objects.filter(Q(to=user) | Q(email__in=list(emails)))
    return _forget(Message.objects.filter(pk__in=list(found.values_list("pk", flat=True))))


@transaction.atomic
def forget_about(*, records: Iterable[models.Model]) -> int:
    """Words, addresses and people of the messages about these records; how many messages that were.

    That a message of a kind was sent on a day stays. One that has not left is stopped.
    """
    count = 0
    for row in records:
        found = Message.objects.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)
        count += _forget(found)
    return count


def _forget(found: QuerySet[Message]) -> int:
    """What has not left is stopped; where mail is written to files, those go too."""
    ids = set(found.values_list("message_id", flat=True))
    found.filter(state__in=[State.DRAFT, State.QUEUED]).update(state=State.STOPPED, state_since=timezone.now())
    count = found.update(to=None, email=NOBODY, subject="", body="", sealed=b"", error="")
    if ids and settings.EMAIL_BACKEND == FILES:
        transaction.on_commit(lambda: _remove_files(ids), robust=True)
    return count


def _remove_files(ids: set[str]) -> None:
    """Mail files of these messages: each holds one, with its Message-ID in the head."""
    for path in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                head = "".join(line for _number, line in zip(range(HEAD_LINES), file, strict=False))
            if ids & set(_MESSAGE_ID.findall(head)):
                path.unlink()
        except OSError:
            continue
