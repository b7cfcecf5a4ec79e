"""Sample images with what the network takes them for; mistakes are framed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.theme import Theme

SIDE = 32  # at the normal font size
GAP = 6
MARGIN = 12


class ImageStrip(QWidget):
    """As many images as fit in a row, each with its prediction below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._images: tuple[QImage, ...] = ()
        self._true: NDArray[np.int64] = np.empty(0, np.int64)
        self._predicted: NDArray[np.int64] | None = None
        self._names: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_images(
        self, images: NDArray[np.uint8], labels: NDArray[np.int64], names: tuple[str, ...]
    ) -> None:
        """Show images (n, height, width, channels) of true classes (n,)."""
        self._images = tuple(_image(each) for each in images)
        self._true, self._names = labels, names
        self.update()

    def set_predictions(self, classes: NDArray[np.int64] | None) -> None:
        """Show what each image is taken for; None: not known yet."""
        self._predicted = classes
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font size from `theme`."""
        self._theme = theme
        self.setFont(theme.font(11))
        self._side = theme.px(SIDE)
        self.setFixedHeight(self._side + self.fontMetrics().height() + 12)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    @property
    def _fitting(self) -> int:
        return min(
            len(self._images), max(0, (self.width() - 2 * MARGIN + GAP) // (self._side + GAP))
        )

    def _box(self, index: int) -> QRectF:
        room = self._fitting * (self._side + GAP) - GAP
        left = (self.width() - room) / 2 + index * (self._side + GAP)
        return QRectF(left, 3, self._side, self._side)

    def _name(self, label: int) -> str:
        return self._names[label] if 0 <= label < len(self._names) else str(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self._fitting):
            self._paint_one(painter, index)
        painter.end()

    def _paint_one(self, painter: QPainter, index: int) -> None:
        box = self._box(index)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(box, self._images[index])
        true = int(self._true[index])
        guess = true if self._predicted is None else int(self._predicted[index])
        wrong = guess != true
        painter.setBrush(Qt.BrushStyle.NoBrush)
        color = QColor(self._theme.danger if wrong else self._theme.card_border)
        painter.setPen(QPen(color, 2 if wrong else 1))
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 2, 2)
        below = QRectF(
            box.left() - GAP / 2, box.bottom() + 3, self._side + GAP, self.height() - self._side - 6
        )
        text = f"{self._name(true)}→{self._name(guess)}" if wrong else self._name(true)
        if self._predicted is None:
            text = f"{self._name(true)}"
        painter.setPen(color if wrong else QColor(self._theme.muted))
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self._side + GAP)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, shown)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = (k for k in range(self._fitting) if self._box(k).contains(event.pos()))
            QToolTip.showText(event.globalPos(), self._tell(next(hit, -1)), self)
            return True
        return super().event(event)

    def _tell(self, index: int) -> str:
        if index < 0:
            return ""
        true = self._name(int(self._true[index]))
        if self._predicted is None:
            return self.tr("True class {true}.").format(true=true)
        guess = self._name(int(self._predicted[index]))
        told = self.tr("True class {true}, predicted {predicted}.")
        return told.format(true=true, predicted=guess)


def _image(pixels: NDArray[np.uint8]) -> QImage:
    """Return an image of pixels (height, width, channels), one channel or three."""
    height, width, channels = pixels.shape
    if channels == 1:
        data = np.ascontiguousarray(pixels[..., 0])
        return QImage(data.data, width, height, width, QImage.Format.Format_Grayscale8).copy()
    data = np.ascontiguousarray(pixels[..., :3])
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
