"""What the Export menu does: settings, measurements and pictures as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from engine.config import (
    ExperimentConfig,
    missing,
    read_config,
    to_json,
    value_of,
    with_values,
)
from engine.data_files.recognise import Found, recognise
from engine.messages import Snapshot
from engine.system_errors import reason_of
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message
from gui.field_labels import with_labels
from gui.preferences import Preferences
from gui.session import Session
from gui.window.background import Background

CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "engine", "{path} cannot be written: {reason}. Choose another folder."
)
RUN_SUFFIX = ".dynascope"
MANY = 1000
"""Samples from which on a step over all of them would be slow."""

BATCH = 128


class FileActions(QObject):
    """Saves and opens files for the window; problems go to the session as one sentence."""

    #: a figure for print is asked for
    figure_wanted = Signal()
    #: an animation of the selected run's past is asked for
    animation_wanted = Signal()
    #: kind of file that the selected run shall be saved as, from the library
    run_file_wanted = Signal(str)
    #: files with runs are to be asked for
    runs_wanted = Signal()
    #: paths of files with runs
    runs_dropped = Signal(object)

    def __init__(self, window: QWidget, session: Session, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._session, self._preferences = window, session, preferences
        self._background = Background(self)
        self._weights_to: Path | None = None
        session.snapshot.connect(self._save_weights)

    def fill(self, menu: QMenu) -> None:
        """Put the actions into the Export menu, in the present language."""
        menu.clear()
        menu.addAction(self.tr("Copy settings (JSON)"), self.copy_settings)
        menu.addAction(self.tr("Save settings…"), self.ask_and_save_settings)
        menu.addAction(
            self.tr("Save run (.dynascope)…"), lambda: self.run_file_wanted.emit("archive")
        )
        menu.addAction(self.tr("Save measurements (CSV)…"), self.ask_and_save_measurements)
        menu.addAction(self.tr("Save weights (safetensors)…"), self.ask_and_save_weights)
        menu.addAction(self.tr("Save PyTorch script…"), self.ask_and_save_script)
        menu.addAction(
            self.tr("Save TensorBoard events…"), lambda: self.run_file_wanted.emit("tensorboard")
        )
        menu.addAction(self.tr("Save picture of the window…"), self.ask_and_save_picture)
        menu.addAction(self.tr("Export figure…"), self.figure_wanted.emit)
        menu.addAction(self.tr("Export animation…"), self.animation_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Open settings…"), self.ask_and_open_settings)
        menu.addAction(self.tr("Open runs (.dynascope)…"), self.runs_wanted.emit)

    # -- settings --------------------------------------------------------------------------------

    def copy_settings(self) -> None:
        """Put the selected run's settings on the clipboard."""
        if (config := self._session.draft) is not None:
            QGuiApplication.clipboard().setText(to_json(config))

    def ask_and_save_settings(self) -> None:
        """Ask where, and save the selected run's settings there."""
        config = self._session.draft
        path = self._ask_to_save("run.json", self.tr("Settings (*.json)"))
        if path is not None and config is not None:
            self._write(path, to_json(config).encode())

    def ask_and_open_settings(self) -> None:
        """Ask for a settings file, and add its run to the board."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open settings"),
            self._folder(),
            self.tr("Settings (*.json)"),
        )
        if chosen:
            self.open_settings(Path(chosen))

    def open_settings(self, path: Path) -> bool:
        """Add the run that a settings file describes; returns whether it could be read."""
        try:
            config = read_config(path)
        except EngineError as error:
            self._session.problem.emit(error.message)
            return False
        self._remember(path)
        self._session.add_run(config)
        return True

    def open_dropped(self, paths: Sequence[Path]) -> None:
        """Take files dropped on the window: runs, settings, tables, images, weights, mixed."""
        settings = [path for path in paths if path.suffix.lower() == ".json"]
        runs = [path for path in paths if path.suffix.lower() == RUN_SUFFIX]
        if runs:
            self.runs_dropped.emit(runs)
        known = {*settings, *runs}
        found, problems = recognise([path for path in paths if path not in known])
        for place, each in enumerate(found):
            self._take_data(each, into_selected=place == 0)
        for path in settings:
            self.open_settings(path)
        for problem in problems:
            self._session.problem.emit(problem.message)

    def _take_data(self, found: Found, into_selected: bool) -> None:
        """Give data or weights to the selected run if it has not begun, else to a new one."""
        session = self._session
        run, base = session.selected, session.draft or ExperimentConfig()
        waits = run is not None and not (run.ghost or run.step or run.training)
        try:
            changes = settings_for(base, found)
            if into_selected and waits:
                session.change_selected(changes)
                session.settle()
            else:
                session.add_run(with_values(base, changes))
        except EngineError as error:
            session.problem.emit(error.message)

    # -- measurements ----------------------------------------------------------------------------

    def ask_and_save_measurements(self) -> None:
        """Ask where, and save the selected run's measurements.

        Those that memory has but bins of come from the library, where they are kept.
        """
        run = self._session.selected
        if run is None or run.history is None or not run.step:
            text = QT_TRANSLATE_NOOP("engine", "Nothing has been measured yet; press Train first.")
            self._session.problem.emit(Message(text))
            return
        if run.kept and run.history.first_raw_step > run.history.first_step:
            self.run_file_wanted.emit("csv")
            return
        path = self._ask_to_save("measurements.csv", self.tr("Measurements (*.csv)"))
        if path is not None:
            from engine.history_csv import write_history

            history = run.history
            self._background.run(
                lambda: write_history(path, history), lambda error: self._saved(path, error)
            )

    def _saved(self, path: Path, error: Exception | None) -> None:
        if isinstance(error, EngineError):
            self._session.problem.emit(error.message)
        elif isinstance(error, OSError):
            self._refuse(path, reason_of(error))
        elif error is not None:
            raise error

    # -- script ----------------------------------------------------------------------------------

    def ask_and_save_script(self) -> None:
        """Ask where, and save a plain PyTorch program that does what the selected run did."""
        run = self._session.selected
        if run is None or run.facts is None:
            text = QT_TRANSLATE_NOOP(
                "engine", "The run's data have not been loaded yet; press Train first."
            )
            self._session.problem.emit(Message(text))
            return
        from engine.export.script import write
        from gui.script_export import program_of

        try:
            make = program_of(run)
        except EngineError as error:
            self._session.problem.emit(with_labels(error.message, run.config))
            return
        path = self._ask_to_save("run.py", "Python (*.py)")
        if path is not None:
            self._background.run(
                lambda: write(path, make()), lambda error: self._saved(path, error)
            )

    # -- weights ---------------------------------------------------------------------------------

    def ask_and_save_weights(self) -> None:
        """Ask where, and save the weights of the selected run, as shown, for an init scheme."""
        run = self._session.selected
        if run is None or not (run.key or run.snapshots):
            text = QT_TRANSLATE_NOOP("engine", "The run has no weights yet; press Train first.")
            self._session.problem.emit(Message(text))
            return
        name = "weights" if run.at is None else f"weights-step-{run.at}"
        self._weights_to = self._ask_to_save(f"{name}.safetensors", "safetensors (*.safetensors)")
        if self._weights_to is not None:
            self._session.fetch()

    def _save_weights(self, _: str, snapshot: Snapshot) -> None:
        import safetensors.numpy

        path, self._weights_to = self._weights_to, None
        if path is not None:
            arrays = {name: array.numpy() for name, array in snapshot.parameters.items()}
            self._write(path, safetensors.numpy.save(arrays, {"step": str(snapshot.step)}))

    # -- pictures --------------------------------------------------------------------------------

    def ask_and_save_picture(self) -> None:
        """Ask where, and save the window as it looks now."""
        picture = self._window.grab()
        path = self._ask_to_save("dynascope.png", "PNG (*.png)")
        if path is not None and not picture.save(str(path), "PNG"):
            self._refuse(path, self.tr("the file could not be created"))

    # -- files -----------------------------------------------------------------------------------

    def _ask_to_save(self, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save"), f"{self._folder()}/{name}", kinds
        )
        if not chosen:
            return None
        self._remember(Path(chosen))
        return Path(chosen)

    def _folder(self) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return self._preferences.get("files/last_folder") or QStandardPaths.writableLocation(
            documents
        )

    def _remember(self, path: Path) -> None:
        self._preferences.set("files/last_folder", str(path.parent))

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file whole or not at all."""
        file = QSaveFile(str(path))
        opened = file.open(QSaveFile.OpenModeFlag.WriteOnly)
        if not (opened and file.write(content) == len(content) and file.commit()):
            self._refuse(path, file.errorString().rstrip("."))

    def _refuse(self, path: Path, reason: Message | str) -> None:
        self._session.problem.emit(Message(CANNOT_WRITE, {"path": str(path), "reason": reason}))

    def close(self) -> None:
        """Wait for files that are being written."""
        self._background.close()


def settings_for(base: ExperimentConfig, found: Found) -> dict[str, object]:
    """Return the changes with which a run with the settings `base` reads what was found.

    Where `base` only waits for that file, all that was chosen for reading it stays. Many samples
    come in batches, unless a batch size was chosen already.
    """
    lacks, changes = missing(base), dict(found.settings)
    for choice, owner in (("data.name", "data.params"), ("init.weights", "init.weights_params")):
        params = found.settings.get(owner)
        same = choice in found.settings and value_of(base, choice) == found.settings[choice]
        if same and isinstance(params, dict) and lacks and (lacks.field or "").startswith(owner):
            changes = {f"{owner}.{name}": value for name, value in params.items()}
    if found.samples >= MANY and base.training.batch_size == "full":
        changes |= {"training.batch_size": BATCH, "training.stream": None}
    return changes
