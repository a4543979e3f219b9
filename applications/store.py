"""The tables that hold the answers of an application, and its attachments. No rule stands here."""

from collections.abc import Iterable
from typing import Any

from portal.collaboration.questions import Section
from portal.collaboration.store import Answers, SectionStore

from .models import (
    ActivityChoice,
    BudgetLine,
    ExpectedResult,
    ExpertiseNeed,
    OwnResource,
    Partner,
    Risk,
    StageAnswer,
    Version,
    WorkItem,
)
from .sections import SECTIONS


def read_files(version: Version) -> list[dict[str, Any]]:
    """The attachments of a version, in order: one query."""
    return [
        {
            "code": row.code,
            "kind": row.kind,
            "kind_words": row.get_kind_display(),
            "title": row.title or row.stored_file.name,
            "name": row.stored_file.name,
            "size": row.stored_file.size,
            "sha256": row.stored_file.sha256,
            "added_at": row.added_at,
        }
        for row in version.attachments.select_related("stored_file").order_by("position", "pk")
    ]


STORE = SectionStore(
    Version,
    {
        "stages": StageAnswer,
        "results": ExpectedResult,
        "activities": ActivityChoice,
        "partners": Partner,
        "resources": OwnResource,
        "needs": ExpertiseNeed,
        "work": WorkItem,
        "budget": BudgetLine,
        "risks": Risk,
    },
    files=read_files,
)


def read_answers(version: Version, sections: Iterable[Section] = SECTIONS) -> Answers:
    """All answers of a version by section: two queries, however many rows there are."""
    return STORE.read_answers(version, sections)


def copy_rows(source: Version, target: Version) -> None:
    """Give one version the rows and attachments of another (the same stored files)."""
    STORE.copy_rows(source, target)
    attachment = source.attachments.model
    attachment.objects.bulk_create(
        attachment(
            version=target,
            stored_file_id=row.stored_file_id,
            kind=row.kind,
            title=row.title,
            code=row.code,
            position=row.position,
            added_at=row.added_at,
        )
        for row in source.attachments.order_by("position", "pk")
    )
