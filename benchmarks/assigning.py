"""The assignment of 20 needs and 500 experts: facts read, 10 000 scores made, the best assignment proved."""

import time
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from expertise.models import Expert
from roadmaps.assigning import Wishes, plan
from roadmaps.queries_matching import open_needs

from .measure import Result

NAME = "assignment_20x500"
NEEDS, EXPERTS, TIMES = 20, 500, 3


def measure(label: str) -> Iterator[Result]:
    """The best of three, in milliseconds of this process."""
    needs = list(open_needs()[:NEEDS])
    experts = list(Expert.objects.order_by("pk").values_list("pk", flat=True)[:EXPERTS])
    wishes = Wishes(missions=2, regions=5, women=8)
    taken: list[float] = []
    found: Any = None
    queries = 0
    for _turn in range(TIMES):
        with CaptureQueriesContext(connection) as captured:
            begun = time.perf_counter()
            found = plan(needs, wishes, experts=experts)
            taken.append(time.perf_counter() - begun)
        queries = len(captured)
    if not found.is_best or found.filled != NEEDS:
        raise RuntimeError(f"{NAME}: {found.filled} needs filled, proved: {found.is_best}")
    yield Result(f"{NAME}@{label}", min(taken) * 1000, 0.0, 0.0, EXPERTS, queries, 0)
