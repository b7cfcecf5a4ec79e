"""Animations of panels, recorded while a run trains or is played back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from engine.text import EngineError, Message
from gui.preferences import Preferences

if TYPE_CHECKING:
    from gui.animation import AnimationWriter
    from gui.panels.base import Panel

FPS = 12.0
ROOM = 8  # pixels between the button and the borders of the panel


class Recordings(QObject):
    """Begins and ends recordings; those that go on when the window closes are written whole."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._running: dict[str, Recording] = {}
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.close()
        return False

    def toggle(self, panel: Panel) -> None:
        """End the recording of `panel`, or ask for a file and begin one."""
        if (running := self._running.get(panel.key)) is not None:
            running.stop()
            return
        folder = self._preferences.get("files/last_folder") or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.PicturesLocation
        )
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Record animation"),
            f"{folder}/{panel.key}.gif",
            "GIF (*.gif);;WebP (*.webp)",
        )
        if chosen:
            path = Path(chosen)
            self._preferences.set("files/last_folder", str(path.parent))
            self.begin(panel, path if path.suffix else path.with_suffix(".gif"))

    def begin(self, panel: Panel, path: Path) -> None:
        """Record `panel` from now on."""
        from gui.animation import AnimationWriter
        from gui.publication import FRAME

        try:
            writer = AnimationWriter(path, FRAME.dots, FPS)
        except EngineError as error:
            panel.problem.emit(error.message)
            return

        def ended(problem: Message | None) -> None:
            self._running.pop(panel.key).dispose()
            if problem is not None:
                panel.problem.emit(problem)

        self._running[panel.key] = Recording(panel, writer, ended, self)

    def close(self) -> None:
        """Write what has been recorded, and wait for it."""
        for each in list(self._running.values()):
            each.stop()
            each.writer.wait()


class Recording(QObject):
    """Hands a picture of a panel to the writer whenever it shows something new.

    A button in the panel ends it, and tells how far it is. `ended` is called with what went wrong,
    or None, once the file is there.
    """

    def __init__(
        self,
        panel: Panel,
        writer: AnimationWriter,
        ended: Callable[[Message | None], None],
        parent: QObject,
    ) -> None:
        from gui.publication import FRAME
        from gui.publication_figure import PublicationFigure

        super().__init__(parent)
        self._panel, self.writer = panel, writer
        writer.setParent(self)
        self._figure = PublicationFigure([panel], FRAME)
        self._figure.draw()
        self._drawn: object = None
        panel.recorded = True
        self.button = QPushButton(panel)
        self.button.clicked.connect(self.stop)
        self.button.show()
        writer.finished.connect(ended)
        writer.progressed.connect(self._tell_progress)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.take)
        self._timer.start(round(1000 / FPS))
        self.take()

    def take(self) -> None:
        """Add a picture if the panel shows something that the last one did not."""
        from gui.publication_files import image_of

        run = self._panel.selected
        state = (self._panel.state(), run is not None and run.at)
        if state != self._drawn:
            self._figure.follow()
            if self.writer.add(image_of(self._figure, self._figure.wanted.dots)):
                self._drawn = state
        count = self.writer.frames
        self._tell(self.tr("Stop recording ({count} pictures)").format(count=count))

    def stop(self) -> None:
        """Take no more pictures, and write the file."""
        if self._timer.isActive():
            self.take()
            self._timer.stop()
            self.button.setEnabled(False)
            self.writer.finish()

    def _tell_progress(self, done: int, count: int) -> None:
        self._tell(self.tr("Writing {done} of {count}…").format(done=done, count=count))

    def _tell(self, text: str) -> None:
        self.button.setText(text)
        self.button.adjustSize()
        self.button.move(self._panel.width() - self.button.width() - ROOM, ROOM)
        self.button.raise_()

    def dispose(self) -> None:
        """Leave nothing behind."""
        self._timer.stop()
        self._panel.recorded = False
        self.writer.close()
        for part in (self.button, self._figure):
            part.close()
            part.deleteLater()
        self.deleteLater()
