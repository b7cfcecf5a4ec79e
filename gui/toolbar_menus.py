"""The menus of the toolbar: further steps, language, theme and text size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

FONT_SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
MOST_STEPS = 1_000_000_000


class ChoicesMenu(QMenu):
    """One of several values, the present one ticked."""

    def __init__(
        self, values: Sequence[Any], chosen: Callable[[Any], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        group = QActionGroup(self)
        self._actions: dict[Any, QAction] = {}
        for value in values:
            action = self.addAction(str(value))
            action.setCheckable(True)
            action.setActionGroup(group)
            action.triggered.connect(lambda _=False, value=value: chosen(value))
            self._actions[value] = action

    def set_current(self, value: object) -> None:
        """Tick `value`."""
        if value in self._actions:
            self._actions[value].setChecked(True)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Name the values, in their order."""
        for action, text in zip(self._actions.values(), texts, strict=True):
            action.setText(text)


def ask_number(
    parent: QWidget, title: str, question: str, value: int, accepted: Callable[[int], None]
) -> QInputDialog:
    """Ask for a whole number of at least 1 without stopping the window; returns the dialog."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(1, MOST_STEPS)
    dialog.setIntValue(value)
    dialog.intValueSelected.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
