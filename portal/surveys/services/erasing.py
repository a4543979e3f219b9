"""Erasing what people outside the portal have told, on request or with the record it is about."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from ..models import Answer, Link


@transaction.atomic
def erase_addressee(*, emails: Iterable[str]) -> int:
    """Names, addresses and answers of whoever was asked at these addresses; how many forms that were.

    That a form was sent and answered stays, as the record of a procedure; an open one is taken back.
    What an app has to keep (a total, a mark) it has taken over when the form was answered.
    """
    return _erase(Link.objects.filter(email__in=[email.lower() for email in emails]))


@transaction.atomic
def erase_about(*, record: models.Model) -> int:
    """Everything people have told about a record, and who they were; how many forms that were."""
    kind = ContentType.objects.get_for_model(record)
    return _erase(Link.objects.filter(content_type=kind, object_id=record.pk))


def _erase(links: models.QuerySet[Link]) -> int:
    keys = list(links.values_list("pk", flat=True))
    Answer.objects.filter(link__in=keys).delete()
    found = Link.objects.filter(pk__in=keys)
    found.filter(answered_at=None, revoked_at=None).update(revoked_at=timezone.now())
    return found.update(name="", email="")
