"""Asking for completions of a record, and their answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from ..models import CompletionPoint, CompletionRequest


@dataclass(frozen=True)
class Point:
    """One point to be raised: where, what is the matter, and what is asked."""

    section: str
    field: str
    kind: str
    text: str = ""


@transaction.atomic
def ask_completion(
    *,
    record: models.Model,
    points: Iterable[Point],
    by: models.Model,
    message: str = "",
    due: date | None = None,
    at: datetime | None = None,
) -> CompletionRequest:
    """Open a request with its points, in the order given.

    Raises ValueError when there is no point, when a point's kind is unknown, or when the record already
    has an open request.
    """
    rows = list(points)
    if not rows:
        raise ValueError("a completion request needs at least one point")
    unknown = {point.kind for point in rows} - set(CompletionPoint.Kind.values)
    if unknown:
        raise ValueError(f"unknown kind of point: {', '.join(sorted(unknown))}")
    content_type = ContentType.objects.get_for_model(record)
    if CompletionRequest.objects.filter(
        content_type=content_type, object_id=record.pk, state=CompletionRequest.State.OPEN
    ).exists():
        raise ValueError("the record already has an open completion request")
    request = CompletionRequest.objects.create(
        content_type=content_type,
        object_id=record.pk,
        asked_by=by,
        asked_at=at or timezone.now(),
        due=due,
        message=message,
    )
    CompletionPoint.objects.bulk_create(
        CompletionPoint(
            request=request,
            section=point.section,
            field=point.field,
            kind=point.kind,
            text=point.text,
            position=index,
        )
        for index, point in enumerate(rows)
    )
    return request


def answer_request(*, request: CompletionRequest, by: models.Model | None, at: datetime | None = None) -> None:
    """Mark an open request answered. Raises ValueError when it is not open."""
    now = at or timezone.now()
    changed = CompletionRequest.objects.filter(pk=request.pk, state=CompletionRequest.State.OPEN).update(
        state=CompletionRequest.State.ANSWERED, answered_by=by, answered_at=now
    )
    if not changed:
        raise ValueError("only an open request can be answered")
    request.state, request.answered_by, request.answered_at = CompletionRequest.State.ANSWERED, by, now


def close_request(*, request: CompletionRequest) -> None:
    """Close a request that needs no answer any more (the file was withdrawn). Harmless when it is closed."""
    CompletionRequest.objects.filter(pk=request.pk).exclude(state=CompletionRequest.State.ANSWERED).update(
        state=CompletionRequest.State.CLOSED
    )
    request.refresh_from_db(fields=["state"])
