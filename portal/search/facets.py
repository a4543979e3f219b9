"""Counting facets in memory: pure, without Django.

Each value of each facet is one integer whose bits are records, so that a count is an AND and a count of
bits: some microseconds at 100 000 records, where a database needs tens of milliseconds a facet.
"""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import compress

Values = Mapping[str, Collection[str]]  # facet -> the values a record carries
Chosen = Mapping[str, Collection[str]]  # facet -> the values somebody chose

_AS_TRUTH = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True)
class Counted:
    """`total` records fit everything chosen, those of `bits`. `counts` says for each facet how many records would
    be there with each value, the choice in that facet itself aside; values without any are left out.
    """

    total: int
    bits: int
    counts: dict[str, dict[str, int]]


class Facets:
    """The values of all records of a kind. Never changes: `changed` makes another one."""

    def __init__(self, rows: Iterable[tuple[int, Values]] = ()) -> None:
        """`rows`: the id of each record, once, and its values."""
        self._ids: list[int] = []
        members: dict[str, dict[str, list[int]]] = {}
        for place, (record, values) in enumerate(rows):
            self._ids.append(record)
            for facet, carried in values.items():
                for value in carried:
                    members.setdefault(facet, {}).setdefault(value, []).append(place)
        self._places = {record: place for place, record in enumerate(self._ids)}
        self.all = (1 << len(self._ids)) - 1
        self._values = {
            facet: {value: _bits(places, len(self._ids)) for value, places in values.items()}
            for facet, values in members.items()
        }

    def __len__(self) -> int:
        return self.all.bit_count()

    @property
    def memory(self) -> int:
        """Bytes held, more or less."""
        sets = sum(sys.getsizeof(bits) for values in self._values.values() for bits in values.values())
        return sets + sys.getsizeof(self._ids) + sys.getsizeof(self._places) + 32 * len(self._ids)

    def bits(self, records: Iterable[int]) -> int:
        """The set of these records; unknown ones are left out."""
        known = (place for place in map(self._places.get, records) if place is not None)
        return _bits(known, len(self._ids)) & self.all

    def within(self, records: Iterable[int], bits: int) -> Iterator[int]:
        """Those of `records` that are in the set, in their order."""
        flags = f"{bits:0{len(self._ids)}b}".encode().translate(_AS_TRUTH)
        members = set(compress(reversed(self._ids), flags))
        return filter(members.__contains__, records)

    def count(self, *, among: int | None = None, chosen: Chosen | None = None) -> Counted:
        """Counts within the set `among` (all records, when None): OR inside a facet, AND across facets."""
        base = self.all if among is None else among
        picked = {facet: self._either(facet, values) for facet, values in (chosen or {}).items() if values}
        fitting = _all(base, picked.values())
        counts: dict[str, dict[str, int]] = {}
        for facet, values in self._values.items():
            others = fitting
            if facet in picked:
                others = _all(base, (bits for name, bits in picked.items() if name != facet))
            found = {value: (bits & others).bit_count() for value, bits in values.items()}
            counts[facet] = {value: number for value, number in found.items() if number}
        return Counted(fitting.bit_count(), fitting, counts)

    def changed(self, rows: Iterable[tuple[int, Values]], gone: Iterable[int] = ()) -> "Facets":
        """The same with these records as they are now and without those `gone`."""
        new = dict(rows)
        fresh = Facets()
        fresh._ids = [*self._ids, *(record for record in new if record not in self._places)]
        fresh._places = {record: place for place, record in enumerate(fresh._ids)}
        touched = self.bits([*new, *gone])
        fresh._values = {
            facet: {value: bits & ~touched for value, bits in values.items()}
            for facet, values in self._values.items()
        }
        fresh.all = self.all & ~touched
        for record, values in new.items():
            bit = 1 << fresh._places[record]
            fresh.all |= bit
            for facet, carried in values.items():
                known = fresh._values.setdefault(facet, {})
                for value in carried:
                    known[value] = known.get(value, 0) | bit
        return fresh

    def _either(self, facet: str, values: Iterable[str]) -> int:
        """The records with one of these values."""
        known, found = self._values.get(facet, {}), 0
        for value in values:
            found |= known.get(value, 0)
        return found


def _all(base: int, sets: Iterable[int]) -> int:
    for bits in sets:
        base &= bits
    return base


def _bits(places: Iterable[int], size: int) -> int:
    """The integer with these bits; written as text of figures first, which is the quick way for many."""
    flags = bytearray(b"0") * size
    last = size - 1
    for place in places:
        flags[last - place] = 49
    return int(flags or b"0", 2)
