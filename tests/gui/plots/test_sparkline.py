import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from engine.history import Curve
from gui.plots.sparkline import paint_sparkline


def painted(qapp, steps, values, log=True) -> np.ndarray:
    """Mask (30, 100) of pixels touched; a border of 5 pixels lies outside the cell."""
    image = QImage(110, 40, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    values = np.asarray(values, np.float32)
    curve = Curve(np.asarray(steps, np.float64), values, values, values)
    paint_sparkline(painter, QRectF(5, 5, 100, 30), curve, "#000000", log)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(40, 110, 4)[:, :, 0] < 160
    outside = pixels.copy()
    outside[5:35, 5:105] = False
    assert not outside.any()
    return pixels[5:35, 5:105]


def test_falling_curve_fills_the_cell(qapp):
    mask = painted(qapp, range(50), 10.0 ** -np.linspace(0, 4, 50))
    assert mask.any(axis=0).sum() > 90
    assert mask[:, 5].argmax() < 5
    assert mask[:, -6].argmax() > 22


@pytest.mark.parametrize("values", [[], [np.nan] * 3, [np.inf] * 3])
def test_nothing_to_draw(qapp, values):
    assert not painted(qapp, range(len(values)), values).any()


@pytest.mark.parametrize("values", [[1.0], [2.0, 2.0], [0.0, 0.0, 0.0]])
def test_constant_lies_in_the_middle(qapp, values):
    rows = np.flatnonzero(painted(qapp, range(len(values)), values).any(axis=1))
    assert abs(rows.mean() - 14.5) <= 1.5


def test_gap_and_infinity(qapp):
    values = np.ones(100)
    values[:30] = 0.1
    values[40:60] = np.nan
    values[80:] = np.inf
    mask = painted(qapp, range(100), values, log=False)
    assert not mask[:, 42:57].any()
    assert mask[:6, 85:97].any()
