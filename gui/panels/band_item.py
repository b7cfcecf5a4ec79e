"""A filled band between two curves, as mean ± standard deviation."""

from __future__ import annotations

import numpy as np
from pyqtgraph import functions as fn
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gui.plots.curves import CurveItem


class BandItem(CurveItem):
    """Fills between lower and upper values (m,) at steps (m,); steps without a value are a gap."""

    def __init__(self) -> None:
        super().__init__("#888888")
        self._low = self._high = np.empty(0)

    @property
    def filled(self) -> bool:
        """Whether there is anything to fill."""
        return bool(len(self._steps))

    def set_band(self, steps: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Show this band; only finite steps are drawn."""
        known = np.isfinite(low) & np.isfinite(high)
        self._low = np.asarray(low, np.float64)[known]
        self._high = np.asarray(high, np.float64)[known]
        self._take(np.asarray(steps, np.float64)[known], self._low, self._high)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if len(self._steps) < 2:
            return
        steps = np.concatenate((self._steps, self._steps[::-1]))
        heights = np.concatenate((self._high, self._low[::-1]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color)
        painter.drawPolygon(fn.arrayToQPolygonF(steps, heights))
