"""How many steps a second: from one, which a room can follow, to as many as possible."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from gui.numbers import grouped
from gui.style import set_role
from gui.tips import Tip, help_html

FASTEST = 10_000
STEPS_PER_DECADE = 20
LAST = STEPS_PER_DECADE * round(math.log10(FASTEST)) + STEPS_PER_DECADE // 2
"""The last position means as fast as possible; before it the scale goes on to the fastest pace."""
WIDTH = 96


def pace_at(position: int) -> float | None:
    """Return the steps per second at a position of the slider; None: as many as possible."""
    if position >= LAST:
        return None
    pace = 10 ** (position / STEPS_PER_DECADE)
    return float(min(FASTEST, round(pace, 1 - math.floor(math.log10(pace)))))


def position_of(pace: float | None) -> int:
    """Return the position nearest to a pace."""
    if pace is None or pace > FASTEST:
        return LAST
    return max(0, round(math.log10(max(1.0, pace)) * STEPS_PER_DECADE))


class Slider(QSlider):
    """A slider that turns with the wheel only while it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class PaceSlider(QWidget):
    """Label, slider and value."""

    #: steps per second, or None for as many as possible
    pace_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.slider = Slider(Qt.Orientation.Horizontal, self)
        self.value = QLabel(self)
        set_role(self.label, "muted")
        self.slider.setRange(0, LAST)
        self.slider.setPageStep(STEPS_PER_DECADE // 2)
        self.slider.setFixedWidth(WIDTH)
        self.slider.setValue(LAST)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.label, self.slider, self.value):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part in (self.label, self.slider, self.value):
            Tip(part, self._explain)
        self.slider.valueChanged.connect(self._moved)
        self.retranslate()

    @property
    def pace(self) -> float | None:
        """Steps per second, or None for as many as possible."""
        return pace_at(self.slider.value())

    def set_pace(self, pace: float | None) -> None:
        """Show a pace without telling anyone."""
        self.slider.blockSignals(True)
        self.slider.setValue(position_of(pace))
        self.slider.blockSignals(False)
        self._show(pace)

    def _moved(self) -> None:
        self._show(self.pace)
        self.pace_changed.emit(self.pace)

    def _show(self, pace: float | None) -> None:
        text = self.tr("max") if pace is None else self._text(pace)
        self.value.setText(text)
        self.slider.setAccessibleDescription(text)

    def _text(self, pace: float) -> str:
        number = grouped(round(pace)) if pace >= 10 else f"{pace:.2g}"
        return self.tr("{count}/s").format(count=number)

    def fit(self) -> None:
        """Take the width of the parts that are shown, at once."""
        self._row.activate()

    def _fit(self) -> None:
        """Give the value room for its longest text, so that the toolbar stands still."""
        texts = (self.tr("max"), self._text(FASTEST))
        metrics = self.value.fontMetrics()
        self.value.setFixedWidth(max(metrics.horizontalAdvance(text) for text in texts) + 2)

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self.label.setText(self.tr("Speed"))
        self.slider.setAccessibleName(self.tr("Speed"))
        self._show(self.pace)
        self._fit()

    def _explain(self) -> str:
        return help_html(
            self.tr("Speed"),
            self.tr(
                "Steps per second of each run, from 1 to as many as the machine can do. Every step "
                "is measured at any speed."
            ),
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)
