"""A number over many powers of ten: a field for any value, a slider for the usual ones."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QVBoxLayout, QWidget

from gui.editors.number import NumberEditor
from gui.editors.setting import Setting
from gui.numbers import power_of_ten

LOWEST, HIGHEST = -5, 1
"""Powers of ten at the slider's ends."""
TICKS = (-5, -3, -1, 1)
STEPS_PER_DECADE = 40
LIVE_INTERVAL_MS = 50
"""A dragged slider tells its value at most 20 times a second."""


class LogSlider(QSlider):
    """A slider over the logarithm of a positive number."""

    def __init__(self, lowest: int, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._lowest = lowest
        self.setRange(0, (highest - lowest) * STEPS_PER_DECADE)
        self.setSingleStep(2)
        self.setPageStep(STEPS_PER_DECADE // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def number(self) -> float:
        """The number under the handle, to two digits."""
        exponent = self._lowest + self.value() / STEPS_PER_DECADE
        return float(f"{10**exponent:.1e}")

    def set_number(self, number: float) -> None:
        """Put the handle to `number`, or to the nearest end."""
        exponent = math.log10(number) if number > 0 else self._lowest
        self.setValue(round((exponent - self._lowest) * STEPS_PER_DECADE))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TickLabels(QWidget):
    """Powers of ten under a slider."""

    def __init__(self, lowest: int, highest: int, ticks: tuple[int, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._span = (lowest, highest)
        self._ticks = ticks
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        low, high = self._span
        for tick in self._ticks:
            text = power_of_ten(tick)
            width = self.fontMetrics().horizontalAdvance(text) + 2
            center = (tick - low) / (high - low) * self.width()
            left = min(max(0, round(center - width / 2)), self.width() - width)
            painter.drawText(
                QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignCenter, text
            )
        painter.end()


class LogEditor(NumberEditor):
    """The field stands beside the label, the slider below takes the full width."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LIVE_INTERVAL_MS)
        self._pause.timeout.connect(self._tell)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._tell)

    def _place(self) -> None:
        self.slider = LogSlider(LOWEST, HIGHEST, self)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self.slider)
        column.addWidget(TickLabels(LOWEST, HIGHEST, TICKS, self))
        self._row.addLayout(column)
        self._unit.hide()

    @property
    def beside_label(self) -> QWidget | None:
        return self.line

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.line, self.slider)

    def show_value(self) -> None:
        super().show_value()
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.set_number(self._value or 0.0)
            self.slider.blockSignals(False)

    def _slid(self) -> None:
        self.line.setText(self.text_of(self.slider.number))
        if not self._pause.isActive():
            self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.offer(self.slider.number)
