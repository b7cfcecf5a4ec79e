"""Drawing data with the mouse: dabs of points on the plane of two features."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from gui.panels.canvas import Canvas

SPACING = 11.0  # pixels between the points of a stroke
REACH = 13.0  # pixels around the mouse that the eraser clears
MOST_CLASSES = 10
Point = list[float]


class Pencil(QObject):
    """Turns strokes on a canvas into points [x, y, class].

    The left button draws class `brush` (0 at first), the right one or Shift the next class; number
    keys choose the class, E the eraser, Ctrl+Z takes the last stroke back.
    """

    #: points have changed while the mouse is down
    changed = Signal()
    #: a stroke is over: the points, each [x, y, class]
    finished = Signal(object)
    #: the class or the eraser was chosen by a key
    chosen = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._undo: list[list[Point]] = []
        self._last: QPointF | None = None
        self.active = False
        self.brush = 0
        self.erasing = False
        self.points: list[Point] = []
        canvas.installEventFilter(self)

    def begin(self, points: list[Point]) -> None:
        """Start to draw, going on from `points`."""
        self.points = [list(point) for point in points]
        self._undo.clear()
        self.active = True
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._canvas.setFocus()

    def end(self) -> None:
        """Stop drawing; the points stay."""
        self.active = False
        self._canvas.unsetCursor()
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def clear(self) -> None:
        """Take all points away."""
        self._undo.append(list(self.points))
        self.points = []
        self._tell()

    def take_back(self) -> None:
        """Undo the last stroke."""
        if self._undo:
            self.points = self._undo.pop()
            self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.finished.emit([list(point) for point in self.points])

    # -- input -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.active:
            return False
        if event.type() == QEvent.Type.ContextMenu:
            return True
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not event.matches(QKeySequence.StandardKey.Undo):
                return False
            event.accept()  # the stroke is taken back here, not a setting by the window
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            if not self._canvas.area.contains(at):
                return False
            self._undo.append(list(self.points))
            self._dab(at, self._class_of(event))
            return True
        if kind == QEvent.Type.MouseMove and self._last is not None:
            away = math.hypot(at.x() - self._last.x(), at.y() - self._last.y())
            if away >= SPACING and self._canvas.area.contains(at):
                self._dab(at, self._class_of(event))
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._last is not None:
            self._last = None
            self.finished.emit([list(point) for point in self.points])
            return True
        return False

    def _class_of(self, event: QMouseEvent) -> int:
        second = event.buttons() & Qt.MouseButton.RightButton or (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        return (self.brush + 1) % MOST_CLASSES if second else self.brush

    def _dab(self, at: QPointF, label: int) -> None:
        self._last = at
        area = self._canvas.area
        if self.erasing:
            self.points = [
                point for point in self.points
                if math.dist((at.x(), at.y()), self._pixel(point)) > REACH
            ]  # fmt: skip
        else:
            self.points.append([*self._canvas.to_data(at, area), float(label)])
        self.changed.emit()

    def _pixel(self, point: Point) -> tuple[float, float]:
        place = self._canvas.to_pixel(point[0], point[1], self._canvas.area)
        return place.x(), place.y()

    def _key(self, event: QKeyEvent) -> bool:
        if event.text().isdigit():
            self.brush, self.erasing = int(event.text()), False
        elif event.key() == Qt.Key.Key_E:
            self.erasing = not self.erasing
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
            return True
        else:
            return False
        self.chosen.emit()
        return True
