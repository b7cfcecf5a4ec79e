"""Runs of the library as files, and back: asked where, done beside the window, told how it went."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from engine.text import QT_TRANSLATE_NOOP, EngineError, Message
from gui.language import translate
from gui.library.exporting import LABELS, export_runs
from gui.preferences import Preferences
from gui.shelf import Shelf
from gui.window.background import Background

SUFFIX = ".dynascope"
CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "engine", "{path} cannot be written: {reason}. Choose another folder."
)
Named = tuple[str, str]
"""Id and name of a run."""


class RunFiles(QObject):
    """Exports and imports runs, one after the other, with connections of its own.

    `flush` waits, in another thread than the window's, until what was trained is in the library.
    """

    #: files that were written, a list of paths
    written = Signal(object)
    #: ids of runs that were taken in
    taken = Signal(object)
    #: a `Message`
    problem = Signal(object)

    def __init__(
        self,
        shelf: Shelf,
        preferences: Preferences,
        window: QWidget,
        flush: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(window)
        self._shelf, self._preferences, self._window = shelf, preferences, window
        self._flush = flush
        self._background = Background(self)
        self._ended = threading.Event()

    # --- away ------------------------------------------------------------------------------------

    def fill(self, menu: QMenu, chosen: Callable[[], Sequence[Named]]) -> None:
        """Put the kinds into a menu, in the present language; `chosen` tells of which runs."""
        menu.clear()
        for key, label in LABELS.items():
            menu.addAction(translate(label), lambda key=key: self.ask(key, chosen()))

    def ask(self, key: str, runs: Sequence[Named]) -> None:
        """Ask where to, and export."""
        from engine.export.stored_run import KINDS, file_name

        suffix = KINDS[key].suffix
        named = len(runs) == 1 and bool(suffix)
        if not runs:
            return
        if named:
            suggested = f"{self._folder()}/{file_name(runs[0][1])}{suffix}"
            kinds = f"{suffix[1:]} (*{suffix})"
            place, _ = QFileDialog.getSaveFileName(
                self._window, self.tr("Export"), suggested, kinds
            )
        else:
            place = QFileDialog.getExistingDirectory(
                self._window, self.tr("Folder for the files"), self._folder()
            )
        if place:
            self._remember(Path(place).parent if named else Path(place))
            self.export(key, [run for run, _ in runs], Path(place), named)

    def export(self, key: str, runs: Sequence[str], place: Path, named: bool) -> None:
        """Write the runs to a file, or, where it is not `named`, into a folder."""

        def write(library: Path | str) -> list[Path]:
            self._flush()
            return export_runs(library, runs, key, place, named, self._ended.is_set)

        self._do(write, self.written, place)

    # --- and back --------------------------------------------------------------------------------

    def ask_and_take(self) -> None:
        """Ask for files, and take their runs into the library."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open runs"),
            self._folder(),
            self.tr("Runs (*.dynascope)"),
        )
        if chosen:
            self._remember(Path(chosen[0]).parent)
            self.take([Path(each) for each in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Take the runs of files into the library; `taken` tells which they are there."""
        for path in paths:
            self._do(functools.partial(self._import, path), self.taken, path)

    def _import(self, path: Path, library_path: Path | str) -> list[str]:
        from engine.library.importing import import_run
        from engine.library.store import Library

        library = Library(library_path)
        try:
            run = import_run(library, path, self._ended.is_set)
        finally:
            library.close()
        return [] if run is None else [run]

    # --- how -------------------------------------------------------------------------------------

    def _do(self, work: Callable[[Path | str], Sequence[object]], done: object, at: Path) -> None:
        """Do `work` beside the window; `done` is the signal that tells what came of it."""
        found: list[object] = []

        def begin(library: Path | str) -> None:
            self._background.run(lambda: found.extend(work(library)), end)

        def end(error: Exception | None) -> None:
            if error is not None:
                self._refuse(error, at)
            elif found and not self._ended.is_set():
                done.emit(found)  # type: ignore[attr-defined]

        self._shelf.ask(lambda library: library.path, begin, self.problem.emit)

    def _refuse(self, error: Exception, path: Path) -> None:
        if isinstance(error, EngineError):
            self.problem.emit(error.message)
        elif isinstance(error, OSError):
            reason = (error.strerror or str(error)).rstrip(".")
            self.problem.emit(Message(CANNOT_WRITE, {"path": str(path), "reason": reason}))
        else:
            raise error

    def _folder(self) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return self._preferences.get("files/last_folder") or QStandardPaths.writableLocation(
            documents
        )

    def _remember(self, folder: Path) -> None:
        self._preferences.set("files/last_folder", str(folder))

    def close(self) -> None:
        """Wait for the file that is being written; imports and further exports are given up."""
        self._ended.set()
        self._background.close()
