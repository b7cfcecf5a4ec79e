"""The dialog of the size limit: says what would go before anything does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.text import Message
from gui.language import translate_message
from gui.library.model import local_now
from gui.library.words import moment_text, size_text
from gui.preferences import Preferences
from gui.shelf import Shelf
from gui.style import set_role

if TYPE_CHECKING:
    from engine.library.pruning import Plan

GB = 1_000_000_000
MOST_LISTED = 500
REST = 250


class SizeLimitDialog(QDialog):
    """Chooses the limit; what exceeds it is listed, and removed only by the button for that."""

    def __init__(self, shelf: Shelf, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shelf, self._preferences = shelf, preferences
        self._plan: Plan | None = None
        self.limit = QDoubleSpinBox()
        self.limit.setRange(0.0, 1e5)
        self.limit.setDecimals(1)
        self.limit.setSingleStep(0.5)
        self.limit.setSuffix(" GB")
        self.limit.setValue(preferences.get("library/limit_gb"))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.list = QListWidget()
        self.remove_button = QPushButton()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.ask)
        self.limit.valueChanged.connect(self._wait)
        self.remove_button.clicked.connect(self._remove)
        self._buttons.accepted.connect(self._save)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show_plan()
        self.ask()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Size limit of the library"))
        self.limit.setSpecialValueText(self.tr("no limit"))
        label = QLabel(self.tr("&Limit:"))
        label.setBuddy(self.limit)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.limit)
        row.addStretch(1)
        note = QLabel(
            self.tr(
                "When the library has grown beyond the limit, you are told at the next start. "
                "Nothing is ever removed by itself."
            )
        )
        note.setWordWrap(True)
        set_role(note, "muted")
        self.remove_button.setAutoDefault(False)
        self._buttons.addButton(self.remove_button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (note, self.sentence, self.list, self._buttons):
            layout.addWidget(widget)
        layout.insertLayout(0, row)
        self.resize(560, 420)

    # --- what would go ---------------------------------------------------------------------------

    def _wait(self) -> None:
        self._plan = None
        self.remove_button.setEnabled(False)
        self._rest.start()

    @property
    def limit_bytes(self) -> int:
        """The limit; one that nothing exceeds where there is none."""
        return round(self.limit.value() * GB) or 2**62

    def ask(self) -> None:
        """Ask what would go."""
        limit = self.limit_bytes
        self._shelf.ask(
            lambda library: (library.plan_pruning(limit), library.usage().total),
            lambda answer: self._take(limit, *answer),
            lambda problem: self.sentence.setText(translate_message(problem)),
        )

    def _take(self, limit: int, plan: Plan, total: int) -> None:
        if limit == self.limit_bytes:
            self._plan, self._total = plan, total
            self._show_plan()

    def _show_plan(self) -> None:
        items = self._plan.items if self._plan is not None else ()
        self.sentence.setText(self._told())
        self.list.clear()
        now = local_now()
        for item in items[:MOST_LISTED]:
            told = self.tr("{name} · {started} · {size}")
            if item.deleted:
                told = self.tr("{name} · {started} · {size} · deleted already")
            self.list.addItem(
                told.format(
                    name=item.name,
                    started=moment_text(item.started, now),
                    size=size_text(item.bytes),
                )
            )
        if len(items) > MOST_LISTED:
            told = self.tr("and {count} more")
            self.list.addItem(told.format(count=len(items) - MOST_LISTED))
        self.list.setVisible(bool(items))
        self.remove_button.setVisible(bool(items))
        self.remove_button.setEnabled(bool(items))
        text = self.tr("Remove these {count} runs now")
        if len(items) == 1:
            text = self.tr("Remove this run now")
        self.remove_button.setText(text.format(count=len(items)))

    def _told(self) -> str:
        if self._plan is None:
            return ""
        if self.limit_bytes == 2**62:
            told = self.tr("The library takes {size}; no limit is set.")
            return told.format(size=size_text(self._total))
        sentence: Message = self._plan.sentence()
        return translate_message(sentence)

    # --- what is done ----------------------------------------------------------------------------

    def _remove(self) -> None:
        """Remove what is listed, and tell what is left."""
        plan = self._plan
        if plan is None:
            return
        self._plan = None
        self.remove_button.setEnabled(False)
        self.sentence.setText(self.tr("Removing …"))
        self._shelf.ask(
            lambda library: library.prune(plan),
            lambda _: self.ask(),
            lambda problem: self.sentence.setText(translate_message(problem)),
            writes=True,
        )

    def _save(self) -> None:
        self._preferences.set("library/limit_gb", round(self.limit.value(), 1))
        self.accept()
