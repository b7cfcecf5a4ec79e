"""Samples and surfaces of a run, as the pictures take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.messages import Array, Picture
from gui.panels.csv_text import table_csv
from gui.panels.markers import Points

if TYPE_CHECKING:
    from gui.runs import Run

EMPTY_RANGE = (-3.0, 3.0)


def surface_csv(picture: Picture, x_name: str, y_name: str) -> str:
    """Return one row for each grid point of the surface."""
    assert picture.surface is not None
    values = picture.surface.values.numpy()
    planes, rows, columns = values.shape
    x = np.linspace(*picture.surface.x_range, columns)
    y = np.linspace(*picture.surface.y_range, rows)
    header = (x_name, y_name, *(f"output {k + 1}" for k in range(planes)))
    body = (
        (f"{x[c]:.6g}", f"{y[r]:.6g}", *(f"{v:.6g}" for v in values[:, r, c].tolist()))
        for r in range(rows)
        for c in range(columns)
    )
    return table_csv(header, body)


def points_of(run: Run) -> list[Points]:
    """Return the samples of the preview: test ones hollow and below the training ones."""
    preview = run.preview
    if preview is None:
        return []
    pairs = ((preview.test_x, preview.test_y, True), (preview.train_x, preview.train_y, False))
    return [_points(x, y, hollow) for x, y, hollow in pairs if x is not None and y is not None]


def _points(x: Array, y: Array, hollow: bool) -> Points:
    places: NDArray[Any] = x.numpy()
    targets: NDArray[Any] = y.numpy()
    targets = targets[:, 0] if targets.ndim > 1 else targets
    if places.shape[1] == 1:
        places = np.concatenate((places, targets[:, None].astype(np.float32)), axis=1)
    return Points(places, targets, hollow)


def ranges_of(run: Run) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return ranges that hold the samples, where no surface tells them yet."""
    places = [each.places for each in points_of(run) if len(each.places)]
    if not places:
        return EMPTY_RANGE, EMPTY_RANGE
    both = np.concatenate(places)
    low, high = both.min(axis=0), both.max(axis=0)
    air = np.where(high > low, 0.1 * (high - low), 1.0)
    low, high = low - air, high + air
    return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))


def drawn_points(run: Run | None) -> list[list[float]]:
    """Return the points to go on from: those drawn before, none of other data."""
    if run is None or run.config.data.name != "drawn":
        return []
    return [list(point) for point in run.config.data.params.get("points") or ()]
