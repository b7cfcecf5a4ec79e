"""A label whose text gives way where there is too little room for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel


class ElidedLabel(QLabel):
    """Paints as much of its text as fits; `text` and screen readers have all of it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics, room = self.fontMetrics(), self.contentsRect()
        if metrics.horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        right = Qt.TextElideMode.ElideRight
        painter.drawText(
            room, int(self.alignment()), metrics.elidedText(self.text(), right, room.width())
        )
        painter.end()
