"""Named reads of the collaboration room, one query each."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.accounts.models.user import naming

from .models import CompletionRequest, Section

_NAMED = (*(field.name for field in Section._meta.concrete_fields), *naming("saved_by"))


def sections_of(record: models.Model) -> dict[str, Section]:
    """The saved sections of a record by code, each with who saved it."""
    kind = ContentType.objects.get_for_model(record)
    rows = Section.objects.filter(content_type=kind, object_id=record.pk).select_related("saved_by").only(*_NAMED)
    return {row.code: row for row in rows}


def unparsed_of(saved: Mapping[str, Section]) -> dict[str, dict[str, str]]:
    """What was typed and fits no column, by section."""
    return {code: dict(section.unparsed) for code, section in saved.items() if section.unparsed}


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
