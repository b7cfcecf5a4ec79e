"""A curve as small as a table cell."""

import numpy as np
from pyqtgraph import functions as fn
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from engine.history import Curve
from gui.plots.axes import FLOOR, to_heights


def paint_sparkline(
    painter: QPainter,
    rect: QRectF,
    curve: Curve,
    color: QColor | str,
    log: bool = True,
    floor: float = FLOOR,
    width: float = 1.5,
) -> None:
    """Draw the means of a curve over the whole of ``rect``; gaps where NaN, a dot for one point.

    Infinity is drawn at the upper border; a constant curve lies in the middle.
    """
    heights = to_heights(curve.mean, log, floor)
    known = np.isfinite(heights)
    if not known.any():
        return
    area = rect.adjusted(width, width, -width, -width)
    low, high = float(heights[known].min()), float(heights[known].max())
    span = high - low
    if span <= 1e-9 * max(abs(low), abs(high)):
        rows = np.where(np.isnan(heights), np.nan, area.center().y())
    else:
        with np.errstate(invalid="ignore"):
            rows = area.bottom() - np.clip((heights - low) / span, 0, 1) * area.height()
    steps = curve.steps
    across = float(steps[-1] - steps[0])
    columns = area.left() + (steps - steps[0]) * (area.width() / across if across else 0.0)
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), width))
    if len(steps) == 1:
        painter.drawPoint(QPointF(columns[0], rows[0]))
    else:
        painter.drawPath(fn.arrayToQPath(columns, rows, connect="finite"))
    painter.restore()
