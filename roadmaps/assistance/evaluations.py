"""What the evaluations of a workshop come to. Pure logic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """The mean mark of each question (1 to 5, one decimal; None without answers), and what was written."""

    answers: int
    means: dict[str, Decimal | None]
    words: dict[str, tuple[str, ...]]


def add_up(given: Iterable[Mapping[str, Any]], marked: Iterable[str], written: Iterable[str]) -> Result:
    """The result of all answers."""
    rows = list(given)
    means: dict[str, Decimal | None] = {}
    for name in marked:
        marks = [int(row[name]) for row in rows if str(row.get(name) or "").isdigit()]
        mean = Decimal(sum(marks)) / len(marks) if marks else None
        means[name] = mean.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) if mean is not None else None
    words = {name: tuple(row[name] for row in rows if row.get(name)) for name in written}
    return Result(len(rows), means, words)
