"""The matching of experts with a need of expertise, without Django.

A score lies between 0 and 100 and is the weighted mean of named points, each from 0 to 1. A point that says
nothing about a need (its themes, when it names none) does not count for that need. Everything is whole
numbers until the score is shown, so equal inputs give equal scores on every machine.

A barred expert (DOMAIN, "Conflicts of interest") keeps a score, so that the bar can be discussed, and stands
after everybody who is not barred. Ties: who was never called comes first; then the order of a digest of the
codes of the need and of the expert, which is the same every time, differs from need to need, and so
favours no name, no date and no place in the database.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import blake2b
from itertools import groupby

from .points import POINTS, RULES, Balance, ExpertFacts, NeedFacts, Value
from .workdays import WHOLE

_CENT = Decimal("0.01")
Bar = tuple[str, str]
"""Why an expert cannot be proposed: a code, and the particular for the words."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an order answers: a need, the weights, what the Expert Facility lacks."""

    need: NeedFacts
    weights: tuple[tuple[str, int], ...]
    balance: Balance

    @property
    def out_of(self) -> int:
        return WHOLE * sum(weight for _code, weight in self.weights)


@dataclass(slots=True)
class Ranked:
    """An expert in the order of one need."""

    question: Question
    expert: ExpertFacts
    gained: int
    bars: tuple[Bar, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """Each point in force, in order; worked out again for who looks, not kept for two thousand experts."""
        need, balance = self.question.need, self.question.balance
        return tuple(RULES[code].value(need, self.expert, balance) for code, _weight in self.question.weights)

    @property
    def score(self) -> Decimal:
        """From 0 to 100, to the cent."""
        return (Decimal(100 * self.gained) / Decimal(self.question.out_of)).quantize(_CENT, ROUND_HALF_UP)

    @property
    def is_barred(self) -> bool:
        return bool(self.bars)


def check_weights(weights: Mapping[str, int]) -> None:
    """Raises ValueError unless every point, and nothing else, has a whole weight above 0."""
    if set(weights) != set(POINTS):
        raise ValueError(f"weights are asked for {', '.join(POINTS)}")
    if any(isinstance(weight, bool) or not isinstance(weight, int) or weight <= 0 for weight in weights.values()):
        raise ValueError("a weight is a whole number above 0")


def in_force(need: NeedFacts) -> tuple[str, ...]:
    """The points that count for this need, in the order in which they are shown."""
    return tuple(code for code, rule in RULES.items() if rule.counts(need))


def rank(
    need: NeedFacts,
    experts: Iterable[ExpertFacts],
    weights: Mapping[str, int],
    *,
    balance: Balance | None = None,
    bars: Mapping[int, tuple[Bar, ...]] | None = None,
) -> list[Ranked]:
    """Every expert in order, the barred ones last. Raises ValueError for weights that are not usable.

    The order does not depend on the order of ``experts``, nor on the scale of ``weights``.
    """
    check_weights(weights)
    steering, barred = balance or Balance(), bars or {}
    question = Question(need, tuple((code, weights[code]) for code in in_force(need)), steering)
    kept: dict[str, dict[Hashable, int]] = {code: {} for code, _weight in question.weights}
    rules = [(RULES[code].value, weight, RULES[code].looks_at, kept[code]) for code, weight in question.weights]
    found = []
    for expert in experts:
        gained = 0
        for value, weight, looks_at, known in rules:
            if looks_at is None:
                gained += weight * value(need, expert, steering)[0]
                continue
            seen = looks_at(expert)
            worth = known.get(seen)
            if worth is None:
                worth = known[seen] = weight * value(need, expert, steering)[0]
            gained += worth
        found.append(Ranked(question, expert, gained, barred.get(expert.id, ())))
    return _in_order(need.code, found)


def _in_order(need: str, found: list[Ranked]) -> list[Ranked]:
    """Sorted; lots are drawn for those only whom nothing else tells apart."""

    def place(one: Ranked) -> tuple[bool, int, bool]:
        return bool(one.bars), -one.gained, one.expert.called > 0

    found.sort(key=place)
    order: list[Ranked] = []
    for _place, equal in groupby(found, place):
        alike = list(equal)
        order += alike if len(alike) == 1 else sorted(alike, key=lambda one: lot(need, one.expert.code))
    return order


def lot(need: str, expert: str) -> bytes:
    """What settles the last ties: the same every time for a need and an expert, without favour for anybody."""
    return blake2b(f"{need}/{expert}".encode(), digest_size=8).digest()


def lacking(counts: Mapping[str, int], aims: Mapping[str, int]) -> frozenset[str]:
    """The codes of which there are fewer than aimed at."""
    return frozenset(code for code, number in aims.items() if counts.get(code, 0) < number)
