"""What this process keeps of the search: the thesaurus, and the facets of each kind as bitsets.

Both hold as long as the content version stays the same. When it has moved, one small query asks whether the
kind moved with it; then only the records changed since are read. One thread reads, the others wait for it.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from portal.ui.pages import content_version

from .facets import Facets
from .models import Document, Edition, SynonymGroup
from .thesaurus import Thesaurus

_AT_ONCE = 2000
_MOST_CHANGED = 500  # records; with more, everything is read anew


@dataclass(frozen=True, slots=True)
class _Kept:
    content: int
    origin: str
    edition: int
    facets: Facets


_facets: dict[tuple[str, bool], _Kept] = {}
_thesaurus: tuple[int, Thesaurus] | None = None
_locks: defaultdict[tuple[str, bool], threading.Lock] = defaultdict(threading.Lock)
_one = threading.Lock()


def clear() -> None:
    """Forget everything: the next question reads the database."""
    global _thesaurus
    with _one:
        _facets.clear()
        _thesaurus = None


def memory() -> dict[str, int]:
    """Bytes of the facets kept in this process, by kind."""
    found: dict[str, int] = defaultdict(int)
    for (kind, _public), kept in list(_facets.items()):
        found[kind] += kept.facets.memory
    return dict(found)


def thesaurus() -> Thesaurus:
    """The synonyms in use."""
    global _thesaurus
    content, kept = content_version(), _thesaurus
    if kept is not None and kept[0] == content:
        return kept[1]
    fresh = Thesaurus([(group.language, group.expressions) for group in SynonymGroup.objects.filter(active=True)])
    if not connection.in_atomic_block:
        _thesaurus = content, fresh
    return fresh


def facets(kind: str, *, public_only: bool = True) -> Facets:
    """The facets of a kind as they stand; a facet "language" holds the languages each record is there in."""
    key = kind, public_only
    content, kept = content_version(), _facets.get(key)
    if kept is not None and kept.content == content:
        return kept.facets
    with _one:
        lock = _locks[key]
    with lock:
        kept = _facets.get(key)
        if kept is not None and kept.content == content:
            return kept.facets
        row = Edition.objects.filter(pk=kind).first() or Edition(kind=kind, origin="")
        fresh = _read(kind, public_only, kept, row)
        # What a transaction under way has seen may never come to be.
        if not connection.in_atomic_block:
            _facets[key] = _Kept(content, row.origin, row.number, fresh)
        return fresh


def _read(kind: str, public_only: bool, kept: _Kept | None, row: Edition) -> Facets:
    """What was kept with what has changed since, or everything."""
    if kept is None or kept.origin != row.origin:
        return Facets(_rows(kind, public_only))
    if kept.edition == row.number:
        return kept.facets
    if row.whole <= kept.edition < row.number:
        since = Document.objects.filter(kind=kind, edition__gt=kept.edition).values_list("object_id", flat=True)
        records = set(since[: _MOST_CHANGED + 1])
        if len(records) <= _MOST_CHANGED:
            return kept.facets.changed(_rows(kind, public_only, records), gone=records)
    return Facets(_rows(kind, public_only))


def _rows(kind: str, public_only: bool, records: set[int] | None = None) -> Iterator[tuple[int, dict[str, set[str]]]]:
    """Each record once with the values of all its language versions."""
    documents = Document.objects.filter(kind=kind)
    if public_only:
        documents = documents.filter(is_public=True)
    if records is not None:
        documents = documents.filter(object_id__in=records)
    rows = documents.order_by("object_id").values_list("object_id", "language", "facets")
    record: int | None = None
    values: dict[str, set[str]] = {}
    for found, language, carried in rows.iterator(chunk_size=_AT_ONCE):
        if found != record:
            if record is not None:
                yield record, values
            record, values = found, {}
        values.setdefault("language", set()).add(language)
        for facet, codes in carried.items():
            values.setdefault(facet, set()).update(codes)
    if record is not None:
        yield record, values
