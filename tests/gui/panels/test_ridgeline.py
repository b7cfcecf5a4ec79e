"""Where the share of a spike is written."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from gui.panels.ridgeline import GAP, clear_place

AREA = QRectF(0, 0, 400, 100)
BASE = 90.0


def outline(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points)


def test_at_the_right_where_nothing_is_there() -> None:
    place = clear_place(outline((0, 90), (10, 0), (20, 90)), AREA, 80, BASE)
    assert (place.x(), place.y()) == (320, BASE - GAP)


@pytest.mark.parametrize("peak", [180, 300, 360, 395])
def test_never_on_the_outline(peak: float) -> None:
    points = outline((0, 20), (60, 70), (peak, 15), (400, 60))
    place = clear_place(points, AREA, 80, BASE)
    inside = np.arange(place.x(), place.x() + 80)
    assert place.y() <= np.interp(inside, points[:, 0], points[:, 1]).min()


def test_beside_a_peak_at_the_right() -> None:
    place = clear_place(outline((0, 88), (300, 88), (350, 5), (400, 88)), AREA, 80, BASE)
    assert place.x() + 80 < 320
    assert place.y() > 80
