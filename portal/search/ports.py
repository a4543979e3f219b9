"""What the search asks of the rooms and floors above it: who has something to be found.

An app registers one `Source` for each kind of its records in ``AppConfig.ready()``, and calls
`services.refresh` in the transaction that changes a record. It never writes to the index otherwise.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Item:
    """What is searched of one record in one language, as people wrote it (Markdown made plain).

    `key` is what the address is made of (a slug, a code); `facets` the codes it is counted under, besides its
    languages, which the search adds. Only what is `is_public` is found by everybody.
    """

    object_id: int
    language: str
    key: str
    title: str
    summary: str = ""
    body: str = ""
    keywords: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of records.

    `items(ids)` gives those of these records that are to be found, as the database has them now; of all records when
    `ids` is None, as a stream. `address(key)` is the page of a record, in the language active.
    """

    kind: str
    model: type[Model]
    label: Any
    items: Callable[[Sequence[int] | None], Iterable[Item]]
    address: Callable[[str], str]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; the same one twice is harmless. Raises RuntimeError when another one has its kind."""
    if _sources.setdefault(source.kind, source) is not source:
        raise RuntimeError(f"the kind {source.kind!r} already has a source")


def source(kind: str) -> Source:
    """The source of a kind. Raises KeyError when no app has registered it."""
    return _sources[kind]


def sources() -> list[Source]:
    """All of them, in the order of registration."""
    return list(_sources.values())
