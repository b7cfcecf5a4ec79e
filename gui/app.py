"""Starts the window: application, crash reports, language, look, session."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from engine.library.place import default_path
from gui import crash
from gui.interrupts import Interrupts
from gui.language import LanguageChoice, LanguageManager
from gui.main_window import MainWindow
from gui.preferences import APPLICATION, ORGANIZATION, Preferences
from gui.session import Session
from gui.theme import ThemeManager, ThemeMode

LANGUAGES: dict[str, LanguageChoice] = {
    "en": "en", "zh": "zh_CN", "zh_CN": "zh_CN", "system": "system",
}  # fmt: skip


class Window:
    """The window with all that it stands on; as a context it is closed at the end.

    Parameters
    ----------
    language, theme
        "en" or "zh", "light", "dark" or "system"; None takes what is remembered.
    in_process
        Train in a thread of this process instead of a process of its own.
    remember
        Whether layout and choices of earlier starts are applied.
    library
        The file that every run is kept in; without one nothing is kept.
    """

    def __init__(
        self,
        *,
        language: str | None = None,
        theme: ThemeMode | None = None,
        in_process: bool = False,
        remember: bool = True,
        library: Path | None = None,
    ) -> None:
        self.application = make_application()
        preferences = Preferences()
        self.languages = LanguageManager(LANGUAGES[language or preferences.get("language")])
        self.themes = ThemeManager(
            theme or preferences.get("theme/mode"), preferences.get("theme/font_scale")
        )
        self.session = Session(library=library, in_process=in_process, log_file=crash.engine_log())
        self.main = MainWindow(
            self.session, self.themes, self.languages, preferences, remember=remember
        )

    def start(self) -> MainWindow:
        """Show the window with its first scene; the engine starts as soon as it is painted."""
        self.main.open_first_scene()
        self.main.show()
        QTimer.singleShot(0, self.session, self.session.start)
        return self.main

    def close(self) -> None:
        """Close the window and end everything that belongs to it."""
        self.main.close()
        self.session.close()
        self.languages.close()
        self.main.deleteLater()

    def __enter__(self) -> MainWindow:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def run(
    files: Sequence[Path] = (),
    *,
    in_process: bool = False,
    language: str | None = None,
    theme: ThemeMode | None = None,
) -> int:
    """Open the window, and return the exit code once it is closed.

    `files` hold runs, which come on the board; the other arguments are those of `Window`.
    """
    make_application()
    reporter = crash.install()
    gc.disable()
    window = Window(language=language, theme=theme, in_process=in_process, library=default_path())
    window.main.furnished.connect(spare_the_window)
    interrupts = Interrupts(window.application.closeAllWindows)
    window.start().library.open_files(files)
    code = window.application.exec()
    window.close()
    interrupts.uninstall()
    reporter.uninstall()
    return code


def spare_the_window() -> None:
    """Collect garbage from now on, but never look at what was made so far: it lasts to the end.

    Looking through all of it takes 40 ms, in which the window would stand still.
    """
    gc.freeze()
    gc.enable()


def make_application() -> QApplication:
    """Return the application, made if there is none, with its name and icon."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a QCoreApplication is running where a QApplication is needed")
    app.setOrganizationName(ORGANIZATION)
    app.setApplicationName(APPLICATION)
    app.setApplicationDisplayName("Dynascope")
    app.setDesktopFileName(APPLICATION)
    return app
