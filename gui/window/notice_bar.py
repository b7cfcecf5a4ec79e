"""A line below the toolbar: what to look at, or what went wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.icons import icon
from gui.style import set_role
from gui.theme import Theme, with_alpha

Kind = Literal["hint", "problem"]
Action = tuple[str, Callable[[], object]]
STRIPE = 4


class NoticeBar(QWidget):
    """Shows one sentence until it is dismissed or replaced; hidden while there is none."""

    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind: Kind = "hint"
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.dismiss)
        self._actions = QHBoxLayout()
        self.buttons: list[QPushButton] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 6, 4)
        layout.addWidget(self._label, 1)
        layout.addLayout(self._actions)
        layout.addWidget(self._close)
        self.set_theme(theme)
        self._name_button()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty while hidden."""
        return "" if self.isHidden() else self._label.text()

    def show_text(self, text: str, kind: Kind, actions: Sequence[Action] = ()) -> None:
        """Show a sentence, and buttons for what can be done; an empty sentence hides the line."""
        self._kind = kind
        self._offer(actions)
        self._label.setText(text)
        self._label.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def _offer(self, actions: Sequence[Action]) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for text, done in actions:
            button = QPushButton(text, self)
            set_role(button, "link")
            button.clicked.connect(lambda _=False, done=done: done())
            self._actions.addWidget(button)
            self.buttons.append(button)
        for before, button in zip([self._label, *self.buttons], self.buttons, strict=False):
            QWidget.setTabOrder(before, button)

    def dismiss(self) -> None:
        """Hide the line."""
        self.hide()
        self.dismissed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font from `theme`."""
        self._theme = theme
        self._label.setFont(theme.font(13))
        palette = self._label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.text))
        self._label.setPalette(palette)
        self._close.setIcon(icon("close", theme.muted))
        self._close.setIconSize(QSize(theme.px(14), theme.px(14)))
        self.update()

    def _name_button(self) -> None:
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name_button()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        color = self._theme.danger if self._kind == "problem" else self._theme.link
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(with_alpha(color, 0.35), 1))
        painter.setBrush(with_alpha(color, 0.08))
        box = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(0, 0, STRIPE, self.height() - 1, 2, 2)
        painter.end()
