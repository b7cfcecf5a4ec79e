"""Where a surface on a grid crosses a level: marching squares, without a loop over cells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Corners of a cell: 1 (row, column), 2 (row, column + 1), 4 (row + 1, column + 1), 8 (row + 1,
# column). Edges: 0 between corners 1 and 2, 1 between 2 and 4, 2 between 4 and 8, 3 between 8
# and 1.
SEGMENTS: tuple[tuple[tuple[int, int], ...], ...] = (
    (), ((3, 0),), ((0, 1),), ((3, 1),), ((1, 2),), ((3, 0), (1, 2)), ((0, 2),), ((3, 2),),
    ((2, 3),), ((2, 0),), ((0, 1), (2, 3)), ((2, 1),), ((1, 3),), ((1, 0),), ((0, 3),), (),
)  # fmt: skip


def contour(values: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """Return segments (n, 2, 2) of grid coordinates (column, row) where `values` (h, w) is `level`.

    Between grid points the surface is taken as linear; cells with a NaN have no contour.
    """
    grid = np.asarray(values, np.float64) - level
    corners = (grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1])
    whole = np.isfinite(corners[0] + corners[1] + corners[2] + corners[3])
    case = sum((corner > 0).astype(np.int64) << bit for bit, corner in enumerate(corners))
    case = np.where(whole, case, 0)
    rows, columns = np.nonzero((case > 0) & (case < 15))
    if not len(rows):
        return np.empty((0, 2, 2))
    points = _crossings([corner[rows, columns] for corner in corners], rows, columns)
    kinds = case[rows, columns]
    found = [
        np.stack((points[first][kinds == kind], points[second][kinds == kind]), axis=1)
        for kind in range(1, 15)
        for first, second in SEGMENTS[kind]
    ]
    return np.concatenate(found)


def _crossings(
    corners: list[NDArray[np.float64]], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    """Where each edge of each cell is crossed: (cells, 2) as (column, row) for the four edges."""
    a, b, c, d = corners

    def share(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
        gap = first - second
        return np.divide(first, gap, out=np.full_like(first, 0.5), where=gap != 0)

    return [
        np.stack((columns + share(a, b), rows + 0.0), axis=1),
        np.stack((columns + 1.0, rows + share(b, c)), axis=1),
        np.stack((columns + share(d, c), rows + 1.0), axis=1),
        np.stack((columns + 0.0, rows + share(a, d)), axis=1),
    ]
