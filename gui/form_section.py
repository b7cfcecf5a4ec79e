"""A part of the form that folds: closed it sums up its settings, open it shows all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from gui.icons import icon_image
from gui.summaries import SEPARATOR

GAP = 6
SUMMARY_SCALE = 0.93


class SectionHeader(QAbstractButton):
    """Arrow, title and, while closed, the summary: one line, all of which can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._summary = ""

    @property
    def summary(self) -> str:
        """What stands at the right while the section is closed."""
        return self._summary

    def set_summary(self, text: str) -> None:
        """Show another summary; it is the tooltip as well, since it may be cut off."""
        if text != self._summary:
            self._summary = text
            self.setToolTip(text)
            self.setAccessibleDescription(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, round(1.75 * self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _summary_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(8, round(font.pixelSize() * SUMMARY_SCALE)))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = self.palette()
        muted = colors.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(colors.color(QPalette.ColorRole.Mid), 1))
        painter.drawLine(0, 0, self.width(), 0)
        lively = self.underMouse() or self.isChecked()
        ink = colors.color(QPalette.ColorRole.WindowText) if lively else muted
        left = self._paint_arrow(painter, ink)
        painter.setFont(self._title_font())
        painter.setPen(ink)
        width = painter.fontMetrics().horizontalAdvance(self.text())
        box = QRect(left, 1, self.width() - left, self.height() - 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if not self.isChecked():
            self._paint_summary(painter, muted, left + width + 2 * GAP)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colors.color(QPalette.ColorRole.Link), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 3, -1, -2), 4, 4)
        painter.end()

    def _paint_arrow(self, painter: QPainter, ink: QColor) -> int:
        """Paint the arrow; returns where the title begins."""
        side = max(10, self.fontMetrics().ascent())
        name = "chevron-down" if self.isChecked() else "chevron-right"
        image = icon_image(name, ink.name(), side, self.devicePixelRatioF())
        painter.drawImage(GAP // 2, (self.height() - side) // 2 + 1, image)
        return side + 2 * GAP

    def _paint_summary(self, painter: QPainter, ink: QColor, left: int) -> None:
        painter.setFont(self._summary_font())
        painter.setPen(ink)
        box = QRect(left, 1, self.width() - left - GAP // 2, self.height() - 1)
        text = fitting(self._summary, painter.fontMetrics(), box.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, align, text)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


def fitting(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return as many whole parts of a summary as fit: half a number would be a wrong one."""
    parts = text.split(SEPARATOR)
    for count in range(len(parts), 0, -1):
        shorter = SEPARATOR.join([*parts[:count], *(["…"] if count < len(parts) else [])])
        if metrics.horizontalAdvance(shorter) <= width:
            return shorter
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class Section(QWidget):
    """Header and the folded rows; the rows are made when it is first opened."""

    #: opened or closed
    toggled = Signal(bool)
    #: the rows are wanted for the first time
    first_opened = Signal()

    def __init__(self, key: str, paths: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.paths = tuple(paths)
        self.header = SectionHeader(self)
        self.content = QWidget(self)
        self.rows = QVBoxLayout(self.content)
        self.rows.setContentsMargins(0, 2, 0, 8)
        self.rows.setSpacing(6)
        self.content.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.content)
        self._filled = False
        self.header.toggled.connect(self._toggle)

    @property
    def is_open(self) -> bool:
        """Whether the rows can be seen."""
        return self.header.isChecked()

    def set_open(self, open: bool) -> None:
        """Open or close the section."""
        self.header.setChecked(open)

    def _toggle(self, open: bool) -> None:
        if open and not self._filled:
            self._filled = True
            self.first_opened.emit()
        self.content.setVisible(open)
        self.toggled.emit(open)
