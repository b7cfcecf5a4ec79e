"""A flat button that shows a choice and opens the others: "log ▾"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QFocusEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from gui.layer_strip import KEY_REASONS
from gui.theme import Theme

ARROW = 7
GAP = 5
EDGE = 2


@dataclass(frozen=True)
class Choice:
    """One entry: what is emitted, what is read, why it is useful; disabled ones say why not."""

    key: str
    label: str
    tip: str = ""
    enabled: bool = True
    short: str = ""  # shown on the button instead of the label

    @property
    def text(self) -> str:
        """The text on the button."""
        return self.short or self.label


class ChoiceMenu(QToolButton):
    """Shows the chosen entry with a small arrow; hidden while there is nothing to choose."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._current: Choice | None = None
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._group = QActionGroup(self)
        self.arrow_only = False
        self.elides = True
        self._by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def current(self) -> str:
        """Key of the chosen entry, empty without entries."""
        return self._current.key if self._current else ""

    def set_choices(self, choices: Sequence[Choice], current: str) -> None:
        """Offer `choices` with the one called `current` chosen."""
        chosen = next((each for each in choices if each.key == current), None)
        if tuple(choices) == self._choices and chosen == self._current:
            return
        self._choices, self._current = tuple(choices), chosen
        self._menu.clear()
        for choice in self._choices:
            self._menu.addAction(self._action(choice))
        self.setVisible(len(self._choices) > 1)
        self.setToolTip(chosen.tip if chosen else "")
        self.setAccessibleDescription(chosen.label if chosen else "")
        self.updateGeometry()
        self.update()

    def _action(self, choice: Choice) -> QAction:
        action = QAction(choice.label, self._group)
        action.setCheckable(True)
        action.setChecked(choice == self._current)
        action.setEnabled(choice.enabled)
        action.setToolTip(choice.tip)
        action.triggered.connect(lambda: self.chosen.emit(choice.key))
        return action

    def set_theme(self, theme: Theme, size: int = 12) -> None:
        """Take colours and font size (`size` at the normal scale) from `theme`."""
        self._theme = theme
        self.setFont(theme.font(size))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        text = metrics.horizontalAdvance(self._text) + GAP if self._text else 0
        return QSize(text + ARROW + 2 * EDGE, metrics.height() + 4)

    @property
    def _text(self) -> str:
        return self._current.text if self._current and not self.arrow_only else ""

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(40, hint.width()), hint.height()) if self.elides else hint

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in KEY_REASONS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._by_key = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self._by_key or self.isDown()
        color = QColor(self._theme.text if lit else self._theme.muted)
        space = QRectF(self.rect()).adjusted(EDGE, 0, -(GAP + ARROW + EDGE), 0)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, int(space.width()) + 1)
        painter.setPen(color)
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter, shown)
        left = EDGE + (metrics.horizontalAdvance(shown) + GAP if shown else 0)
        middle = self.height() / 2 + 1
        arrow = QPainterPath()
        arrow.moveTo(left, middle - 2)
        arrow.lineTo(left + ARROW / 2, middle + 2)
        arrow.lineTo(left + ARROW, middle - 2)
        painter.setPen(QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(arrow)
        if self._by_key:
            painter.setPen(QPen(QColor(self._theme.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
