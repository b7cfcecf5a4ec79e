"""Languages: chosen, switched at once, and Qt's own texts too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.text import EngineError, Message
from gui import language as language_module
from gui.language import LanguageManager, system_language, translate, translate_message


@pytest.fixture
def manager(qapp: QApplication) -> Iterator[LanguageManager]:
    made = LanguageManager("en")
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()


class Listener(QWidget):
    heard = 0

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.heard += 1
        super().changeEvent(event)


def cancel() -> str:
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


def test_qt_speaks_the_language_too(manager: LanguageManager) -> None:
    manager.choose("zh_CN")
    assert cancel() == "取消"
    manager.choose("en")
    assert cancel() == "Cancel"


def test_widgets_hear_of_it(manager: LanguageManager, qtbot: QtBot, qapp: QApplication) -> None:
    window = Listener()
    inner = Listener(window)
    qtbot.addWidget(window)
    with qtbot.waitSignal(manager.changed) as caught:
        manager.choose("zh_CN")
    qapp.processEvents()
    assert caught.args == ["zh_CN"]
    assert window.heard
    assert inner.heard


def test_the_same_language_is_no_change(manager: LanguageManager, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(manager.changed):
        manager.choose("en")


@pytest.mark.parametrize(("names", "expected"), [
    (["zh-Hans-CN", "en-US"], "zh_CN"), (["zh-TW"], "zh_CN"), (["en-GB", "zh-CN"], "en"),
    (["de-DE"], "en"), (["C"], "en"), ([], "en"),
])  # fmt: skip
def test_the_systems_language(
    monkeypatch: pytest.MonkeyPatch, names: list[str], expected: str
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return names

    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: System()))
    assert system_language() == expected


def test_system_is_followed_until_one_chooses(
    manager: LanguageManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_module, "system_language", lambda: "zh_CN")
    manager.choose("system")
    assert (manager.choice, manager.language) == ("system", "zh_CN")
    manager.choose("klingon")  # type: ignore[arg-type]
    assert manager.choice == "system"
    manager.choose("en")
    assert (manager.choice, manager.language) == ("en", "en")


def test_messages_are_translated_before_they_are_filled_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = {"{field} is {value}.": "{field}为{value}。", "loss": "损失"}
    monkeypatch.setattr(language_module, "translate", lambda text: words.get(text, text))
    message = Message("{field} is {value}.", {"field": Message("loss"), "value": 3})
    assert translate_message(message) == "损失为3。"


def test_errors_are_messages_too(qapp: QApplication) -> None:
    error = EngineError("{field} is {value}.", field="a.b", value=3)
    assert translate_message(error) == "a.b is 3."


def test_an_empty_text_stays_empty(manager: LanguageManager) -> None:
    manager.choose("zh_CN")
    assert translate("") == ""
