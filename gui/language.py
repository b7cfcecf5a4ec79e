"""English and Simplified Chinese: chosen, switched at once, and texts of the engine translated."""

from __future__ import annotations

from importlib import resources
from typing import Literal, get_args

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from engine.text import EngineError, Message

Language = Literal["en", "zh_CN"]
LanguageChoice = Literal["en", "zh_CN", "system"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LANGUAGE_NAMES: dict[str, str] = {"en": "English", "zh_CN": "中文"}


def translate(text: str) -> str:
    """Return a text of the engine (label, help, explanation …) in the present language."""
    return QCoreApplication.translate("engine", text) if text else ""


def translate_message(message: Message | EngineError) -> str:
    """Return a sentence of the engine in the present language, its values filled in."""
    if isinstance(message, EngineError):
        message = message.message
    return message.render(translate)


def system_language() -> Language:
    """Return the language of the system's user interface, English if it is another."""
    for name in QLocale.system().uiLanguages():
        locale = QLocale(name)
        if locale.language() == QLocale.Language.Chinese:
            return "zh_CN"
        if locale.language() != QLocale.Language.C:
            return "en"
    return "en"


class LanguageManager(QObject):
    """Installs the translations of the window and of Qt's own texts.

    Widgets hear of a change as a `LanguageChange` event; `changed` is for the rest.
    """

    #: the new language, "en" or "zh_CN"
    changed = Signal(str)

    def __init__(self, choice: LanguageChoice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: LanguageChoice = "system"
        self._language: Language = "en"
        self._translators: list[QTranslator] = []
        # QTranslator reads from these bytes as long as it lives.
        self._data: dict[str, bytes] = {}
        self.choose(choice)

    @property
    def choice(self) -> LanguageChoice:
        """What was chosen; "system" until a person chooses."""
        return self._choice

    @property
    def language(self) -> Language:
        """The language now on the screen."""
        return self._language

    def choose(self, choice: LanguageChoice) -> None:
        """Switch the window to a language at once; "system" follows the system's."""
        self._choice = choice if choice in LANGUAGES else "system"
        wanted = system_language() if self._choice == "system" else self._choice
        if wanted == self._language:
            return
        self._remove()
        if wanted != "en":
            self._install(wanted)
        self._language = wanted
        self.changed.emit(wanted)

    def close(self) -> None:
        """Take the translations out again."""
        self._remove()
        self._language = "en"

    def _install(self, language: Language) -> None:
        for translator in (self._load(f"dynascope_{language}.qm"), self._qt(language)):
            if translator is not None:
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)

    def _load(self, name: str) -> QTranslator | None:
        if name not in self._data:
            file = resources.files("resources").joinpath("translations", name)
            if not file.is_file():
                return None
            self._data[name] = file.read_bytes()
        translator = QTranslator(self)
        return translator if translator.load(self._data[name]) else None

    def _qt(self, language: Language) -> QTranslator | None:
        """Qt's own texts: as shipped, else as installed with Qt."""
        shipped = self._load(f"qtbase_{language}.qm")
        if shipped is not None:
            return shipped
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator = QTranslator(self)
        return translator if translator.load(f"qtbase_{language}", folder) else None

    def _remove(self) -> None:
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._translators.clear()
