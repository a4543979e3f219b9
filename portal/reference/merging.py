"""How a load meets what the Secretariat has corrected: pure, without Django.

Each row keeps, column by column, the last value the loader put there. A column that still equals it
follows the file; one that differs was corrected by a person and stays, unless the load is forced
(CONTRACT, `load_reference`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """`values` to write, the new `loaded`, and the `kept` columns where a correction held."""

    values: dict[str, Any]
    loaded: dict[str, Any]
    kept: tuple[str, ...]


def plain(value: Any) -> Any:
    """`value` as JSON keeps it, so that it can be compared with a loaded one."""
    return value.isoformat() if isinstance(value, date) else value


def merge(
    *, present: Mapping[str, Any], loaded: Mapping[str, Any], incoming: Mapping[str, Any], force: bool = False
) -> Merged:
    """What a load does to one row.

    A column never loaded before (a row made by hand) counts as corrected. A correction that the file has
    caught up with follows the file again.
    """
    values: dict[str, Any] = {}
    remembered = dict(loaded)
    kept: list[str] = []
    for column, new in incoming.items():
        now = plain(present[column])
        if now != plain(new):
            untouched = column in loaded and now == loaded[column]
            if not (untouched or force):
                kept.append(column)
                continue
            values[column] = new
        remembered[column] = plain(new)
    return Merged(values, remembered, tuple(kept))
