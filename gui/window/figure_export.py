"""Opens the dialog that exports figures of the window's panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.preferences import Preferences
from gui.window.recordings import Recordings

if TYPE_CHECKING:
    from gui.export_figure_dialog import ExportFigureDialog
    from gui.panels.base import Panel


class FigureExport(QObject):
    """Asks for figures; `panels` are those of the window, filled once they are there."""

    def __init__(self, window: QWidget, panels: dict[str, Panel], preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._panels, self._preferences = window, panels, preferences
        self.recordings = Recordings(window, preferences)

    def connect_panels(self) -> None:
        """Offer figures in the panels' context menus."""
        for key, panel in self._panels.items():
            panel.export_requested.connect(lambda key=key: self.ask(key))
            panel.record_requested.connect(lambda panel=panel: self.recordings.toggle(panel))

    def ask(self, first: str = "") -> ExportFigureDialog | None:
        """Open the dialog for the panel called `first`, or for all; None before there are any."""
        from gui.export_figure_dialog import ExportFigureDialog  # it loads the plotting library

        shown = [panel for panel in self._panels.values() if panel.printable]
        if not shown:
            return None
        for panel in shown:
            panel.refresh(panel.runs, panel.selected)
        dialog = ExportFigureDialog(shown, first, self._preferences, self._window)
        dialog.open()
        return dialog
