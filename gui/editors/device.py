"""The device: those that the engine found, or any other by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from gui.editors.choice import ComboBox
from gui.editors.line import LineEditor
from gui.editors.setting import Setting

COMMON = (("cpu", "CPU"),)


def device_label(key: str) -> str:
    """Return how a device is called: "CPU", "CUDA:1"."""
    return key.upper()


class DeviceEditor(LineEditor):
    """A combo box in which one may also write."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        self._devices: tuple[tuple[str, str], ...] = COMMON
        super().__init__(setting, parent)

    def _place(self) -> None:
        self.combo = ComboBox(self)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setLineEdit(self.line)
        self.combo.activated.connect(self._chosen)
        self._row.addWidget(self.combo, 1)
        self._fill()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.combo, self.line)

    def set_devices(self, devices: Sequence[tuple[str, str]]) -> None:
        """Offer these (key, label) instead; the CPU is always there."""
        others = tuple((key, label) for key, label in devices if key != "cpu")
        self._devices = COMMON + others
        self._fill()

    def text_of(self, value: object) -> str:
        return device_label(str(value))

    def parse(self, text: str) -> str:
        return text.strip().lower()

    def _fill(self) -> None:
        bad = self.line.text() if self.has_bad_text else ""
        self.combo.blockSignals(True)
        self.combo.clear()
        for key, label in self._devices:
            self.combo.addItem(label, key)
        self.combo.blockSignals(False)
        self.show_value()
        if bad:
            self.line.setText(bad)

    def _chosen(self, index: int) -> None:
        self.offer(self.combo.itemData(index))
