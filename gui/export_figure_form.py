"""What one chooses for a figure: panels, kind of file, size, text, lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from gui.language import translate
from gui.preferences import Preferences
from gui.publication import DPI, FONT_PT, LINE_PT, PRESETS, SIDES_CM, FileKind, Publication

KINDS: tuple[FileKind, ...] = ("pdf", "svg", "png")
NUMBERS = ("width_cm", "height_cm", "font_pt", "line_pt")


class FigureForm(QWidget):
    """Edits a `Publication`; begins with the last one used.

    `titles` are those of the panels by key.
    """

    changed = Signal()

    def __init__(self, titles: Mapping[str, str], first: str, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.panel_box, self.kind_box, self.preset_box = QComboBox(), QComboBox(), QComboBox()
        self.numbers = {
            "width_cm": _number(SIDES_CM, 0.5, " cm"),
            "height_cm": _number(SIDES_CM, 0.5, " cm"),
            "font_pt": _number(FONT_PT, 0.5, " pt"),
            "line_pt": _number(LINE_PT, 0.25, " pt"),
        }
        self.dpi_box = QSpinBox()
        self.dpi_box.setRange(*DPI)
        self.dpi_box.setSingleStep(50)
        self.title_box, self.key_box = QCheckBox(), QCheckBox()
        self._rows: dict[str, QLabel] = {}
        self._lay_out()
        self._fill(titles)
        self._recall()
        self.panel_box.setCurrentIndex(max(0, self.panel_box.findData(first)))
        self._connect()
        self._kind_chosen()
        self._find_preset()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        for name, widget in (
            ("panel", self.panel_box), ("kind", self.kind_box), ("preset", self.preset_box),
            *self.numbers.items(), ("dpi", self.dpi_box),
        ):  # fmt: skip
            self._rows[name] = QLabel()
            self._rows[name].setBuddy(widget)
            form.addRow(self._rows[name], widget)
        form.addRow(self.title_box)
        form.addRow(self.key_box)

    def _fill(self, titles: Mapping[str, str]) -> None:
        if len(titles) > 1:
            self.panel_box.addItem("", "")
        for key, title in titles.items():
            self.panel_box.addItem(title, key)
        for kind in KINDS:
            self.kind_box.addItem(kind.upper(), kind)
        for preset in PRESETS:
            self.preset_box.addItem("", preset.key)
        self.preset_box.addItem("", "")
        self._write()

    def _write(self) -> None:
        """Put the texts in the present language."""
        named = {
            "panel": self.tr("Panel"),
            "kind": self.tr("File"),
            "preset": self.tr("Size"),
            "width_cm": self.tr("Width"),
            "height_cm": self.tr("Height"),
            "font_pt": self.tr("Text"),
            "line_pt": self.tr("Lines"),
            "dpi": self.tr("Dots per inch"),
        }
        for name, text in named.items():
            self._rows[name].setText(text)
        if self.panel_box.findData("") >= 0:
            self.panel_box.setItemText(self.panel_box.findData(""), self.tr("All panels"))
        for index, preset in enumerate(PRESETS):
            self.preset_box.setItemText(index, translate(preset.name))
        self.preset_box.setItemText(len(PRESETS), self.tr("Other"))
        self.title_box.setText(self.tr("Titles"))
        self.key_box.setText(self.tr("Explain lines and runs"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    def _connect(self) -> None:
        self.panel_box.currentIndexChanged.connect(self.changed)
        self.kind_box.currentIndexChanged.connect(self._kind_chosen)
        self.preset_box.activated.connect(self._preset_chosen)
        for box in self.numbers.values():
            box.valueChanged.connect(self._find_preset)
            box.valueChanged.connect(self.changed)
        self.dpi_box.valueChanged.connect(self.changed)
        for check in (self.title_box, self.key_box):
            check.toggled.connect(self.changed)

    # -- values ----------------------------------------------------------------------------------

    @property
    def what(self) -> str:
        """The key of the panel chosen; empty for all."""
        return str(self.panel_box.currentData() or "")

    @property
    def kind(self) -> FileKind:
        """The kind of file chosen."""
        return cast(FileKind, self.kind_box.currentData())

    def wanted(self) -> Publication:
        """Return the figure as it is to be."""
        return Publication(
            width_cm=self.numbers["width_cm"].value(),
            height_cm=self.numbers["height_cm"].value(),
            font_pt=self.numbers["font_pt"].value(),
            line_pt=self.numbers["line_pt"].value(),
            dpi=self.dpi_box.value(),
            titled=self.title_box.isChecked(),
            keyed=self.key_box.isChecked(),
        )

    def remember(self) -> None:
        """Begin with these values the next time."""
        wanted = self.wanted()
        for name in (*NUMBERS, "dpi", "titled", "keyed"):
            self._preferences.set(f"figure/{name}", getattr(wanted, name))
        self._preferences.set("figure/kind", self.kind)

    def _recall(self) -> None:
        for name in NUMBERS:
            self.numbers[name].setValue(self._preferences.get(f"figure/{name}"))
        self.dpi_box.setValue(int(self._preferences.get("figure/dpi")))
        self.title_box.setChecked(self._preferences.get("figure/titled"))
        self.key_box.setChecked(self._preferences.get("figure/keyed"))
        self.kind_box.setCurrentIndex(self.kind_box.findData(self._preferences.get("figure/kind")))

    def _kind_chosen(self) -> None:
        """Dots are only of a PNG."""
        for widget in (self.dpi_box, self._rows["dpi"]):
            widget.setEnabled(self.kind == "png")
        self.changed.emit()

    def _preset_chosen(self, index: int) -> None:
        if index >= len(PRESETS):
            return
        for name, value in PRESETS[index].values.items():
            with QSignalBlocker(self.numbers[name]):
                self.numbers[name].setValue(value)
        self.changed.emit()

    def _find_preset(self) -> None:
        """Name the preset that the numbers are, if they are one."""
        now = {name: box.value() for name, box in self.numbers.items()}
        found = [index for index, preset in enumerate(PRESETS) if preset.values == now]
        self.preset_box.setCurrentIndex(found[0] if found else len(PRESETS))


def _number(bounds: tuple[float, float], step: float, unit: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(*bounds)
    box.setDecimals(2)
    box.setSingleStep(step)
    box.setSuffix(unit)
    return box
