"""The assignment of 20 needs and 500 experts: facts read, 10 000 scores made, the best assignment proved."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from expertise.models import Expert
from roadmaps.selection.assigning import Wishes, plan
from roadmaps.selection.queries_matching import open_needs

from .measure import Result

NAME = "assignment_20x500"
NEEDS, EXPERTS, TIMES = 20, 500, 3


@contextmanager
def _stdout_kept_clean() -> Iterator[None]:
    """The solver greets on standard output once in a process, past Python: only results may stand there."""
    sys.stdout.flush()
    real = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(real, 1)
        os.close(real)


def measure(label: str) -> Iterator[Result]:
    """The best of three, in milliseconds of the processor: the solver keeps to one thread."""
    needs = list(open_needs()[:NEEDS])
    experts = list(Expert.objects.order_by("pk").values_list("pk", flat=True)[:EXPERTS])
    wishes = Wishes(missions=2, regions=5, women=8)
    taken: list[float] = []
    found: Any = None
    queries = 0
    for _turn in range(TIMES):
        with _stdout_kept_clean(), CaptureQueriesContext(connection) as captured:
            begun = time.process_time()
            found = plan(needs, wishes, experts=experts)
            taken.append(time.process_time() - begun)
        queries = len(captured)
    if not found.is_best or found.filled != NEEDS:
        raise RuntimeError(f"{NAME}: {found.filled} needs filled, proved: {found.is_best}")
    yield Result(f"{NAME}@{label}", min(taken) * 1000, 0.0, 0.0, EXPERTS, queries, 0)
