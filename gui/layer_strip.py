"""The layer strip 1…L: names the layers' colours and picks which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.palettes import ink_on
from gui.theme import Theme

MOST_SQUARES = 12
SQUARE = 16
GAP = 2
BAR_WIDTH = 96
DIMMED = 0.25
KEY_REASONS = (
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)  # fmt: skip
"""Focus that came by a key is shown; focus by a click, or by a window that opens, is not."""


class LayerStrip(QWidget):
    """Coloured squares, one per layer; a click isolates one, Ctrl-click adds, again shows all.

    More than 12 layers, or too little room, make one bar whose position stands for the layer.
    """

    #: the layers shown, counted from 1; empty for all
    selection_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colors: tuple[QColor, ...] = ()
        self._selected: frozenset[int] = frozenset()
        self._hovered = 0
        self._current = 1
        self._by_key = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()
        self.hide()

    # -- what it shows ---------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Number of layers."""
        return len(self._colors)

    @property
    def selected(self) -> frozenset[int]:
        """The layers shown, counted from 1; empty for all."""
        return self._selected

    def set_layers(self, colors: Sequence[QColor | str]) -> None:
        """Show one square per colour; a selection beyond the last layer is dropped."""
        new = tuple(QColor(color) for color in colors)
        if new == self._colors:
            return
        changed = len(new) != len(self._colors)
        self._colors = new
        self._current = min(max(1, self._current), max(1, len(new)))
        if changed:
            self.setVisible(bool(new))
            self.updateGeometry()
            self.select(layer for layer in self._selected if layer <= len(new))
        self.update()

    def select(self, layers: object) -> None:
        """Show only these layers (counted from 1; none: all)."""
        wanted = frozenset(layers)  # type: ignore[call-overload]
        if len(wanted) == self.count:
            wanted = frozenset()
        if wanted != self._selected:
            self._selected = wanted
            self.update()
            self.selection_changed.emit(wanted)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font size from `theme`."""
        self._theme = theme
        self.setFont(theme.font(11, bold=True))
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self.setAccessibleName(self.tr("Layers"))
        self.setAccessibleDescription(
            self.tr("Click a layer to show it alone, Ctrl-click to add one, click again for all.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # -- geometry --------------------------------------------------------------------------------

    def _square(self) -> int:
        return max(SQUARE, self.fontMetrics().height() + 1)

    def _full_width(self) -> int:
        return self.count * (self._square() + GAP) - GAP

    @property
    def compact(self) -> bool:
        """Whether one bar stands for all layers."""
        return self.count > MOST_SQUARES or self.width() < self._full_width()

    def sizeHint(self) -> QSize:
        width = BAR_WIDTH if self.count > MOST_SQUARES else self._full_width()
        return QSize(max(0, width), self._square())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 48), self._square())

    def layer_at(self, position: QPoint) -> int:
        """Return the layer under a position of this widget, counted from 1; 0: none."""
        if not self.count or not self.rect().contains(position):
            return 0
        if self.compact:
            return min(self.count, 1 + position.x() * self.count // max(1, self.width()))
        layer = 1 + position.x() // (self._square() + GAP)
        return layer if layer <= self.count else 0

    def _rect_of(self, layer: int) -> QRectF:
        if self.compact:
            width = self.width() / self.count
            return QRectF((layer - 1) * width, 0, width, self.height())
        side = self._square()
        return QRectF((layer - 1) * (side + GAP), (self.height() - side) / 2, side, side)

    # -- input -----------------------------------------------------------------------------------

    def _press(self, layer: int, add: bool) -> None:
        self._current = layer
        if add:
            self.select(self._selected ^ {layer})
        else:
            self.select(() if self._selected == {layer} else (layer,))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        layer = self.layer_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not layer:
            super().mousePressEvent(event)
            return
        self._press(layer, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.layer_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(0)

    def _hover(self, layer: int) -> None:
        if layer != self._hovered:
            self._hovered = layer
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in KEY_REASONS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._by_key = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in moves:
            self._current = min(max(1, self._current + moves[Qt.Key(event.key())]), self.count)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            self._press(
                self._current, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            )
        elif event.key() == Qt.Key.Key_Escape and self._selected:
            self.select(())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            layer = self.layer_at(event.pos())
            text = self.tr("Layer {layer} of {count}.").format(layer=layer, count=self.count)
            if layer:
                hint = self.accessibleDescription()
                QToolTip.showText(event.globalPos(), f"{text}\n{hint}", self)
            return True
        return super().event(event)

    # -- drawing ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.compact:
            self._paint_bar(painter)
        else:
            for layer in range(1, self.count + 1):
                self._paint_square(painter, layer)
        if self._by_key:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawRoundedRect(self._rect_of(self._current).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def _paint_square(self, painter: QPainter, layer: int) -> None:
        color = QColor(self._colors[layer - 1])
        shown = not self._selected or layer in self._selected
        painter.setOpacity(1.0 if shown else DIMMED if layer != self._hovered else 0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color.lighter(118) if layer == self._hovered else color)
        painter.drawRoundedRect(self._rect_of(layer), 3, 3)
        painter.setOpacity(1.0)
        painter.setPen(QColor(ink_on(color.name()) if shown else self._theme.muted))
        painter.drawText(self._rect_of(layer), Qt.AlignmentFlag.AlignCenter, str(layer))

    def _paint_bar(self, painter: QPainter) -> None:
        bar = QRectF(self.rect())
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for index, color in enumerate(self._colors):
            gradient.setColorAt(index / max(1, self.count - 1), color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.setOpacity(DIMMED if self._selected else 1.0)
        painter.drawRoundedRect(bar, 3, 3)
        painter.setOpacity(1.0)
        for layer in self._selected | ({self._hovered} if self._hovered else set()):
            painter.setBrush(self._colors[layer - 1])
            painter.drawRect(self._rect_of(layer).adjusted(-0.5, 0, 0.5, 0))
        self._number(painter, bar, 1, Qt.AlignmentFlag.AlignLeft)
        self._number(painter, bar, self.count, Qt.AlignmentFlag.AlignRight)
        marked = self._hovered or (min(self._selected) if len(self._selected) == 1 else 0)
        if marked:
            self._number(painter, bar, marked, Qt.AlignmentFlag.AlignHCenter)

    def _number(self, painter: QPainter, bar: QRectF, layer: int, side: Qt.AlignmentFlag) -> None:
        place = {Qt.AlignmentFlag.AlignLeft: 0, Qt.AlignmentFlag.AlignRight: self.count - 1}
        under = self._colors[place.get(side, self.count // 2)]
        painter.setPen(QColor(self._theme.text if self._selected else ink_on(under.name())))
        inside = bar.adjusted(4, 0, -4, 0)
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, str(layer))
