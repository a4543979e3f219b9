"""All public entries in an order, kept in this process until one changes: a page at any depth costs the same."""

import threading

from django.db import connection
from django.db.models import F

from portal.reference.sortkeys import sort_key
from portal.search.models import Edition

from .keys import KIND
from .models import Entry, EntryText

_kept: dict[tuple[str, str], tuple[tuple[str, int], list[int]]] = {}
_lock = threading.Lock()


def clear() -> None:
    """Forget everything: the next question reads the database."""
    with _lock:
        _kept.clear()


def in_order(sort: str, language: str) -> list[int]:
    """The ids of all public entries: the newest first, the last confirmed first, or by title in a language.

    One small query while nothing has changed. Raises KeyError for an order that is none.
    """
    row = Edition.objects.filter(pk=KIND).values_list("origin", "number").first() or ("", 0)
    key = (sort, language if sort == "title" else "")
    known = _kept.get(key)
    if known is not None and known[0] == row:
        return known[1]
    fresh = _READERS[sort](language)
    # What a transaction under way has seen may never come to be.
    if not connection.in_atomic_block:
        with _lock:
            _kept[key] = (row, fresh)
    return fresh


def _newest(language: str) -> list[int]:
    return list(Entry.objects.public().order_by(F("published_at").desc(), "-pk").values_list("pk", flat=True))


def _confirmed(language: str) -> list[int]:
    rows = Entry.objects.public().order_by(F("confirmed_on").desc(nulls_last=True), "-published_at", "-pk")
    return list(rows.values_list("pk", flat=True))


def _by_title(language: str) -> list[int]:
    """By the title shown to a reader of that language: in it, else in the original."""
    rows = (
        EntryText.objects.filter(version__in=Entry.objects.public().values("version"))
        .exclude(title="")
        .values_list("version__entry", "language", "state", "title")
    )
    titles: dict[int, tuple[int, str]] = {}
    for entry, spoken, state, title in rows.iterator(chunk_size=5000):
        rank = 0 if spoken == language else 1 if state == EntryText.State.ORIGINAL else 2
        if entry not in titles or rank < titles[entry][0]:
            titles[entry] = (rank, title)
    return [entry for _key, entry in sorted((sort_key(title), entry) for entry, (_rank, title) in titles.items())]


_READERS = {"newest": _newest, "confirmed": _confirmed, "title": _by_title}
