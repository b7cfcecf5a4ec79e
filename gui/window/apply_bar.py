"""The button that lets changes take effect, where the person prefers to apply them by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.panels.card import MARGIN
from gui.preferences import Preferences
from gui.session import Session

KEY = "runs/restart_on_change"


class ApplyBar(QWidget):
    """Shown while changes wait that need a new start."""

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._preferences = session, preferences
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(session.apply_draft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 4, MARGIN, 2)
        layout.addWidget(self.button)
        for signal in (session.run_changed, session.selected_changed, session.runs_changed):
            signal.connect(self._show_need)
        session.set_restart_mode(preferences.get(KEY))
        self._retranslate()
        self._show_need()

    @property
    def at_once(self) -> bool:
        """Whether changes restart a run without being asked."""
        return self._preferences.get(KEY) == "at once"

    def set_at_once(self, at_once: bool) -> None:
        """Choose whether changes restart a run at once, and remember it."""
        self._preferences.set(KEY, "at once" if at_once else "on apply")
        self._session.set_restart_mode(self._preferences.get(KEY))
        self._show_need()

    def _show_need(self, *_: object) -> None:
        self.setVisible(self._session.has_draft and not self.at_once)

    def _retranslate(self) -> None:
        self.button.setText(self.tr("Restart with these settings"))
        self.button.setToolTip(self.tr("The present run stays as a ghost to compare with."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
