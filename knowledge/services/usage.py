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

    Counts and the mark are written together: a run that breaks off is repeated without counting twice.
    """
    path = path or settings.DATA_DIR / LOG_NAME
    if not path.exists():
        return 0
    mark, _made = LogMark.objects.get_or_create(path=path.name)
    total, offset = 0, mark.offset if mark.offset <= path.stat().st_size else 0
    for lines, end in _parts(path, offset):
        uses = counted(lines)
        with transaction.atomic():
            _add(uses)
            LogMark.objects.filter(pk=mark.pk).update(offset=end)
        total, offset = total + uses.total(), end
    if offset > LARGEST and offset == path.stat().st_size:
        path.write_bytes(b"")  # the server appends: it goes on at the beginning
        LogMark.objects.filter(pk=mark.pk).update(offset=0)
    return total


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
