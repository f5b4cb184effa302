"""How much of a map's lines lies in a box, told at once for any box."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.maps.pictures.picture import Path

_STEP = 6.0
"""Lines are looked at every so many pixels."""
# The last of a line has its end, which tells the direction: to cover it is worse.
_END, _END_WEIGHT = 24.0, 4.0
_LARGEST = 4_000_000
"""Cells of the grid at most."""


class LinesInTheWay:
    """The lines of a map as sums over a grid: what lies in a box follows from the sums at its corners."""

    def __init__(self, lines: Sequence[Path]) -> None:
        points = [_points(line) for line in lines]
        self._sums: NDArray[np.float64] = np.zeros((1, 1))
        if not points:
            return
        along = np.concatenate([place for place, _ in points])
        weights = np.concatenate([weight for _, weight in points])
        self._corner = along.min(axis=0)
        extent = along.max(axis=0) - self._corner
        self._cell = max(_STEP, math.sqrt(float(extent[0] * extent[1]) / _LARGEST))
        columns, rows = (int(side // self._cell) + 1 for side in extent)
        cells = ((along - self._corner) // self._cell).astype(int)
        grid = np.zeros((rows, columns))
        np.add.at(grid, (cells[:, 1], cells[:, 0]), weights)
        self._sums = np.zeros((rows + 1, columns + 1))
        self._sums[1:, 1:] = grid.cumsum(axis=0).cumsum(axis=1)

    def under(self, box: tuple[float, float, float, float]) -> float:
        """About how many pixels of lines lie in a box (left, top, right, bottom), their ends counted more."""
        if self._sums.size == 1:
            return 0.0
        rows, columns = self._sums.shape
        left, right = (self._at(edge, 0, columns) for edge in (box[0], box[2] + self._cell))
        top, bottom = (self._at(edge, 1, rows) for edge in (box[1], box[3] + self._cell))
        sums = self._sums
        return float(sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left])

    def _at(self, edge: float, axis: int, count: int) -> int:
        return int(min(max((edge - self._corner[axis]) // self._cell, 0), count - 1))


def _points(line: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points along a line (straight, or one curve after another) and how many pixels each stands for."""
    places = []
    here = np.array(line[0][1])
    for op, numbers in line[1:]:
        if op == "Z":
            continue
        stops = np.array(numbers).reshape(-1, 2)
        length = float(np.hypot(*(stops[-1] - here)))
        t = np.linspace(0, 1, max(2, int(length / _STEP)))[:, None]
        if op == "L":
            places.append(here + t * (stops[0] - here))
        else:
            a, b, c = stops
            places.append((1 - t) ** 3 * here + 3 * t * (1 - t) ** 2 * a + 3 * t**2 * (1 - t) * b + t**3 * c)
        here = stops[-1]
    along = np.concatenate(places)
    weights = np.full(len(along), _STEP)
    weights[-max(1, int(_END / _STEP)) :] *= _END_WEIGHT
    return along, weights
