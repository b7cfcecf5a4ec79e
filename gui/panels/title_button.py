"""A button for a title that takes two lines where one is too narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

LEAST = 60
BREAKS = (": ", "：")


class TitleButton(QPushButton):
    """Shows `full_text` in one line, or broken after its colon; what is too long is elided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full_text = ""
        # A QPushButton would not let a layout make it narrower than its text.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_full_text(self, text: str) -> None:
        """Show `text` as it fits; screen readers get all of it."""
        self.full_text = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def _width_of(self, text: str) -> int:
        return max(self.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))

    def _padding(self) -> int:
        """Width of the frame and the room inside it, whatever the style."""
        return super().sizeHint().width() - self._width_of(self.text())

    def _fit(self) -> None:
        room = max(0, self.width() - self._padding())
        lines = [self.full_text]
        if self._width_of(self.full_text) > room:
            lines = _broken(self.full_text)
        right = Qt.TextElideMode.ElideRight
        shown = "\n".join(self.fontMetrics().elidedText(line, right, room) for line in lines)
        if shown != self.text():
            self.setText(shown)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.full_text) + self._padding() + 1
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _broken(text: str) -> list[str]:
    for mark in BREAKS:
        first, found, rest = text.partition(mark)
        if found:
            return [first + mark.rstrip(), rest]
    return [text]
