"""The parameters of a chosen row in the form, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.config import ExperimentConfig, all_fields, value_of
from gui.editors import setting_of_parameter
from gui.field_row import FieldRow


class ParameterRows(QWidget):
    """The parameters of whichever row is chosen, one editor each."""

    edited = Signal(str, object)

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = all_fields()[path]
        self._key: str | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.rows: dict[str, FieldRow] = {}
        self.hide()

    def set_config(self, config: ExperimentConfig) -> None:
        """Show the parameters of the row that `config` chooses."""
        row = getattr(config, self._owner.section).row_of(self._owner)
        key = row.key if row is not None else None
        if key != self._key:
            self._key = key
            self._rebuild(row.parameters if row is not None else ())
        for path, each in self.rows.items():
            each.set_value(value_of(config, path))

    def _rebuild(self, parameters: Sequence[Any]) -> None:
        for old in self.rows.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {}
        for told in parameters:
            setting = setting_of_parameter(self._owner, told)
            made = FieldRow(setting, "beside", self)
            made.edited.connect(self.edited)
            self._column.addWidget(made)
            self.rows[setting.path] = made
        self.setVisible(bool(self.rows))


def parameters_after_choices(paths: Sequence[str]) -> list[str]:
    """Return the fields of a section, those of parameters right behind the choice of their row."""
    fields = all_fields()
    owners = {
        path: f"{fields[path].section}.{fields[path].declaration.row_field}"
        for path in paths
        if fields[path].declaration.kind == "parameters"
    }
    ordered = []
    for path in paths:
        if owners.get(path) not in paths:
            ordered.append(path)
        ordered += [each for each, owner in owners.items() if owner == path]
    return ordered
