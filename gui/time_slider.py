"""The slider of time travel: a position for each snapshot, one more for now."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from gui.theme import Theme
from gui.tips import show_tip

KNOB = 14
TICK = 5
MARK = 10
LEAST_GAP = 3  # pixels between ticks; closer ones are left out
REACH = 6  # pixels from a tick or mark to the mouse that reads it


class Mark(NamedTuple):
    """Something that happened at a step, in words; `color` as `#rrggbb`."""

    step: int
    text: str
    color: str


class TimeSlider(QAbstractSlider):
    """Snapshots at equal distances, whatever their steps; the last position is now.

    Its keys are those of every slider: arrows, page up and down, Home and End.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: tuple[int, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._texts = ("{step}", "")
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageStep(5)
        self.setMouseTracking(True)
        self.setRange(0, 0)

    # -- what it shows ---------------------------------------------------------------------------

    @property
    def steps(self) -> tuple[int, ...]:
        """The snapshots."""
        return self._steps

    @property
    def step(self) -> int | None:
        """The snapshot chosen; None: now."""
        return self._steps[self.value()] if self.value() < len(self._steps) else None

    def set_steps(self, steps: Sequence[int], at: int | None) -> None:
        """Show snapshots of these steps, the one `at` a step chosen (None: now); tells nobody."""
        if tuple(steps) == self._steps and at == self.step:
            return
        self._steps = tuple(steps)
        before = self.blockSignals(True)
        self.setRange(0, len(self._steps))
        self.setValue(len(self._steps) if at is None else self._steps.index(at))
        self.blockSignals(before)
        self.update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark what happened at steps."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.update()

    def set_texts(self, step: str, now: str) -> None:
        """Take the words for a snapshot, with `{step}` in them, and for now."""
        self._texts = step, now

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(KNOB) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.sizeHint().height())

    # -- geometry --------------------------------------------------------------------------------

    def _track(self) -> QRectF:
        side = self._theme.px(KNOB)
        thick = self._theme.px(4)
        return QRectF(side / 2 + 1, (self.height() - thick) / 2, self.width() - side - 2, thick)

    def x_of(self, position: float) -> float:
        """Return where a position lies, in pixels."""
        track = self._track()
        return track.left() + track.width() * (position / len(self._steps) if self._steps else 1.0)

    def position_of(self, step: int) -> float:
        """Return the position of a step, between those of the snapshots beside it."""
        index = bisect_left(self._steps, step)
        if index == len(self._steps):
            return index - 0.5 if index else 0.0
        if not index:
            return 0.0
        before, after = self._steps[index - 1], self._steps[index]
        return index - (after - step) / (after - before)

    def _value_at(self, x: float) -> int:
        track = self._track()
        share = (x - track.left()) / max(1.0, track.width())
        return round(min(1.0, max(0.0, share)) * len(self._steps))

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter)
        if self.isEnabled():
            self._paint_ticks(painter)
            self._paint_marks(painter)
            self._paint_knob(painter)
        painter.end()

    def _paint_track(self, painter: QPainter) -> None:
        track = self._track()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.track))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        if self.isEnabled():
            track.setRight(self.x_of(self.value()))
            painter.setBrush(QColor(self._theme.accent))
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)

    def _paint_ticks(self, painter: QPainter) -> None:
        top = self._track().bottom() + 2
        painter.setPen(QPen(QColor(self._theme.muted), 1))
        last = -float("inf")
        for index in range(len(self._steps)):
            x = round(self.x_of(index)) + 0.5
            if x - last >= LEAST_GAP:
                painter.drawLine(QPointF(x, top), QPointF(x, top + self._theme.px(TICK)))
                last = x

    def _paint_marks(self, painter: QPainter) -> None:
        side, base = self._theme.px(MARK), self._track().top() + 1
        painter.setPen(QPen(QColor(self._theme.window), 1))
        for mark in self._marks:
            x = self.x_of(self.position_of(mark.step))
            painter.setBrush(QColor(mark.color))
            painter.drawPolygon(
                [QPointF(x, base), QPointF(x - side / 2, base - side),
                 QPointF(x + side / 2, base - side)]
            )  # fmt: skip

    def _paint_knob(self, painter: QPainter) -> None:
        """A full knob is in the past; at now it is hollow."""
        theme, side = self._theme, float(self._theme.px(KNOB))
        knob = QRectF(0, 0, side - 2, side - 2)
        knob.moveCenter(QPointF(self.x_of(self.value()), self._track().center().y()))
        painter.setPen(QPen(QColor(theme.link if self.hasFocus() else theme.accent), 2))
        past = self.step is not None
        painter.setBrush(QColor(theme.accent if past else theme.card))
        painter.drawEllipse(knob)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(knob.adjusted(-2, -2, 2, 2))

    # -- hand ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._value_at(event.position().x()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if not self.isEnabled():
                return False  # the bar says why
            show_tip(event.globalPos(), self.read_at(float(event.pos().x())), self)
            return True
        return super().event(event)

    def read_at(self, x: float) -> str:
        """Return what is at a place: marks near it, else the snapshot there."""
        near = [
            mark.text
            for mark in self._marks
            if abs(self.x_of(self.position_of(mark.step)) - x) <= REACH
        ]
        if near:
            return "<br>".join(near)
        value = self._value_at(x)
        return self.text_of(self._steps[value] if value < len(self._steps) else None)

    def text_of(self, step: int | None) -> str:
        """Return what a position is called."""
        from gui.numbers import grouped

        return self._texts[1] if step is None else self._texts[0].format(step=grouped(step))
