"""What a public entry is adapted from, and what was adapted from it: for its page, its brief, its linked data."""

from typing import Any

from django.conf import settings

from portal.ui.pages import shelf

from .entry_parts import similar
from .forward import shown_by
from .models import Entry
from .shown import Shown

MOST = 30
"""So many adaptations stand on the page of an entry."""


def around(entry: Entry) -> tuple[list[int], list[int]]:
    """Of an entry read whole: the public entry it is adapted from, and those adapted from it."""
    source = entry.version.adapted_from_id  # type: ignore[union-attr]
    if source is not None and not Entry.objects.public().filter(pk=source).exists():
        source = None
    return ([source] if source else []), [version.entry_id for version in entry.adaptations.all()]


def lists_of(entry: Entry, reader: str) -> dict[str, Any]:
    """Both as list items, under "source" and "made" (the newest first, `MOST` of them; "more" says how many there are
    beside); nothing is asked where there are none."""
    if entry.version.adapted_from_id is None and not entry.adaptations.all():  # type: ignore[union-attr]
        return {}

    def read() -> dict[str, Any]:
        source, made = around(entry)
        made = made[::-1]
        found = shown_by([*source, *made[:MOST]], reader, with_codes=False)
        return {
            "source": similar(found[pk] for pk in source if pk in found),
            "made": similar(found[pk] for pk in made if pk in found),
            "more": max(0, len(made) - MOST),
        }

    kept: dict[str, Any] = shelf.get(("knowledge.adapted", entry.pk, reader), read)
    return kept


def sources_of(shown: Shown) -> list[tuple[str, str, str]]:
    """(title, whole address, its language where the reader has another) of what an entry is adapted from."""
    source, _made = around(shown.entry)
    found = [
        (one.title, settings.PUBLIC_URL + one.url, one.lang)
        for one in shown_by(source, shown.reader, with_codes=False).values()
    ]
    if shown.version.adapted_work:
        found.append((shown.version.adapted_work, shown.version.adapted_url, ""))
    return found
