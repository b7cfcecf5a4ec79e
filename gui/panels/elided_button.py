"""A button whose text gives way where there is too little room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

LEAST = 60


class ElidedButton(QPushButton):
    """Shows as much of its text as fits; `full_text` is all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full_text = ""
        # A QPushButton would not let a layout make it narrower than its text.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_full_text(self, text: str) -> None:
        """Show `text`, elided if need be; screen readers get all of it."""
        self.full_text = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def _padding(self) -> int:
        """Width of the frame and the room inside it, whatever the style."""
        shown = self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint().width() - shown

    def _elide(self) -> None:
        room = self.width() - self._padding()
        right = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self.full_text, right, max(0, room)))

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.full_text) + self._padding() + 1
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()
