"""Erasing what the outbox holds on a person, with the records its messages are about."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from ..models import Message

State = Message.State
NOBODY = "erased@erased.invalid"


@transaction.atomic
def forget_about(*, records: Iterable[models.Model]) -> int:
    """Words, addresses and people of the messages about these records; how many messages that were.

    That a message of a kind was sent on a day stays. One that has not left is stopped.
    """
    count = 0
    for row in records:
        found = Message.objects.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)
        found.filter(state__in=[State.DRAFT, State.QUEUED]).update(state=State.STOPPED, state_since=timezone.now())
        count += found.update(to=None, email=NOBODY, subject="", body="", sealed=b"", error="")
    return count
