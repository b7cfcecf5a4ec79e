"""Vertical lines with a label, for live changes of a setting."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont


class Markers:
    """The markers of one plot: (step, text) pairs drawn as dashed lines with a text at the top.

    Those of one step share a line and stand below each other.
    """

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._lines: list[pg.InfiniteLine] = []
        self._shown: list[tuple[float, str, bool]] = []
        self._color = QColor("#777777")
        self._fill = QColor("#ffffff")
        self._font = QFont()

    def set(self, markers: Sequence[tuple[float, str]]) -> None:
        """Show these markers instead of the former ones."""
        first, last = self._plot.vb.state["viewRange"][0]
        texts: dict[float, list[str]] = {}
        for step, text in markers:
            texts.setdefault(step, []).append(text)
        wanted = [
            (step, "\n".join(told), step < (first + last) / 2) for step, told in texts.items()
        ]
        if wanted == self._shown:
            return
        self._shown = wanted
        for line in self._lines:
            self._plot.removeItem(line)
        self._lines = [self._line(*each, number) for number, each in enumerate(wanted)]
        self._restyle()

    def _line(self, step: float, text: str, early: bool, number: int) -> pg.InfiniteLine:
        # Curves fall more often than they rise: early texts stand on the ground, late ones hang
        # from the top. Neighbours sit at three heights, since live changes often follow each other.
        away = 0.01 + 0.1 * (number % 3)
        anchor = (0.0, 1.0 if early else 0.0)
        options = {
            "position": away if early else 1 - away,
            "anchors": [anchor, anchor],
            "movable": False,
        }
        label = {"label": text, "labelOpts": options} if text.strip() else {}
        line = pg.InfiniteLine(step, angle=90, movable=False, **label)
        line.setZValue(5)  # no text hides a curve
        self._plot.addItem(line, ignoreBounds=True)
        return line

    def set_style(self, color: QColor, background: QColor, font: QFont) -> None:
        """Colour of lines and texts, of the ground behind texts, and their font."""
        self._color, self._fill, self._font = QColor(color), QColor(background), QFont(font)
        self._fill.setAlpha(225)
        self._restyle()

    def _restyle(self) -> None:
        for line in self._lines:
            line.setPen(pg.mkPen(self._color, width=1, style=Qt.PenStyle.DashLine))
            label = getattr(line, "label", None)
            if label is not None:
                label.setColor(self._color)
                label.setFont(self._font)
                label.fill = pg.mkBrush(self._fill)
