"""Points of data as markers: classes by colour and shape, training filled, test hollow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from gui.theme import Theme

FEW = 150  # points; more are drawn smaller


@dataclass(frozen=True)
class Points:
    """Samples in data coordinates: places (n, 2), and a class (n,) or a number (n,) each."""

    places: NDArray[np.float32]
    targets: NDArray[np.generic]
    hollow: bool = False


def marker_size(count: int, theme: Theme) -> float:
    """Return the diameter of markers in pixels: smaller when there are many."""
    base = 7.5 if count <= FEW else max(3.6, 7.5 * (FEW / count) ** 0.28)
    return base * theme.line_width / 2.0


def paint_classes(
    painter: QPainter, places: Iterable[QPointF], classes: NDArray[np.generic], size: float,
    hollow: bool, theme: Theme,
) -> None:  # fmt: skip
    """Paint one marker per sample, in the colour and shape of its class."""
    for place, label in zip(places, classes.tolist(), strict=True):
        color = QColor(theme.class_color(int(label)))
        paint_marker(painter, place, theme.class_marker(int(label)), color, size, hollow, theme)


def paint_marker(
    painter: QPainter, place: QPointF, marker: str, color: QColor, size: float, hollow: bool,
    theme: Theme,
) -> None:  # fmt: skip
    """Paint one marker; a filled one has a fine edge in the ground's colour, to part neighbours."""
    # Disc and square look larger than triangles of the same width.
    factor = 1.0 if marker in "os" else 1.25
    shape = QTransform(size * factor, 0, 0, size * factor, place.x(), place.y())
    if hollow:
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(QColor(theme.card))
    else:
        painter.setPen(QPen(QColor(theme.card), 0.8))
        painter.setBrush(color)
    painter.drawPath(shape.map(Symbols[marker]))


def value_colors(
    values: NDArray[np.generic], low: float, high: float, theme: Theme
) -> list[QColor]:
    """Return the full colours of numbers on the map from `low` to `high`."""
    table = theme.heatmap_lut()
    share = np.clip((values.astype(np.float64) - low) / max(high - low, 1e-30), 0, 1)
    picked = table[np.nan_to_num(share * 255).astype(np.int64)]
    return [QColor(*row) for row in picked.tolist()]
