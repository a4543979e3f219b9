"""The knowledge base with 1 000, 10 000 and 100 000 entries of invented words: pages of the search, the CSV of
everything, the nightly file, an import of 5 000 rows.

``PORTAL_BENCH_SCALE=100`` makes a hundredth of everything, to see that it runs.
"""

import io
import itertools
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.found import SOURCE
from knowledge.importing.sheet import NAMES
from knowledge.models import Entry, EntryText, Tie, Version
from knowledge.open_data.datasets import datasets
from knowledge.services import dumps, importing
from portal.accounts.models import Role, User
from portal.documents.jobs import JobContext
from portal.documents.models import Job
from portal.documents.spreadsheets import write_xlsx
from portal.reference.queries import country_rows, terms
from portal.search import writing
from portal.ui import pages as store
from portal.ui.pages import bump_content

from .measure import Result
from .server import Server

SCALE = int(os.environ.get("PORTAL_BENCH_SCALE", "1"))
SMALL, MIDDLE, LARGE, ROWS = (number // SCALE for number in (1_000, 10_000, 100_000, 5_000))
_SYLLABLES = re.findall("..", "cuturanumeriquepolitiacredigiduteurmusicafondaminesovilforta")
_AT_ONCE, _WARM_UPS, _TIMES = 500, 3, 20
_RARE = "zanzibara"
"""A word in one entry of a hundred; half of these carry one of two gender markers."""


def names() -> set[str]:
    """What is measured here."""
    return {
        "practices_small", "practices_middle", "practices_few", "practices_worst", "practices_deep", "practices_csv",
        "practices_dump", "practices_import",
    }  # fmt: skip


class Maker:
    """Adds entries until there are so many."""

    def __init__(self) -> None:
        self.rng = random.Random(2005)
        made = ("".join(self.rng.choices(_SYLLABLES, k=self.rng.randint(2, 4))) for _ in range(20_000))
        self.words = list(dict.fromkeys(made))
        self.weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(self.words))))
        self.countries = [row.id for row in country_rows("en")]
        self.codes = {
            name: [row.code for row in terms(name, "en")]
            for name in ("activity", "theme", "cultural_domain", "sdg_target")
        }
        self.count = 0

    def text(self, length: int) -> str:
        return " ".join(self.rng.choices(self.words, cum_weights=self.weights, k=length))

    def fill(self, total: int) -> None:
        """Make entries, find them, and let the database know its tables."""
        print(f"Making {total} entries …", file=sys.stderr, flush=True)
        while self.count < total:
            self._some(min(_AT_ONCE, total - self.count))
        bump_content()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")

    def _some(self, number: int) -> None:
        now, rng = timezone.now(), self.rng
        entries = [
            Entry(
                kind=rng.choice(("practice", "measure", "resource", "story")), state="published", proposer="party",
                code=f"{self.count + n:08}", slug=f"entry-{self.count + n}", country_id=rng.choice(self.countries),
                published_at=now - timedelta(minutes=rng.randrange(500_000)), confirmed_on=now.date(),
            )
            for n in range(number)
        ]  # fmt: skip
        Entry.objects.bulk_create(entries)
        versions = [
            Version(entry=entry, number=1, language="fr", organisation=self.text(4), period_from=2015 + n % 10,
                    licence="CC-BY-4.0", gender=str((self.count + n) // 100 % 4), cost=1000 + n, evaluated="yes",
                    frozen_at=now)
            for n, entry in enumerate(entries)
        ]  # fmt: skip
        Version.objects.bulk_create(versions)
        for entry, version in zip(entries, versions, strict=True):
            entry.version = version
        Entry.objects.bulk_update(entries, ["version"])
        EntryText.objects.bulk_create(
            EntryText(
                version=version, language="fr", state="original", title=self.text(8),
                summary=self.text(25) + (f" {_RARE}" if (self.count + n) % 100 == 0 else ""),
                problem=self.text(30), done=self.text(60), results=self.text(30),
            )
            for n, version in enumerate(versions)
        )  # fmt: skip
        Tie.objects.bulk_create(
            Tie(version=version, list=name, code=code, position=place)
            for version in versions
            for name, codes in self.codes.items()
            for place, code in enumerate(rng.sample(codes, k=min(2, len(codes))))
        )
        keys = [entry.pk for entry in entries]
        writing.put(source=SOURCE, records=keys, items=SOURCE.items(keys), learn=False)
        self.count += number


def _queries(path: str) -> int:
    client = Client(headers={"host": "localhost"})
    client.get(path)
    store.store.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def _timed(server: Server, path: str, other: str | None = None) -> tuple[float, float, float, int]:
    """(seconds, seconds of the other, ratio, bytes): medians of a page asked anew and another one in turn; the
    trivial view where no other is named."""
    counter = itertools.count()
    stamp = f"{time.time_ns():x}"

    def once(address: str) -> tuple[float, int]:
        joint = "&" if "?" in address else "?"
        seconds, status, _headers, body = server.get(f"{address}{joint}x={stamp}{next(counter)}")
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")
        return seconds, len(body)

    def unit() -> float:
        return once(other)[0] if other else server.get("/trivial")[0]

    for _ in range(_WARM_UPS * 2):  # both workers
        once(path)
        unit()
    pairs = []
    for _ in range(_TIMES):
        mine, size = once(path)
        pairs.append((mine, unit()))
    return (
        statistics.median(mine for mine, _unit in pairs),
        statistics.median(each for _mine, each in pairs),
        statistics.median(mine / each for mine, each in pairs),
        size,
    )


def _page(server: Server, name: str, label: str, path: str, rows: int, other: str | None = None) -> Result:
    mine, reference, ratio, size = _timed(server, path, other)
    return Result(f"{name}@{label}", mine * 1000, reference * 1000, ratio, rows, _queries(path), size)


def results(server: Server, wanted: set[str], label: str) -> Iterator[Result]:
    """The measurements, one after the other, as the knowledge base grows."""
    maker = Maker()
    common = maker.words[0]
    faceted = f"/en/practices/?q={_RARE}&gender=1&gender=2"
    maker.fill(SMALL)
    connection.close()
    first = _page(server, "practices_small", label, f"/en/practices/?q={common}&gender=1", SMALL)
    small = first.value
    if "practices_small" in wanted:
        yield first
    if wanted & (names() - {"practices_small", "practices_import"}):
        maker.fill(MIDDLE)
        connection.close()
        if "practices_middle" in wanted:
            yield _page(server, "practices_middle", label, faceted, MIDDLE)
    if wanted & (names() - {"practices_small", "practices_middle", "practices_import"}):
        maker.fill(LARGE)
        connection.close()
        if "practices_few" in wanted:
            few = _page(server, "practices_few", label, faceted, LARGE)
            yield Result(few.name, few.value, small, few.value / small, LARGE, few.queries, few.bytes)
        if "practices_worst" in wanted:
            yield _page(server, "practices_worst", label, f"/en/practices/?q={common}", LARGE)
        if "practices_deep" in wanted:
            deep = max(2, LARGE // 25)
            yield _page(server, "practices_deep", label, f"/en/practices/?page={deep}", LARGE, "/en/practices/")
        if "practices_csv" in wanted:
            yield _csv(server, label)
        if "practices_dump" in wanted:
            yield _dump(label)
    if "practices_import" in wanted:
        yield _import(label)


def _workers(server: Server) -> list[int]:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return [int(pid) for pid in children.split()]


def _memory(pid: int, name: str) -> int:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


def _csv(server: Server, label: str) -> Result:
    """The CSV of everything; `bytes` is the most memory of a worker above what it held before."""
    for _ in range(_WARM_UPS * 2):
        server.get(f"/en/practices/?x={time.time_ns()}")
        server.get("/en/data/practices.csv?q=thiswordisnowhere")
    before = {pid: _memory(pid, "VmRSS") for pid in _workers(server)}
    for pid in before:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    seconds, status, _headers, body = server.get("/en/data/practices.csv", {"Accept-Encoding": "identity"})
    if status != 200:
        raise RuntimeError(f"the CSV answered {status}")
    above = max(_memory(pid, "VmHWM") - held for pid, held in before.items())
    return Result(f"practices_csv@{label}", seconds * 1000, 0.0, 0.0, body.count(b"\r\n") - 1, None, max(above, 0))


def _dump(label: str) -> Result:
    """Milliseconds for 5 000 rows of both nightly files of the entries."""
    dataset = next(one for one in datasets() if one.code == "practices")
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        rows = dumps.write(dataset, Path(folder) / "a.zip", Path(folder) / "b.zip")
        seconds = time.perf_counter() - begun
    return Result(f"practices_dump@{label}", seconds / max(rows, 1) * 5_000_000, 0.0, 0.0, rows, None, None)


def _import(label: str) -> Result:
    """Reading, comparing and publishing 5 000 rows, as the worker does it."""
    sender, second = (User.objects.create_user(email=f"bench-{n}@demo.example") for n in (1, 2))
    for person in (sender, second):
        Role.objects.create(user=person, kind=Role.Kind.EDITOR)
    activity = terms("activity", "en")[0].code
    good = {
        "kind": "measure", "text_language": "en", "summary": "Platforms pay into a fund.", "problem": "No money.",
        "done": "A law and a fund.", "results": "Forty films.", "activities": activity, "gender_marker": "1",
        "evaluated": "yes", "period_from": "2021", "organisation": "Ministry of Culture", "licence": "CC-BY-4.0",
    }  # fmt: skip
    rows = ([{**good, "title": f"Measure number {n}"}.get(name, "") for name in NAMES] for n in range(ROWS))
    upload = SimpleUploadedFile("entries.xlsx", io.BytesIO(write_xlsx(NAMES, rows)).getvalue())
    row = importing.take_in(upload=upload, source="A catalogue", by=sender, language="en")
    begun = time.perf_counter()
    importing.compare(_context(row))
    row.refresh_from_db()
    importing.release(row=row, by=second, language="en")
    importing.publish(_context(row))
    seconds = time.perf_counter() - begun
    done = row.lines.filter(done_at__isnull=False).count()
    assert done == ROWS, f"{done} rows of {ROWS}"
    return Result(f"practices_import@{label}", seconds * 1000, 0.0, 0.0, done, None, None)


def _context(row: object) -> JobContext:
    job = Job.objects.filter(target_id=row.pk).order_by("-pk").first()  # type: ignore[attr-defined]
    assert job is not None
    return JobContext(job=job, report=lambda done, total, message: None)
