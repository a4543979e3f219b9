"""Keeping the index true to the records: at each change, and as a whole at night."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import transaction

from .. import ports, writing
from ..models import Document
from ..ports import Item, Source

T = TypeVar("T")
_AT_ONCE = 200


@dataclass
class Report:
    """What a check did: documents looked at, and how many were wrong, by kind."""

    seen: dict[str, int] = field(default_factory=dict)
    repaired: dict[str, int] = field(default_factory=dict)


def refresh(*, kind: str, records: Sequence[int]) -> int:
    """Bring what is found of these records to what their source says now; how many documents changed.

    Called by the service that changed them, in its transaction, also for records that are gone. Raises KeyError for a
    kind without a source.
    """
    return _refresh(ports.source(kind), records)


def reindex(kinds: Collection[str] | None = None) -> Report:
    """Compare every record with its documents, repair what differs, count the words anew.

    `kinds`: only those, and the words are left as they are. Safe to repeat and to interrupt; short transactions, one
    kind locked at a time. Raises KeyError for a kind without a source.
    """
    report = Report()
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for source in ports.sources() if kinds is None else [ports.source(kind) for kind in kinds]:
        _reindex(source, report, counts, forms)
    if kinds is None:
        writing.recount_words({word: (forms[word].most_common(1)[0][0], counts[word]) for word in counts})
    return report


def _refresh(source: Source, records: Sequence[int], *, learn: bool = True) -> int:
    with transaction.atomic():
        # Held first, so that what is read here is not older than what another writer is about to put.
        writing.locked_edition(source.kind)
        return writing.put(source=source, records=records, items=source.items(records), learn=learn)


def _reindex(source: Source, report: Report, counts: Counter[str], forms: dict[str, Counter[str]]) -> None:
    wrong: set[int] = set()
    seen: set[tuple[int, str]] = set()
    for items in _batches(source.items(None)):
        wrong |= writing.drift(source.kind, items)
        seen |= {(item.object_id, item.language) for item in items}
        for item in items:
            _count(item, counts, forms)
    present = Document.objects.filter(kind=source.kind).values_list("object_id", "language")
    wrong |= {record for record, language in present.iterator() if (record, language) not in seen}
    report.seen[source.kind] = len(seen)
    report.repaired[source.kind] = sum(_refresh(source, records, learn=False) for records in _batches(sorted(wrong)))


def _count(item: Item, counts: Counter[str], forms: dict[str, Counter[str]]) -> None:
    if not item.is_public:
        return
    for word, shown in writing.words_in(item):
        counts[word] += 1
        forms.setdefault(word, Counter())[shown] += 1


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(things)
    while some := list(islice(iterator, _AT_ONCE)):
        yield some
