"""Theme, text size, presenter mode and language: chosen in the toolbar, applied, remembered."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow

from gui.language import LanguageManager
from gui.preferences import Preferences
from gui.theme import Theme, ThemeManager
from gui.toolbar import Toolbar

SETTLE = 5
"""Milliseconds in which layouts and panels follow a change before anything is painted."""


class Dressed(Protocol):
    """A window whose parts take a theme."""

    toolbar: Toolbar

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes."""


class Looks(QObject):
    """Applies what is chosen to the whole window at once."""

    def __init__(
        self,
        window: QMainWindow,
        themes: ThemeManager,
        languages: LanguageManager,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window, self._themes = window, themes
        self._languages, self._preferences = languages, preferences
        self._maximized = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE)
        self._settled.timeout.connect(lambda: window.setUpdatesEnabled(True))
        toolbar: Toolbar = window.toolbar  # type: ignore[attr-defined]
        self._toolbar = toolbar
        toolbar.theme_chosen.connect(self.choose_theme)
        toolbar.font_scale_chosen.connect(self.choose_font_scale)
        toolbar.presenter_toggled.connect(self.present)
        toolbar.language_chosen.connect(self.choose_language)
        themes.changed.connect(window.set_theme)  # type: ignore[attr-defined]
        self._show()

    @property
    def theme(self) -> Theme:
        """The look now on the screen."""
        return self._themes.theme

    def choose_theme(self, mode: str) -> None:
        """Switch to light, dark or the system's choice."""
        self._paint_once()
        self._themes.set_mode(mode)  # type: ignore[arg-type]
        self._preferences.set("theme/mode", mode)
        self._show()

    def choose_font_scale(self, scale: float) -> None:
        """Make all text larger or smaller."""
        self._paint_once()
        self._themes.set_font_scale(scale)
        self._preferences.set("theme/font_scale", scale)
        self._show()

    def choose_language(self, choice: str) -> None:
        """Switch to a language, or to the system's."""
        self._paint_once()
        self._languages.choose(choice)  # type: ignore[arg-type]
        self._preferences.set("language", choice)
        self._show()

    def present(self, on: bool) -> None:
        """Fill the screen with text and lines that a room can read, or leave that."""
        if on == self._themes.presenter:
            return
        self._paint_once()
        window = self._window
        if on:
            window.arrangement.expect_large()  # type: ignore[attr-defined]
            self._maximized = window.isMaximized()
            window.showFullScreen()
        elif self._maximized:
            window.showMaximized()
        elif window.windowState() & Qt.WindowState.WindowFullScreen:
            window.showNormal()
        self._themes.set_presenter(on)
        self._show()
        QTimer.singleShot(0, self, lambda: self._make_room(on))

    def _make_room(self, large: bool) -> None:
        """Once the window has its new size, let the cards share it."""
        if large == self._themes.presenter:
            self._window.arrangement.make_large(large)  # type: ignore[attr-defined]

    def _paint_once(self) -> None:
        """Paint nothing before texts and sizes have settled: else all is painted several times."""
        self._window.setUpdatesEnabled(False)
        self._settled.start()

    def _show(self) -> None:
        self._toolbar.set_theme_mode(self._themes.mode)
        self._toolbar.set_font_scale(self._themes.font_scale)
        self._toolbar.set_presenter(self._themes.presenter)
        self._toolbar.set_language(self._languages.choice, self._languages.language)
