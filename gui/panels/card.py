"""The header of a panel's card: title, what is drawn, the run it shows, layers, menus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.layer_strip import LayerStrip
from gui.panels.choice_menu import ChoiceMenu
from gui.panels.elided_label import ElidedLabel
from gui.past_chip import PastChip
from gui.run_chip import RunChip
from gui.theme import Theme

RADIUS = 8.0
MARGIN = 12
SPACING = 7
NARROW_STRIP = 48


def paint_card(widget: QWidget, painter: QPainter, theme: Theme, top: bool, bottom: bool) -> None:
    """Paint the card behind `widget`, with its border, rounded where its `top` or `bottom` is."""
    half = 0.5  # of the border's width
    box = QRectF(widget.rect())
    box.adjust(half, half if top else 0, -half, -half if bottom else 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(theme.card))
    painter.setPen(QPen(QColor(theme.card_border), 1))
    painter.drawPath(_outline(box, top, bottom))


def _outline(box: QRectF, top: bool, bottom: bool) -> QPainterPath:
    """Return a card's edge, open where it goes on; nothing lies outside `box`.

    On the screen a widget could cut it off, but not in the files of vector graphics.
    """
    path, side = QPainterPath(), 2.0 * RADIUS
    if top and bottom:
        path.addRoundedRect(box, RADIUS, RADIUS)
    elif top:
        path.moveTo(box.bottomLeft())
        path.arcTo(box.left(), box.top(), side, side, 180, -90)
        path.arcTo(box.right() - side, box.top(), side, side, 90, -90)
        path.lineTo(box.bottomRight())
    else:
        path.moveTo(box.topLeft())
        path.arcTo(box.left(), box.bottom() - side, side, side, 180, 90)
        path.arcTo(box.right() - side, box.bottom() - side, side, side, 270, 90)
        path.lineTo(box.topRight())
    return path


def dress(label: QLabel, font: QFont, color: str) -> None:
    """Give a label its font and colour."""
    label.setFont(font)
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(color))
    label.setPalette(palette)


class CardHeader(QWidget):
    """Serves as the title bar of a dock: it can be dragged, and a double click asks to maximise."""

    maximize_requested = Signal()
    title_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = ElidedLabel(self)
        self.value = QLabel(self)
        self.subtitle = QLabel(self)
        self.chip = RunChip(theme, self)
        self.past = PastChip(theme, self)
        self.strip = LayerStrip(theme, self)
        self.view_menu = ChoiceMenu(theme, self)
        self.form_menu = ChoiceMenu(theme, self)
        self.form_menu.elides = False
        self.title.setMinimumWidth(30)
        self.value.hide()
        self.subtitle.hide()
        for label in (self.title, self.value, self.subtitle):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._menus: tuple[ChoiceMenu, ...] = (self.view_menu, self.form_menu)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)
        self._name_menus()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, 8, MARGIN, 0)
        outer.setSpacing(0)
        for row in (self._first, self._second):
            row.setSpacing(SPACING)
            outer.addLayout(row)
        self._first.addWidget(self.title)
        self._first.addStretch(1)
        for widget in (self.past, self.chip, self.strip, self.value):
            self._first.addWidget(widget)
        self._second.addWidget(self.subtitle, 1000)
        self._second.addWidget(self.view_menu)
        self._second.addStretch(1)
        self._second.addWidget(self.form_menu)

    def use_one_row(self) -> None:
        """Put the menus into the title's row, the view's arrow right behind the title."""
        for menu in (self.view_menu, self.form_menu):
            self._second.removeWidget(menu)
        self.view_menu.arrow_only = True
        self._first.insertWidget(1, self.view_menu)
        self._first.addWidget(self.form_menu)

    def add_menu(self, menu: ChoiceMenu, behind: QWidget | None = None) -> None:
        """Show another menu in the title's row: `behind` a part of it, else before the form's."""
        place = self._first.indexOf(self.form_menu if behind is None else behind)
        self._first.insertWidget(place + (behind is not None), menu)
        self._menus = (*self._menus, menu)
        menu.set_theme(self._theme)

    def replace_title(self, widget: QWidget) -> None:
        """Show a widget where the title stands, such as the titles of several pages."""
        self.title.hide()
        self._first.insertWidget(0, widget)

    def add_behind_title(self, widget: QWidget) -> None:
        """Show a widget that takes the room behind the title."""
        self._first.insertWidget(1, widget, 100)

    def _name_menus(self) -> None:
        self.view_menu.setAccessibleName(self.tr("View"))
        self.form_menu.setAccessibleName(self.tr("Form of the plot"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name_menus()
        super().changeEvent(event)

    # -- contents --------------------------------------------------------------------------------

    def set_title(self, title: str) -> None:
        """Name the panel."""
        if title == self.title.text():
            return
        self.title.setText(title)
        self.setAccessibleName(title)
        self.title_changed.emit(title)

    def set_subtitle(self, text: str) -> None:
        """Say in one line what is drawn; empty: no line."""
        if text != self.subtitle.text():
            self.subtitle.setText(text)
            self.subtitle.setToolTip(text)
        self.subtitle.setVisible(bool(text))

    def set_value(self, text: str, explanation: str = "") -> None:
        """Show one number at the right end, such as the accuracy; empty: none."""
        if text != self.value.text():
            self.value.setText(text)
            self._share_room()
        self.value.setToolTip(explanation)
        self.value.setVisible(bool(text))

    def set_past(self, text: str) -> None:
        """Say in words which step of the past is drawn; empty: it is the present."""
        self.past.set_text(text)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font sizes from `theme`."""
        self._theme = theme
        dress(self.title, theme.font(15, bold=True), theme.text)
        dress(self.value, theme.font(13), theme.text)
        dress(self.subtitle, theme.font(12), theme.muted)
        for part in (self.past, self.chip, self.strip):
            part.set_theme(theme)
        for menu in self._menus:
            menu.set_theme(theme)
        self._share_room()
        self.update()

    # -- room ------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_room()
        return super().event(event)

    def _share_room(self) -> None:
        """Where the row is too short the chip gives way first, then the strip becomes a bar."""
        others = [self.title, self.value, self.past, *self._menus_in_first_row()]
        taken = sum(each.sizeHint().width() + SPACING for each in others if not each.isHidden())
        room = self.width() - 2 * MARGIN - taken - 2 * SPACING
        strip, chip = self.strip.sizeHint().width(), self.chip.minimumSizeHint().width()
        if not self.strip.isHidden():
            if strip + chip > room:
                strip = max(NARROW_STRIP, room - chip)
            strip = min(strip, self.strip.sizeHint().width())
            self.strip.setFixedWidth(strip)
            room -= strip + SPACING
        self.chip.setFixedWidth(self.chip.width_within(room))

    def _menus_in_first_row(self) -> list[ChoiceMenu]:
        return [menu for menu in self._menus if self._first.indexOf(menu) >= 0]

    # -- title bar -------------------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.maximize_requested.emit()
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(self, painter, self._theme, top=True, bottom=False)
        painter.end()
