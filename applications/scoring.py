"""The score of a file, without Django.

DESIGN, "Score of a file": the mean over assessors of Σ weight × level ÷ top level. Weights add up to 100,
so a score lies between 0 and 100. Sums are exact fractions; only the result is rounded, to two places,
because that figure is stored, shown and compared.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

FULL_WEIGHT = 100
_CENT = Decimal("0.01")


class OutOfRange(ValueError):
    """A level below 0 or above the top level of the call."""


def check_level(level: int, top_level: int) -> int:
    """The level itself. Raises `OutOfRange` when it is not a whole number from 0 to the top level."""
    if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= top_level:
        raise OutOfRange(f"a level is a whole number from 0 to {top_level}, not {level!r}")
    return level


def _exact(marks: Iterable[tuple[int, int]], top_level: int) -> Fraction:
    return sum((Fraction(weight * check_level(level, top_level), top_level) for weight, level in marks), Fraction(0))


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT, ROUND_HALF_UP)


def points(weight: int, level: int, top_level: int) -> Decimal:
    """What one criterion brings: weight × level ÷ top level."""
    return _rounded(_exact([(weight, level)], top_level))


def total(marks: Iterable[tuple[int, int]], top_level: int) -> Decimal:
    """One assessor's points of a hundred, from (weight, level) pairs. Raises `OutOfRange`."""
    return _rounded(_exact(marks, top_level))


def file_score(assessors: Sequence[Sequence[tuple[int, int]]], top_level: int) -> Decimal | None:
    """The score of a file: the mean of its assessors' totals, None while nobody has handed in."""
    if not assessors:
        return None
    return _rounded(sum((_exact(marks, top_level) for marks in assessors), Fraction(0)) / len(assessors))


def spread(totals: Iterable[Decimal | None]) -> Decimal:
    """The distance between the highest and the lowest total; 0 with fewer than two."""
    known = [value for value in totals if value is not None]
    return max(known) - min(known) if len(known) > 1 else Decimal(0)
