"""The dialog that makes an animation of a run's past out of one panel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.text import EngineError, Message
from gui.animation import LAST_SECONDS, AnimationWriter
from gui.language import translate_message
from gui.numbers import grouped
from gui.past_film import PastFilm
from gui.preferences import Preferences
from gui.publication import FRAME
from gui.runs import Run
from gui.style import set_role

if TYPE_CHECKING:
    from gui.panels.base import Panel
    from gui.session import Session

FPS = (1, 30)


class ExportAnimationDialog(QDialog):
    """Chooses panel and speed, asks for the file, and tells how far it is.

    The window can be used meanwhile. Closed, or when the window closes, it leaves nothing behind
    that is not whole.
    """

    #: the file that was written, in a list
    written = Signal(object)

    def __init__(
        self,
        panels: Sequence[Panel],
        first: str,
        run: Run,
        session: Session,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Export animation"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._panels = {panel.key: panel for panel in panels}
        self._run, self._session, self._preferences = run, session, preferences
        self._steps = session.travel.steps()
        self.film: PastFilm | None = None
        self.panel = QComboBox()
        for panel in panels:
            self.panel.addItem(panel.title(), panel.key)
        self.panel.setCurrentIndex(max(0, self.panel.findData(first)))
        self.speed = QSpinBox()
        self.speed.setRange(*FPS)
        self.speed.setValue(round(preferences.get("animation/fps")))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self._lay_out()
        self.speed.valueChanged.connect(self._tell)
        self._tell()
        window.installEventFilter(self)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self.tr("&Panel:"), self.panel)
        form.addRow(self.tr("Pictures per &second:"), self.speed)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setDefault(True)
        self.buttons.accepted.connect(self.ask_and_save)
        self.buttons.rejected.connect(self.reject)
        set_role(self.told, "muted")
        set_role(self.problem, "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(form)
        for widget in (self.told, self.progress, self.problem, self.buttons):
            column.addWidget(widget)
        self.resize(440, 230)

    def _tell(self) -> None:
        """Tell what there is to see, and how long."""
        count = len(self._steps)
        seconds = (count - 1) / self.speed.value() + LAST_SECONDS
        told = self.tr(
            "{run}: {count} snapshots, from step {first} to step {last}, and now; about {seconds} "
            "seconds."
        )
        self.told.setText(
            told.format(
                run=self._run.name,
                count=grouped(count),
                first=grouped(self._steps[0]),
                last=grouped(self._steps[-1]),
                seconds=grouped(max(1, round(seconds))),
            )
        )

    # -- saving ----------------------------------------------------------------------------------

    def ask_and_save(self) -> None:
        """Ask for the file, and begin."""
        folder = self._preferences.get("files/last_folder") or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.PicturesLocation
        )
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export animation"),
            f"{folder}/{self.panel.currentData()}.gif",
            "GIF (*.gif);;WebP (*.webp)",
        )
        if chosen:
            path = Path(chosen)
            self._preferences.set("files/last_folder", str(path.parent))
            self.save(path if path.suffix else path.with_suffix(".gif"))

    def save(self, path: Path) -> None:
        """Make the animation."""
        fps = self.speed.value()
        self._preferences.set("animation/fps", float(fps))
        try:
            writer = AnimationWriter(path, FRAME.dots, fps)
        except EngineError as error:
            self._refuse(error.message)
            return
        panel, travel = self._panels[self.panel.currentData()], self._session.travel
        self.film = PastFilm(
            panel, self._run, self._steps, travel.viewer, self._session.shelf.ask, writer, self
        )
        self.film.progressed.connect(self._show_drawn)
        writer.progressed.connect(self._show_written)
        self.film.finished.connect(self._end)
        self.problem.hide()
        self.progress.show()
        self._allow(False)

    def _show_drawn(self, done: int, count: int) -> None:
        self._show(self.tr("Drawing {done} of {count}…"), done, count)

    def _show_written(self, done: int, count: int) -> None:
        self._show(self.tr("Writing {done} of {count}…"), done, count)

    def _show(self, text: str, done: int, count: int) -> None:
        self.progress.setRange(0, count)
        self.progress.setValue(done)
        self.told.setText(text.format(done=done, count=count))

    def _allow(self, allowed: bool) -> None:
        for widget in (self.panel, self.speed, self.save_button):
            widget.setEnabled(allowed)

    def _refuse(self, problem: Message) -> None:
        self.problem.setText(translate_message(problem))
        self.problem.show()

    def _end(self, problem: Message | None) -> None:
        film, self.film = self.film, None
        if film is None:
            return
        path = film.path
        film.close()
        film.deleteLater()
        self.progress.hide()
        self._allow(True)
        self._tell()
        if problem is not None:
            self._refuse(problem)
        else:
            self.written.emit([path])
            self.accept()

    # -- the end ---------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Give up what is not written yet."""
        film, self.film = self.film, None
        if film is not None:
            film.close()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.parent():
            self.reject()
        return False
