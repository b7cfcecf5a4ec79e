"""The row of tools under the plane while points are drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gui.panels.markers import paint_marker
from gui.panels.pencil import Pencil
from gui.theme import Theme

CLASSES = 4  # with a button; the number keys reach ten
ICON = 16
ERASER = -1


class PencilBar(QWidget):
    """Chooses class or eraser, clears, and ends drawing."""

    done = Signal()

    def __init__(self, pencil: Pencil, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pencil = pencil
        self._tools = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 4)
        row.setSpacing(2)
        for number in range(CLASSES):
            row.addWidget(self._tool(number))
        self._eraser = self._tool(ERASER)
        row.addWidget(self._eraser)
        row.addStretch(1)
        self._clear, self._done = QToolButton(self), QToolButton(self)
        for button in (self._clear, self._done):
            button.setProperty("role", "button")
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tools.idClicked.connect(self._choose)
        self._clear.clicked.connect(pencil.clear)
        self._done.clicked.connect(self.done)
        pencil.chosen.connect(self.show_choice)
        self.set_theme(theme)
        self.retranslate()

    def _tool(self, number: int) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setIconSize(QSize(ICON, ICON))
        # QButtonGroup takes -1 for "choose an id": ids are shifted by one.
        self._tools.addButton(button, number + 1)
        return button

    def _choose(self, id_: int) -> None:
        self._pencil.erasing = id_ - 1 == ERASER
        if id_ - 1 != ERASER:
            self._pencil.brush = id_ - 1

    def show_choice(self) -> None:
        """Press the button of the class or the eraser in use."""
        button = self._tools.button(0 if self._pencil.erasing else self._pencil.brush + 1)
        self._tools.setExclusive(False)
        for each in self._tools.buttons():
            each.setChecked(each is button)
        self._tools.setExclusive(True)

    def set_theme(self, theme: Theme) -> None:
        """Draw the classes' markers in the colours of `theme`."""
        ratio = self.devicePixelRatioF()
        for number in range(CLASSES):
            image = QPixmap(round(ICON * ratio), round(ICON * ratio))
            image.setDevicePixelRatio(ratio)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            color, marker = QColor(theme.class_color(number)), theme.class_marker(number)
            paint_marker(painter, QPointF(ICON / 2, ICON / 2), marker, color, 10, False, theme)
            painter.end()
            self._tools.button(number + 1).setIcon(QIcon(image))
        self.setFont(theme.font(12))

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        for number in range(CLASSES):
            text = self.tr("Draw points of class {number} (key {number}); Shift or the right "
                           "button draws the next class.")  # fmt: skip
            self._tools.button(number + 1).setToolTip(text.format(number=number))
            name = self.tr("Class {number}").format(number=number)
            self._tools.button(number + 1).setAccessibleName(name)
        self._eraser.setText(self.tr("Erase"))
        self._eraser.setToolTip(self.tr("Take points away with the mouse (key E)."))
        self._clear.setText(self.tr("Clear"))
        self._clear.setToolTip(self.tr("Take all points away."))
        self._done.setText(self.tr("Done"))
        self._done.setToolTip(self.tr("Stop drawing and keep the points as data."))
