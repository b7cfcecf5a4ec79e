"""What all editors have in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.text import EngineError
from gui.editors.setting import Setting


class Editor(QWidget):
    """Edits one value. The value in force stays the last good one, whatever stands in the field."""

    #: a new, good value
    edited = Signal(object)
    #: an `EngineError`: what stands in the field cannot be a value
    refused = Signal(object)
    #: what stood in the field was taken back
    reverted = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._value: Any = setting.default
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    @property
    def value(self) -> Any:
        """The value in force."""
        return self._value

    @property
    def beside_label(self) -> QWidget | None:
        """A part that stands on the label's line, if the editor has one."""
        return None

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """The widgets that a person types into, the main one first."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show `value` without telling anyone; bad text stays if the value is the same."""
        if value != self._value or type(value) is not type(self._value) or not self.has_bad_text:
            self._value = value
            self.show_value()

    def show_value(self) -> None:
        """Show the value in force."""
        raise NotImplementedError

    @property
    def has_bad_text(self) -> bool:
        """Whether something stands in the field that is no value."""
        return False

    def revert(self) -> None:
        """Show the value in force again instead of what stands in the field."""
        self.show_value()
        self.reverted.emit()

    def take_back(self, previous: Any, error: EngineError) -> None:
        """Put `previous` into force again, since the value does not go with the other settings."""
        self._value = previous
        if not self.has_bad_text:
            self.show_value()
        self.refused.emit(error)

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        if not self.has_bad_text:
            self.show_value()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def offer(self, value: Any) -> None:
        """Check `value`; if it is good and new it comes into force, else say what is wrong."""
        try:
            good = self.setting.check(value)
        except EngineError as error:
            self.refused.emit(error)
            return
        changed = good != self._value or type(good) is not type(self._value)
        self._value = good
        self.show_value()
        if changed:
            self.edited.emit(good)
        else:
            self.reverted.emit()
