"""Editors in which one writes: text becomes a value, or stays and is told to be wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from engine.text import EngineError
from gui.editors.base import Editor
from gui.editors.setting import Setting
from gui.language import translate
from gui.numbers import short
from gui.style import set_role

LONGEST_TEXT = 4096
TYPICAL = " 0.000010 "


class Line(QLineEdit):
    """A line of text; Escape gives up, the arrow keys up and down step.

    Undo and redo are the window's where the line has nothing of its own to take back.
    """

    #: Enter was pressed, and `editingFinished` told
    entered = Signal()
    escaped = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST_TEXT)
        self.setMinimumWidth(36)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(TYPICAL), super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            undo = event.matches(keys.Undo) and not self.isUndoAvailable()
            redo = event.matches(keys.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            self.clearFocus()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()


class LineEditor(Editor):
    """One line of text, with the unit behind it."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._shown = ""
        self.line = Line(self)
        self.line.editingFinished.connect(self.commit)
        self.line.entered.connect(self._leave)
        self.line.escaped.connect(self.revert)
        self.line.stepped.connect(self.step)
        self._unit = QLabel(self)
        set_role(self._unit, "muted")
        self._place()
        self.setFocusProxy(self.line)
        self.retranslate()

    def _place(self) -> None:
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self._unit)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.line,)

    @property
    def has_bad_text(self) -> bool:
        return self.line.text() != self._shown

    def show_value(self) -> None:
        self._shown = self.text_of(self._value)
        if self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0)

    def take_back(self, previous: Any, error: EngineError) -> None:
        self._shown = self.text_of(previous)  # what stands in the line is bad text from now on
        super().take_back(previous, error)

    def retranslate(self) -> None:
        self._unit.setText(translate(self.setting.unit))
        self._unit.setVisible(bool(self.setting.unit))
        self.line.setPlaceholderText(translate(self.setting.none_label))
        super().retranslate()

    def commit(self) -> None:
        """Take what stands in the line as the value, if it is one."""
        if self.has_bad_text:
            self.offer(self.parse(self.line.text()))
        else:
            self.reverted.emit()

    def _leave(self) -> None:
        """Give the keys back to the window once a value is in: Space trains, Ctrl+Z undoes."""
        if not self.has_bad_text:
            self.line.clearFocus()

    def step(self, direction: int) -> None:
        """Go one step up or down; a line of plain text knows none."""

    def text_of(self, value: Any) -> str:
        """Return how `value` is written."""
        return "" if value is None else short(value)

    def parse(self, text: str) -> Any:
        """Return what `text` means; what it cannot mean is returned as text for the check."""
        stripped = text.strip()
        return None if not stripped and self.setting.optional else stripped


class TextEditor(LineEditor):
    """Plain text."""
