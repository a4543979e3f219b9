"""The search in this process, without a page around it: 100 000 documents of invented words, 238 facet values."""

import itertools
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.reference.models import Country
from portal.search import index, kept, ports, writing
from portal.search.ports import Item, Source

from .measure import Result
from .server import Server

DOCUMENTS = 100_000
KIND = "bench"
FACETS = {
    "output": 5, "activity": 20, "goal": 4, "theme": 4, "domain": 6, "chain": 6, "country": 150, "region": 5,
    "status": 2, "kind": 4, "sdg": 10, "year": 12, "language_of": 6, "gender": 4,
}  # fmt: skip

_SYLLABLES = re.findall("..", "cuturanumeriquepolitiacredigiduteurmusicafondaminesovilforta")
_WORDS, _AT_ONCE, _WARM_UPS, _TIMES = 20_000, 500, 3, 30


@dataclass(frozen=True, slots=True)
class Call:
    """Something to time. `run` gives how many rows it was about; `size` the bytes held for it."""

    name: str
    run: Callable[[], int]
    size: Callable[[], int] | None = None


def make_documents() -> list[str]:
    """Fill the index; the words used, the commonest first."""
    print("Making the documents to be searched …", file=sys.stderr, flush=True)
    source = Source(KIND, Country, "Benchmark", lambda ids: (), str)
    ports.register(source)
    rng = random.Random(2005)
    words = list(dict.fromkeys("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(2 * _WORDS)))
    words = words[:_WORDS]
    weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(words))))

    def text(length: int) -> str:
        return " ".join(rng.choices(words, cum_weights=weights, k=length))

    def items() -> Iterator[Item]:
        for number in range(1, DOCUMENTS + 1):
            facets = {name: [f"{name}{rng.randrange(size)}"] for name, size in FACETS.items()}
            yield Item(number, "fr", f"d{number}", text(8), text(25), text(120), text(6), facets)

    stream = items()
    while some := list(itertools.islice(stream, _AT_ONCE)):
        writing.put(source=source, records=[item.object_id for item in some], items=some, learn=False)
    writing.recount_words({word: (word, 1) for word in words})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # what autovacuum does within minutes
    return words


def calls(words: list[str]) -> list[Call]:
    """Every call of bounds.toml."""
    few = _in_documents(words, DOCUMENTS // 50)
    typo = few[:3] + few[4:]
    among = kept.facets(KIND).bits(index.ids(few, kind=KIND))
    chosen = {"country": ["country1", "country2"], "theme": ["theme1"]}
    return [
        Call("search_few", lambda: index.search(few, kinds=[KIND])[0].total),
        Call("search_deep", lambda: index.search(few, kinds=[KIND], offset=1500)[0].total),
        Call("search_worst", lambda: index.search(words[0], kinds=[KIND])[0].total),
        Call("search_typing_error", lambda: index.search(typo, kinds=[KIND])[0].total),
        Call(
            "search_facets",
            lambda: kept.facets(KIND).count(among=among, chosen=chosen).total and sum(FACETS.values()),
            lambda: kept.memory()[KIND],
        ),
    ]


def _in_documents(words: list[str], most: int) -> str:
    """The commonest word that stands in at most so many documents."""
    low, high = 0, len(words) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if index.find(words[middle]).total <= most else (middle + 1, high)
    return words[low]


def time_call(server: Server, call: Call, label: str) -> Result:
    """The median of pairs call / trivial page, taken in turn."""
    for _ in range(_WARM_UPS):
        rows = call.run()
        server.get("/trivial")
    with CaptureQueriesContext(connection) as captured:
        call.run()
    pairs: list[tuple[float, float]] = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        call.run()
        pairs.append((time.perf_counter() - begun, server.get("/trivial")[0]))
    return Result(
        name=f"{call.name}@{label}",
        value=statistics.median(mine for mine, _ in pairs) * 1000,
        reference=statistics.median(unit for _, unit in pairs) * 1000,
        ratio=statistics.median(mine / unit for mine, unit in pairs),
        rows=rows,
        queries=len(captured),
        bytes=call.size() if call.size else None,
    )


def names() -> set[str]:
    """What is measured here."""
    return {"search_few", "search_deep", "search_worst", "search_typing_error", "search_facets"}


def results(server: Server, wanted: set[str], label: str) -> Iterator[Any]:
    """The measurements, one after the other; the data is made first."""
    words = make_documents()
    for call in calls(words):
        if call.name in wanted:
            yield time_call(server, call, label)
