"""Who is writing now: whoever saved a section in the last quarter of an hour."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from .models import Section as SavedSection
from .questions import Section

WRITING_NOW = timedelta(minutes=15)


def writes_now(saved: SavedSection | None, user: Any) -> bool:
    """Whether a colleague of this person is in that section."""
    return bool(
        saved
        and saved.saved_by_id
        and saved.saved_by_id != user.pk
        and saved.saved_at
        and saved.saved_at > timezone.now() - WRITING_NOW
    )


def colleagues(
    saved: Mapping[str, SavedSection], sections: Iterable[Section], user: Any
) -> list[tuple[str, list[int]]]:
    """Colleagues who are writing, with the numbers of their sections."""
    found: dict[str, list[int]] = {}
    for section in sections:
        row = saved.get(section.code)
        if row is not None and writes_now(row, user):
            found.setdefault(str(row.saved_by), []).append(section.number)
    return [(name, sorted(numbers)) for name, numbers in sorted(found.items())]
