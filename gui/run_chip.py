"""The chip that tells which run a panel shows: a coloured dot and the run's name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme

DOT = 8
PADDING = 9
GAP = 6
LONGEST_NAME = 160  # pixels at the normal font size


class RunChip(QWidget):
    """A rounded label; where space is short the name is elided, at last only the dot is left.

    It takes no mouse buttons, so a title bar it stands in can still be dragged by it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._color = QColor(theme.muted)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_run(self, name: str, color: QColor | str) -> None:
        """Show the run called `name`; an empty name hides the chip."""
        if (name, QColor(color)) != (self._name, self._color):
            self._name, self._color = name, QColor(color)
            self._retranslate()
            self.updateGeometry()
            self.update()
        if self.isHidden() == bool(name):
            self.setVisible(bool(name))

    def _retranslate(self) -> None:
        self.setToolTip(self.tr("This panel shows the run {name}.").format(name=self._name))
        self.setAccessibleName(self.tr("Run {name}").format(name=self._name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font size from `theme`."""
        self._theme = theme
        self.setFont(theme.font(12))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        name = min(metrics.horizontalAdvance(self._name), LONGEST_NAME)
        return QSize(2 * PADDING + DOT + GAP + name + 1, metrics.height() + 4)

    def width_within(self, room: int) -> int:
        """Return the width to take of `room`: with the name, a readable part of it, or the dot."""
        least, full = self.minimumSizeHint().width(), self.sizeHint().width()
        if room >= full:
            return full
        return room if room >= least + GAP + 4 * self.fontMetrics().averageCharWidth() else least

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * PADDING + DOT, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.field))
        shape = QRectF(self.rect())
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        painter.setBrush(self._color)
        painter.drawEllipse(QRectF(PADDING, (self.height() - DOT) / 2, DOT, DOT))
        left = PADDING + DOT + GAP
        space = self.rect().adjusted(left, 0, -PADDING + 2, 0)
        name = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, space.width())
        if len(name) > 1 or name == self._name:
            painter.setPen(QColor(self._theme.text))
            painter.drawText(space, Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()
