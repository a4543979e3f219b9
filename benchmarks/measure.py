"""One measurement: how many times longer a page takes than a trivial view of the same server."""

import itertools
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from .server import Server

WARM_UPS = 8
PAIRS = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure. `path` is an address, or gives a new one each time (to be rendered anew)."""

    name: str
    path: str | Callable[[int], str]
    headers: dict[str, str] = field(default_factory=dict)
    rows: int | None = None
    person: str = ""  # e-mail of the signed-in reader
    expect: int = 200
    again: bool = False  # ask once before counting queries: the page is measured as kept


@dataclass(frozen=True, slots=True)
class Result:
    """Times in milliseconds."""

    name: str
    value: float
    reference: float
    ratio: float
    rows: int | None
    queries: int | None
    bytes: int

    @property
    def beyond(self) -> float:
        """Milliseconds beyond the trivial view."""
        return self.value - self.reference

    def line(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": "ms",
            "reference": round(self.reference, 3),
            "ratio": round(self.ratio, 2),
            "rows": self.rows,
            "queries": self.queries,
            "bytes": self.bytes,
        }


def measure(server: Server, page: Page, headers: dict[str, str], queries: int | None, label: str) -> Result:
    """The median of 100 pairs page / trivial, taken in turn after 8 warm-ups (CONTRACT, "Ratios")."""
    counter = itertools.count()

    def once() -> tuple[float, int]:
        path = page.path if isinstance(page.path, str) else page.path(next(counter))
        seconds, status, _headers, body = server.get(path, {**headers, **page.headers})
        if status != page.expect:
            raise RuntimeError(f"{page.name}: {path} answered {status} instead of {page.expect}")
        return seconds, len(body)

    for _ in range(WARM_UPS):
        _seconds, size = once()
        server.get("/trivial")
    pairs = []
    for _ in range(PAIRS):
        mine, size = once()
        pairs.append((mine, server.get("/trivial")[0]))
    return Result(
        name=f"{page.name}@{label}",
        value=statistics.median(mine for mine, _ in pairs) * 1000,
        reference=statistics.median(unit for _, unit in pairs) * 1000,
        ratio=statistics.median(mine / unit for mine, unit in pairs),
        rows=page.rows,
        queries=queries,
        bytes=size,
    )
