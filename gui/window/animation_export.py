"""Opens the dialog that exports animations of the selected run's past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from engine.text import QT_TRANSLATE_NOOP, Message
from gui.preferences import Preferences
from gui.session import Session

if TYPE_CHECKING:
    from gui.export_animation_dialog import ExportAnimationDialog
    from gui.panels.base import Panel

NO_PAST = QT_TRANSLATE_NOOP(
    "engine",
    "No snapshots of the run are kept, so its past cannot be animated; train it, or record a panel "
    "while it trains.",
)


class AnimationExport(QObject):
    """Asks for animations, one at a time; `panels` are those of the window, once they are there."""

    #: the file that was written, in a list
    written = Signal(object)

    def __init__(
        self, window: QWidget, panels: dict[str, Panel], session: Session, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window, self._panels = window, panels
        self._session, self._preferences = session, preferences
        self.dialog: ExportAnimationDialog | None = None

    def connect_panels(self) -> None:
        """Offer animations in the panels' context menus."""
        for key, panel in self._panels.items():
            panel.animation_requested.connect(lambda key=key: self.ask(key))

    def ask(self, first: str = "") -> ExportAnimationDialog | None:
        """Open the dialog for the panel called `first`; None where there is nothing to animate."""
        shown = [panel for panel in self._panels.values() if panel.printable]
        run = self._session.selected
        if not shown:
            return None
        if run is None or not self._session.travel.steps():
            self._session.problem.emit(Message(NO_PAST))
            return None
        if self.dialog is not None:
            self.dialog.raise_()
            return self.dialog
        from gui.export_animation_dialog import ExportAnimationDialog  # with the plotting library

        for panel in shown:
            panel.refresh(self._session.runs, run)
        self.dialog = ExportAnimationDialog(
            shown, first, run, self._session, self._preferences, self._window
        )
        self.dialog.written.connect(self.written)
        self.dialog.finished.connect(self._forget)
        self.dialog.show()
        return self.dialog

    def _forget(self) -> None:
        self.dialog = None
