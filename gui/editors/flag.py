"""Yes or no."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.editors.base import Editor
from gui.editors.setting import Setting


class FlagEditor(Editor):
    """A check box."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.box = QCheckBox(self)
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(self.box)
        self._row.addStretch(1)
        self.setFocusProxy(self.box)
        self.box.clicked.connect(self.offer)
        self.show_value()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def show_value(self) -> None:
        self.box.setChecked(bool(self._value))
