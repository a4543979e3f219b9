"""Lists of section numbers as people say them. Pure logic."""

from collections.abc import Iterable


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers joined: 5, 6, 9, 10, 11 → (5, 6), (9, 11). Sorted, each once."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def in_words(numbers: Iterable[int]) -> str:
    """5, 6, 9–12: readable in every language; two neighbours stay apart."""
    parts = []
    for first, last in runs(numbers):
        if last - first >= 2:
            parts.append(f"{first}–{last}")
        else:
            parts.extend(str(number) for number in range(first, last + 1))
    return ", ".join(parts)
