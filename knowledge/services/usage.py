"""Counting the use of the knowledge base at night, from the access log of this server."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from ..models import Entry, LogMark, Usage
from ..usage_lines import Use, counted

LOG_NAME = "access.log"
LARGEST = 50_000_000
"""Bytes; a log that was counted and is larger begins anew."""
_AT_ONCE = 4_000_000


def count_log(path: Path | None = None) -> int:
    """Count what was written since the last time; gives how many requests. A log that is not there counts nothing.

    Counts and the mark are written together: a run that breaks off is repeated without counting twice, and of two
    runs at the same instant the one that comes second finds the mark moved, and leaves the log to the first.
    """
    path = path or settings.DATA_DIR / LOG_NAME
    if not path.exists():
        return 0
    mark, _made = LogMark.objects.get_or_create(path=path.name)
    total, known = 0, mark.offset
    for lines, end in _parts(path, known if known <= path.stat().st_size else 0):
        uses = counted(lines)
        with transaction.atomic():
            if not _move(mark, known, end):
                return total
            _add(uses)
        total, known = total + uses.total(), end
    if known > LARGEST and known == path.stat().st_size:
        with transaction.atomic():
            if _move(mark, known, 0):
                path.write_bytes(b"")  # the server appends: it goes on at the beginning
    return total


def _move(mark: LogMark, known: int, to: int) -> bool:
    """Move the mark if it still stands where it was read; its row stays locked until the counts are written."""
    return bool(LogMark.objects.filter(pk=mark.pk, offset=known).update(offset=to))


def _parts(path: Path, offset: int) -> Iterator[tuple[list[str], int]]:
    """Whole lines, some at a time, and where they end."""
    with path.open("rb") as log:
        log.seek(offset)
        while data := log.read(_AT_ONCE):
            end = data.rfind(b"\n") + 1
            if not end:
                return
            offset += end
            log.seek(offset)
            yield data[:end].decode("utf-8", "replace").splitlines(), offset


def _add(uses: Counter[Use]) -> None:
    known = dict(Entry.objects.filter(slug__in={use.slug for use in uses if use.slug}).values_list("slug", "pk"))
    for use, number in uses.items():
        if use.slug and use.slug not in known:
            continue
        of = {"day": use.day, "what": use.what, "entry_id": known.get(use.slug)}
        if not Usage.objects.filter(**of).update(count=F("count") + number):
            Usage.objects.create(**of, count=number)
