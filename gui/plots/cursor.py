"""The vertical line at the step in the past that other panels show."""

import pyqtgraph as pg
from PySide6.QtGui import QColor, QFont

_Z = 300  # above curves and markers
_LABEL = {"position": 0.01, "anchors": [(0.0, 1.0), (1.0, 1.0)], "movable": False}
"""The text stands on the ground of the plot, right of the line where there is room."""


class Cursor:
    """One solid line in a plot, with a text at its foot; hidden at first."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._line = pg.InfiniteLine(0, angle=90, movable=False, label="", labelOpts=_LABEL)
        self._shown: tuple[float | None, str] = (None, "")
        self._line.setZValue(_Z)
        self._line.hide()
        plot.addItem(self._line, ignoreBounds=True)

    @property
    def step(self) -> float | None:
        """Where it stands; None: hidden."""
        return float(self._line.value()) if self._line.isVisible() else None

    def move_to(self, step: float | None, text: str) -> None:
        """Stand at a step; None hides it."""
        if (step, text) == self._shown:
            return
        self._shown = step, text
        self._line.setVisible(step is not None)
        if step is not None:
            self._line.setValue(step)
            self._line.label.setFormat(text)  # which a label that is hidden does not take

    def set_style(self, color: QColor, background: QColor, font: QFont, width: float) -> None:
        """Colour and width of the line; colours of its text are the reverse."""
        self._line.setPen(pg.mkPen(color, width=width))
        self._line.label.setColor(background)
        self._line.label.setFont(font)
        self._line.label.fill = pg.mkBrush(color)
        self._line.label.border = pg.mkPen(color)
