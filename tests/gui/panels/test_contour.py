from __future__ import annotations

import numpy as np
import pytest

from gui.panels.contour import contour
from gui.panels.plane import class_borders


def disc(size: int = 41) -> np.ndarray:
    y, x = np.mgrid[:size, :size] - size // 2
    return np.hypot(x, y).astype(float)


def test_a_circle_is_found_at_its_radius() -> None:
    lines = contour(disc(), 12.0)
    radius = np.hypot(lines[..., 0] - 20, lines[..., 1] - 20)
    assert len(lines) > 40
    assert np.allclose(radius, 12.0, atol=0.05)


def test_the_line_closes() -> None:
    """Each end of a segment is the end of exactly one other: no gaps, no branches."""
    ends = np.round(contour(disc(), 12.3), 6).reshape(-1, 2)
    _, times = np.unique(ends, axis=0, return_counts=True)
    assert set(times.tolist()) == {2}


@pytest.mark.parametrize("values", [np.zeros((5, 5)), np.full((5, 5), np.nan)])
def test_a_surface_without_a_crossing_has_no_contour(values: np.ndarray) -> None:
    assert contour(values, 0.5).shape == (0, 2, 2)


def test_cells_with_nan_are_left_out() -> None:
    values = disc()
    values[:, :20] = np.nan
    lines = contour(values, 12.0)
    assert len(lines)
    assert (lines[..., 0] >= 20).all()


def test_a_saddle_has_two_lines() -> None:
    assert len(contour(np.array([[1.0, 0.0], [0.0, 1.0]]), 0.5)) == 2


def test_borders_of_classes_lie_where_the_most_probable_class_changes() -> None:
    x = np.linspace(0, 1, 11)
    left, right = np.tile(1 - x, (11, 1)), np.tile(x, (11, 1))
    lines = class_borders(np.stack((left, right, 0 * left)).astype(np.float32))
    assert np.allclose(lines[..., 0], 5.0, atol=1e-4)
