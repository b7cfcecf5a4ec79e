"""The titles of the pages that share a card: a click on one shows its page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gui.layer_strip import KEY_REASONS
from gui.theme import Theme

GAP = 14
LINE = 2
ROOM = 4


class PageTitle(QToolButton):
    """One title, underlined while its page is shown."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._by_key = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font from `theme`."""
        self._theme = theme
        self.setFont(theme.font(15, bold=True))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + ROOM + LINE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in KEY_REASONS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._by_key = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        lit = self.isChecked() or self.underMouse()
        painter = QPainter(self)
        painter.setPen(QColor(theme.text if lit else theme.muted))
        text = QRectF(self.rect()).adjusted(0, 0, 0, -ROOM - LINE)
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            painter.fillRect(0, self.height() - LINE, self.width(), LINE, QColor(theme.link))
        if self._by_key:
            painter.setPen(QPen(QColor(theme.link), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class PageSwitch(QWidget):
    """The titles side by side, in the place of a card's own title."""

    chosen = Signal(str)

    def __init__(self, keys: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titles = {key: PageTitle(theme, self) for key in keys}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for key, title in self.titles.items():
            title.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            layout.addWidget(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_current(self, key: str) -> None:
        """Underline the title of the page that is shown."""
        self.titles[key].setChecked(True)

    def set_texts(self, texts: dict[str, tuple[str, str]]) -> None:
        """Name the pages, each with an explanation."""
        for key, (text, tip) in texts.items():
            self.titles[key].setText(text)
            self.titles[key].setToolTip(tip)
            self.titles[key].setAccessibleName(text)
            self.titles[key].updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font from `theme`."""
        for title in self.titles.values():
            title.set_theme(theme)
