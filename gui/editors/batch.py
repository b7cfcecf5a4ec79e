"""The batch size: a number of samples, or the full training set."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QToolButton, QWidget

from gui.editors.number import NumberEditor
from gui.editors.setting import Setting
from gui.style import set_role

FULL = "full"
FIRST_SIZE = 32


class BatchEditor(NumberEditor):
    """A number field with a switch for full batches."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        self._last_size = FIRST_SIZE
        super().__init__(setting, parent)

    def _place(self) -> None:
        super()._place()
        self.switch = QToolButton(self)
        self.switch.setCheckable(True)
        set_role(self.switch, "toggle")
        self.switch.clicked.connect(self._switched)
        self._row.addWidget(self.switch)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.line, self.switch)

    def retranslate(self) -> None:
        self.switch.setText(self.tr("full"))
        self.switch.setToolTip(self.tr("Use the full training set in each step."))
        super().retranslate()

    def show_value(self) -> None:
        if isinstance(self._value, int):
            self._last_size = self._value
        self.switch.setChecked(self._value == FULL)
        super().show_value()

    def text_of(self, value: Any) -> str:
        return self.tr("full") if value == FULL else super().text_of(value)

    def parse(self, text: str) -> Any:
        if text.strip().casefold() in (FULL, self.tr("full").casefold()):
            return FULL
        return super().parse(text)

    def step(self, direction: int) -> None:
        size = parse_size(self.line.text())
        if size is not None:
            self.offer(max(1, size * 2 if direction > 0 else size // 2))

    def _switched(self, full: bool) -> None:
        self.offer(FULL if full else self._last_size)


def parse_size(text: str) -> int | None:
    """Return a positive whole number, or None."""
    return int(text) if text.strip().isdecimal() and int(text) > 0 else None
