"""One of several: a combo box whose items explain themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from gui.editors.base import Editor
from gui.editors.setting import Setting
from gui.language import translate
from gui.tips import ItemTips, Tip, help_html, row_html

MOST_VISIBLE = 20


class ComboBox(QComboBox):
    """A combo box that lets the form scroll under the wheel unless it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setMaxVisibleItems(MOST_VISIBLE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shorten the text where it does not fit; the stylesheet would cut it off."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - 2
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def showPopup(self) -> None:
        hint = self.view().sizeHintForColumn(0) + 40
        self.view().setMinimumWidth(max(self.width(), hint))
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
        else:
            super().keyPressEvent(event)


class ChoiceEditor(Editor):
    """Chooses a key; table rows show explanation, formula and source as tooltips."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.combo = ComboBox(self)
        for key, label in setting.choices:
            self.combo.addItem(label, key)
        self._row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)
        ItemTips(self.combo.view(), self._tip_of_item)
        Tip(self.combo, lambda: self._tip_of_item(self.combo.currentIndex()))
        self.combo.activated.connect(self._chosen)
        self.retranslate()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.combo,)

    def show_value(self) -> None:
        self.combo.setCurrentIndex(self.combo.findData(self._value))

    def retranslate(self) -> None:
        for index, (_, label) in enumerate(self.setting.choices):
            self.combo.setItemText(index, translate(label))
        super().retranslate()

    def _chosen(self, index: int) -> None:
        self.offer(self.combo.itemData(index))

    def _tip_of_item(self, index: int) -> str:
        reason = self.combo.property("reason")
        if reason:
            return str(reason)
        key = self.combo.itemData(index)
        if key in self.setting.rows:
            return row_html(self.setting.rows[key])
        return help_html(translate(self.setting.label), translate(self.setting.help))
