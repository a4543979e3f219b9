"""Counts of who came, by sector, as a page posts them."""

from collections.abc import Iterable, Mapping
from typing import Any

COUNTED = ("women", "men", "undeclared", "young")


def stored(rows: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """What was counted already, by sector, as the boxes of a page show it."""
    return {row.kind: {name: getattr(row, name) or "" for name in COUNTED} for row in rows}


def posted_of(rows: Iterable[Any]) -> dict[str, str]:
    """The same as a page posts it: name of the box, number."""
    return {
        f"{name}-{kind}": str(number) for kind, row in stored(rows).items() for name, number in row.items() if number
    }


def table(
    counts: Mapping[str, Mapping[str, Any]], kinds: Mapping[str, str]
) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """The lines of a page: (sector, its words, [(what is counted, number)])."""
    return [
        (kind, words, [(name, counts.get(kind, {}).get(name, "")) for name in COUNTED])
        for kind, words in kinds.items()
    ]


def typed(posted: Mapping[str, Any], kinds: Iterable[str]) -> dict[str, dict[str, str]]:
    """What was typed, by sector; sectors without anything are left out."""
    found: dict[str, dict[str, str]] = {}
    for kind in kinds:
        row = {name: str(posted.get(f"{name}-{kind}") or "").strip() for name in COUNTED}
        if any(row.values()):
            found[kind] = row
    return found


def whole(counts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, int]] | None:
    """The same as numbers; None when something is no whole number."""
    if not all(
        not text or (text.isascii() and text.isdigit() and len(text) < 7)
        for row in counts.values()
        for text in row.values()
    ):
        return None
    return {kind: {name: int(text or 0) for name, text in row.items()} for kind, row in counts.items()}
