"""Facets as sets of bits: what is chosen, and how many each choice would show. Pure, without Django.

A set of experts is a whole number whose bit n stands for the n-th row of the list. Choices of one facet
add up, facets narrow each other: 2 000 rows and sixty choices are counted in well under a millisecond.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Bits = int
Facets = Mapping[str, Mapping[str, Bits]]
"""Facet → code → the rows that carry it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows that match, in order, and facet → code → how many it would show with the rest as it is."""

    rows: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]


def build(rows: Iterable[Mapping[str, Collection[str]]], names: Sequence[str]) -> dict[str, dict[str, Bits]]:
    """The facets of a list of rows, each given as facet → its codes."""
    facets: dict[str, dict[str, Bits]] = {name: {} for name in names}
    for number, row in enumerate(rows):
        bit = 1 << number
        for name in names:
            codes = facets[name]
            for code in row.get(name, ()):
                codes[code] = codes.get(code, 0) | bit
    return facets


def count(facets: Facets, size: int, asked: Mapping[str, Collection[str]], within: Bits | None = None) -> Counted:
    """What is asked of a list of ``size`` rows; ``within`` narrows it beforehand (a search by name).

    A code nobody carries matches nothing. The counts of a facet leave its own choices out.
    """
    start = (1 << size) - 1 if within is None else within
    wanted = {name: _any(facets.get(name, {}), codes) for name, codes in asked.items() if codes}
    chosen = start
    for bits in wanted.values():
        chosen &= bits
    counts = {}
    for name, codes in facets.items():
        rest = start
        for other, bits in wanted.items():
            if other != name:
                rest &= bits
        counts[name] = {code: (bits & rest).bit_count() for code, bits in codes.items()}
    return Counted(tuple(numbers(chosen)), counts)


def _any(codes: Mapping[str, Bits], asked: Collection[str]) -> Bits:
    bits = 0
    for code in asked:
        bits |= codes.get(code, 0)
    return bits


def numbers(bits: Bits) -> Iterable[int]:
    """The places of the bits that are set, in order."""
    text = bin(bits)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)
