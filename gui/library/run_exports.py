"""The Export menu of the library: asks where, writes beside the window, and tells how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from engine.library.record import RunRow
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message
from gui.language import translate
from gui.library.exporting import KINDS, Kind, export_runs, file_name
from gui.preferences import Preferences
from gui.shelf import Shelf
from gui.window.background import Background

CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "engine", "{path} cannot be written: {reason}. Choose another folder."
)


class RunExports(QObject):
    """Exports stored runs, one after the other, in a thread with its own connection."""

    #: files that were written, a list of paths
    written = Signal(object)
    #: a `Message`
    problem = Signal(object)

    def __init__(self, shelf: Shelf, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._shelf, self._preferences, self._window = shelf, preferences, window
        self._background = Background(self)

    def fill(self, menu: QMenu, chosen: Callable[[], Sequence[RunRow]]) -> None:
        """Put the kinds into a menu, in the present language; `chosen` tells of which runs."""
        menu.clear()
        for kind in KINDS:
            menu.addAction(translate(kind.label), lambda kind=kind: self.ask(kind, chosen()))

    def ask(self, kind: Kind, rows: Sequence[RunRow]) -> None:
        """Ask where to, and export."""
        named = len(rows) == 1 and bool(kind.suffix)
        if not rows:
            return
        if named:
            suggested = f"{self._folder()}/{file_name(rows[0].name)}{kind.suffix}"
            kinds = f"{kind.suffix[1:]} (*{kind.suffix})"
            place, _ = QFileDialog.getSaveFileName(
                self._window, self.tr("Export"), suggested, kinds
            )
        else:
            place = QFileDialog.getExistingDirectory(
                self._window, self.tr("Folder for the files"), self._folder()
            )
        if place:
            folder = Path(place).parent if named else Path(place)
            self._preferences.set("files/last_folder", str(folder))
            self.export(kind, [row.id for row in rows], Path(place), named)

    def export(self, kind: Kind, runs: Sequence[str], place: Path, named: bool) -> None:
        """Write the runs to a file, or, where it is not `named`, into a folder."""
        self._shelf.ask(
            lambda library: library.path,
            lambda path: self._begin(path, kind, runs, place, named),
            self.problem.emit,
        )

    def _begin(
        self, library: Path | str, kind: Kind, runs: Sequence[str], place: Path, named: bool
    ) -> None:
        found: list[Path] = []
        self._background.run(
            lambda: found.extend(export_runs(library, runs, kind, place, named)),
            lambda error: self._done(found, place, error),
        )

    def _done(self, found: list[Path], place: Path, error: Exception | None) -> None:
        if isinstance(error, EngineError):
            self.problem.emit(error.message)
        elif isinstance(error, OSError):
            reason = (error.strerror or str(error)).rstrip(".")
            self.problem.emit(Message(CANNOT_WRITE, {"path": str(place), "reason": reason}))
        elif error is not None:
            raise error
        else:
            self.written.emit(found)

    def _folder(self) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return self._preferences.get("files/last_folder") or QStandardPaths.writableLocation(
            documents
        )

    def close(self) -> None:
        """Wait for files that are being written."""
        self._background.close()
