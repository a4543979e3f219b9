"""The order of experts: who passes whom, and whether a Party's ranking is whole. Pure logic."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal


def passed(ranked: Sequence[tuple[int, Decimal]], chosen: Collection[int]) -> dict[int, list[int]]:
    """For each chosen key, the keys with a higher score that were left out; those who pass nobody are absent.

    ``ranked`` holds (key, score) of everybody who may be proposed. Who passes somebody needs a reason.
    """
    found: dict[int, list[int]] = {}
    scores = dict(ranked)
    left_out = [(key, score) for key, score in ranked if key not in chosen]
    for key in chosen:
        if key in scores:
            better = [other for other, score in left_out if score > scores[key]]
            if better:
                found[key] = better
    return found


def missing_ranks(ranks: Mapping[int, int | None], keys: Collection[int]) -> list[int]:
    """The keys without a rank from 1 to n."""
    return [key for key in keys if not 1 <= (ranks.get(key) or 0) <= len(keys)]


def shared_ranks(ranks: Mapping[int, int | None], keys: Collection[int]) -> list[int]:
    """The ranks that more than one key was given, in order."""
    given = [rank for key in keys if (rank := ranks.get(key))]
    return sorted({rank for rank in given if given.count(rank) > 1})
