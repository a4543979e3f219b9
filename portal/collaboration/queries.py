"""Named reads of the collaboration room, one query each."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Coalesce

from portal.accounts.models.user import naming

from .models import Comment, CompletionRequest, Section
from .ports import kinds

WHOLE = "whole"
"""The code under which a record is kept that one form writes as a whole."""

_NAMED = (*(field.name for field in Section._meta.concrete_fields), *naming("saved_by"))


def sections_of(record: models.Model) -> dict[str, Section]:
    """The saved sections of a record by code, each with who saved it."""
    kind = ContentType.objects.get_for_model(record)
    rows = Section.objects.filter(content_type=kind, object_id=record.pk).select_related("saved_by").only(*_NAMED)
    return {row.code: row for row in rows}


def revision_of(record: models.Model) -> int:
    """How often a record that one form writes was saved; 0 before the first time."""
    saved = sections_of(record).get(WHOLE)
    return saved.revision if saved else 0


def unparsed_of(saved: Mapping[str, Section]) -> dict[str, dict[str, str]]:
    """What was typed and fits no column, by section."""
    return {code: dict(section.unparsed) for code, section in saved.items() if section.unparsed}


def comments_visible_to(user: Any) -> models.QuerySet[Comment]:
    """The comments on the records this person sees in the office, without the answers."""
    wanted = models.Q(pk=None)
    for kind in kinds():
        if kind.in_office is not None and kind.may_look(user):
            content_type = ContentType.objects.get_for_model(kind.model)
            wanted |= models.Q(content_type=content_type, object_id__in=kind.in_office(user).values("pk"))
    return Comment.objects.filter(wanted, thread=None)


def waiting_for(user: Any, comments: models.QuerySet[Comment]) -> models.QuerySet[Comment]:
    """Those of these comments that are open and whose last word is somebody else's."""
    answers = Comment.objects.filter(thread=models.OuterRef("pk")).order_by("-at", "-pk")
    rows = comments.filter(settled_at=None).annotate(
        last_by=Coalesce(
            models.Subquery(answers.values("by_id")[:1]), models.F("by_id"), output_field=models.BigIntegerField()
        )
    )
    return rows.filter(~models.Q(last_by=user.pk) | models.Q(last_by=None))


def requests_of(record: models.Model) -> models.QuerySet[CompletionRequest]:
    """Every completion request of a record, oldest first, with its points (a second query)."""
    return (
        CompletionRequest.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)
        .select_related("asked_by", "answered_by")
        .prefetch_related("points")
    )


def open_request(record: models.Model) -> CompletionRequest | None:
    """The open completion request of a record, with its points, or None."""
    return requests_of(record).filter(state=CompletionRequest.State.OPEN).first()


def open_requests(records: list[models.Model]) -> dict[int, CompletionRequest]:
    """The open requests of several records of one kind, by the record's key: one query."""
    if not records:
        return {}
    rows = CompletionRequest.objects.filter(
        content_type=ContentType.objects.get_for_model(records[0]),
        object_id__in=[record.pk for record in records],
        state=CompletionRequest.State.OPEN,
    )
    return {row.object_id: row for row in rows}
