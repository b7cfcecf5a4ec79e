"""Unexpected errors reach the person: a report to copy, and a log file that stays small."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Qt, Signal, qVersion

from gui.crash_dialog import CrashDialog

LOG_NAME = "dynascope.log"
FAULTS_NAME = "faults.log"
ENGINE_FAULTS_NAME = "engine-faults.log"
LOG_BYTES = 1 << 20
OLD_LOGS = 2
FAULTS_BYTES = 1 << 20

log = logging.getLogger(__name__)


def log_folder() -> Path:
    """Return the folder of the log files; it need not exist yet."""
    kind = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(kind)) / "logs"


def engine_log() -> str:
    """Return the file that takes what a crash of the training process leaves ("" if none can)."""
    folder = log_folder()
    return str(folder / ENGINE_FAULTS_NAME) if folder.is_dir() else ""


class CrashReporter(QObject):
    """Catches what nobody caught, in any thread; writes it down and shows it.

    The dialog does not block: whatever still works, works on. Further errors go into the same
    dialog. A log that cannot be written is done without.
    """

    #: a report, from whichever thread
    happened = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.dialog: CrashDialog | None = None
        self._handler = self._open_log()
        self._faults = self._open_faults()
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def uninstall(self) -> None:
        """Put everything back as it was."""
        sys.excepthook, threading.excepthook = self._before
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self.dialog is not None:
            self.dialog.close()

    # --- files -----------------------------------------------------------------------------------

    def _open_log(self) -> RotatingFileHandler | None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                self.folder / LOG_NAME, maxBytes=LOG_BYTES, backupCount=OLD_LOGS, encoding="utf-8"
            )
        except OSError:
            return None
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
        return handler

    def _open_faults(self) -> TextIOWrapper | None:
        """Let crashes inside libraries leave a trace; the file is emptied once it is large."""
        path = self.folder / FAULTS_NAME
        try:
            large = path.exists() and path.stat().st_size > FAULTS_BYTES
            file = path.open("w" if large else "a", encoding="utf-8")
        except OSError:
            return None
        faulthandler.enable(file)
        return file

    # --- errors ----------------------------------------------------------------------------------

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        log.critical("unexpected error", exc_info=(kind, error, trace))
        if sys.stderr is not None:
            sys.__excepthook__(kind, error, trace)
        self.happened.emit(report(error))

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, text: str) -> None:
        if self.dialog is None:
            self.dialog = CrashDialog(self.folder if self._handler is not None else None)
            self.dialog.finished.connect(self._forget_dialog)
        self.dialog.add(text)
        self.dialog.show()

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def install() -> CrashReporter:
    """Catch unexpected errors from now on; the reporter lives as long as the application."""
    return CrashReporter(log_folder(), QCoreApplication.instance())


def report(error: BaseException) -> str:
    """Return what a developer needs to know of `error`."""
    lines = [
        f"Dynascope {_version('dynascope')}, Python {platform.python_version()}, "
        f"Qt {qVersion()}, PySide6 {_version('PySide6-Essentials')}",
        platform.platform(),
        "",
        *(line.rstrip("\n") for line in traceback.format_exception(error)),
    ]
    return "\n".join(lines)


def _version(package: str) -> str:
    from importlib import metadata  # slow to load, and wanted only when something broke

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"
