"""Rows that stay the same row while their words change. Pure logic."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any


def keep_keys(
    given: Sequence[Mapping[str, Any]], stored: Sequence[Mapping[str, Any]], new: Callable[[], str]
) -> list[dict[str, Any]]:
    """The given rows, each with its key: the one it carries, if it is stored and not taken by a row before it;
    else that of a stored row of the same name; else a new one. Nothing a browser sends makes a key of its own.
    """
    known = {str(row["key"]) for row in stored}
    carried = [str(row.get("key") or "") for row in given]
    taken: set[str] = set()
    kept: list[str] = []
    for key in carried:
        own = key if key in known and key not in taken else ""
        taken.add(own)
        kept.append(own)
    for place, row in enumerate(given):
        if kept[place]:
            continue
        same = next(
            (
                str(old["key"])
                for old in stored
                if row.get("name") and old.get("name") == row["name"] and old["key"] not in taken
            ),
            "",
        )
        kept[place] = same or new()
        taken.add(kept[place])
    return [{**row, "key": key} for row, key in zip(given, kept, strict=True)]
