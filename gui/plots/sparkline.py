"""A curve as small as a table cell."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from engine.history import Curve
from gui.plots.scales import FLOOR, to_heights


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
        for piece in _between_gaps(rows):
            points = zip(columns[piece].tolist(), rows[piece].tolist(), strict=True)
            painter.drawPolyline(QPolygonF([QPointF(*point) for point in points]))
    painter.restore()


def _between_gaps(rows: np.ndarray) -> list[slice]:
    """Return the parts of a curve without gaps."""
    known = np.concatenate(([False], ~np.isnan(rows), [False]))
    edges = np.flatnonzero(known[1:] != known[:-1])
    return [slice(start, stop) for start, stop in edges.reshape(-1, 2).tolist()]
