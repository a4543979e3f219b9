"""Where each Party's tile stands on the map: pure, without Django.

One tile a Party, near its position, on a grid of 34 × 15 (LOOK, "Map"); no boundary is drawn. Longitudes
and latitudes are stretched where Parties are many (Europe, the Caribbean), then every tile takes the
free cell that keeps the sum of squared displacements small. The same points give the same map.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

COLUMNS, ROWS = 34, 15
# The Pacific islands east of the date line stand at the eastern edge, beside their neighbours.
_SEAM = -130.0
# How far a position follows its rank among the others instead of its degrees.
_STRETCH_X, _STRETCH_Y = 0.62, 0.55
_PASSES = 12

Point = tuple[float, float]
Cell = tuple[int, int]
Name = TypeVar("Name", bound=Hashable)


def layout(points: Mapping[Name, Point], *, columns: int = COLUMNS, rows: int = ROWS) -> dict[Name, Cell]:
    """A cell (column, row) for each named (latitude, longitude); no two share one.

    Raises ValueError when there are more points than cells.
    """
    if len(points) > columns * rows:
        raise ValueError(f"{len(points)} tiles do not fit on {columns} × {rows} cells")
    names = sorted(points, key=str)
    cells = _layout(tuple(points[name] for name in names), columns, rows)
    return dict(zip(names, cells, strict=True))


@lru_cache(maxsize=8)
def _layout(points: tuple[Point, ...], columns: int, rows: int) -> tuple[Cell, ...]:
    east = [lon if lon >= _SEAM else lon + 360 for _lat, lon in points]
    south = [-lat for lat, _lon in points]
    xs = _spread(east, columns - 1, _STRETCH_X)
    ys = _spread(south, rows - 1, _STRETCH_Y)
    wanted = list(zip(xs, ys, strict=True))
    taken = _settle(wanted, columns, rows)
    _improve(wanted, taken, columns, rows)
    return tuple(taken)


def _spread(values: Sequence[float], top: int, stretch: float) -> list[float]:
    """Values on 0 … top, part by their size and part by their rank (equals share one)."""
    if not values:
        return []
    ordered = sorted(values)
    low, span = ordered[0], (ordered[-1] - ordered[0]) or 1.0
    last = max(len(values) - 1, 1)
    placed = []
    for value in values:
        rank = (bisect_left(ordered, value) + bisect_right(ordered, value) - 1) / 2 / last
        placed.append(top * (stretch * rank + (1 - stretch) * (value - low) / span))
    return placed


def _settle(wanted: Sequence[Point], columns: int, rows: int) -> list[Cell]:
    """The nearest free cell for each, the most crowded first."""
    free = {(column, row) for column in range(columns) for row in range(rows)}
    crowd = [sum(1 for other in wanted if _far(here, other) < 4) for here in wanted]
    cells: list[Cell] = [(0, 0)] * len(wanted)
    for index in sorted(range(len(wanted)), key=lambda index: (-crowd[index], wanted[index], index)):
        here = wanted[index]
        cells[index] = min(free, key=lambda cell: (_far(here, cell), cell))
        free.discard(cells[index])
    return cells


def _improve(wanted: Sequence[Point], cells: list[Cell], columns: int, rows: int) -> None:
    """Swap near tiles, or move one into a free cell beside it, as long as that brings them nearer."""
    holder = {cell: index for index, cell in enumerate(cells)}
    around = [(dx, dy) for dx in range(-3, 4) for dy in range(-2, 3) if (dx, dy) != (0, 0)]
    for _turn in range(_PASSES):
        moved = False
        for index, here in enumerate(wanted):
            for dx, dy in around:
                column, row = cells[index]
                new = (column + dx, row + dy)
                if not (0 <= new[0] < columns and 0 <= new[1] < rows):
                    continue
                gain = _far(here, (column, row)) - _far(here, new)
                other = holder.get(new)
                if other is not None:
                    gain += _far(wanted[other], new) - _far(wanted[other], (column, row))
                if gain > 1e-9:
                    holder[new], cells[index] = index, new
                    if other is None:
                        del holder[(column, row)]
                    else:
                        holder[(column, row)], cells[other] = other, (column, row)
                    moved = True
        if not moved:
            return


def _far(here: Sequence[float], there: Sequence[float]) -> float:
    """Squared distance."""
    return (here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2
