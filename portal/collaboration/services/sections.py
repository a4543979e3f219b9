"""Saving a section so that two people never overwrite each other silently."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from ..models import Section


class Conflict(Exception):
    """Somebody saved the section in between. Nothing was stored.

    Carries the revision now stored, who saved it and when, so that both texts can be shown.
    """

    def __init__(self, section: Section) -> None:
        super().__init__(f"{section.code}: stored revision is {section.revision}")
        self.section = section

    @property
    def revision(self) -> int:
        return self.section.revision

    @property
    def saved_by(self) -> Any:
        return self.section.saved_by

    @property
    def saved_at(self) -> datetime | None:
        return self.section.saved_at


@transaction.atomic
def save_section(
    *,
    record: models.Model,
    code: str,
    expected_revision: int,
    apply: Callable[[], bool],
    unparsed: dict[str, Any],
    by: models.Model | None,
    at: datetime | None = None,
) -> Section:
    """Store one section of a record if nobody did since ``expected_revision``.

    ``apply`` writes the typed values to the record's own tables, inside this transaction, and answers
    whether anything differed; when nothing did (and ``unparsed`` is as before) the revision stays, so
    that saving twice disturbs nobody. Returns the section with its new revision.
    Raises `Conflict` when the stored revision is another one, unless what is given is what is stored.
    """
    content_type = ContentType.objects.get_for_model(record)
    key = {"content_type": content_type, "object_id": record.pk, "code": code}
    Section.objects.get_or_create(**key)
    section = Section.objects.select_for_update(of=("self",)).select_related("saved_by").get(**key)
    stale = section.revision != expected_revision
    before = transaction.savepoint()
    changed = apply() or section.unparsed != unparsed
    if stale and changed:
        transaction.savepoint_rollback(before)
        raise Conflict(section)
    transaction.savepoint_commit(before)
    if changed:
        section.revision += 1
        section.unparsed = unparsed
        section.saved_by = by
        section.saved_at = at or timezone.now()
        section.save(update_fields=["revision", "unparsed", "saved_by", "saved_at"])
    return section


def copy_sections(*, source: models.Model, target: models.Model) -> None:
    """Give ``target`` the sections of ``source``, revisions included (a copy of a frozen version)."""
    source_type = ContentType.objects.get_for_model(source)
    target_type = ContentType.objects.get_for_model(target)
    rows = Section.objects.filter(content_type=source_type, object_id=source.pk)
    Section.objects.bulk_create(
        Section(
            content_type=target_type,
            object_id=target.pk,
            code=row.code,
            revision=row.revision,
            saved_at=row.saved_at,
            saved_by_id=row.saved_by_id,
            unparsed=row.unparsed,
        )
        for row in rows
    )


def erase_sections(*, record: models.Model) -> None:
    """Forget the sections of a record, with what was typed in them and by whom."""
    Section.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk).delete()
