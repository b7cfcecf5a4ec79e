"""The real window for tests that drive it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import display
from gui.app import Window
from tests.gui.driving import SIZE, Driver

OpenWindow = Callable[..., Driver]


@contextmanager
def opening(qapp: QApplication) -> Iterator[OpenWindow]:
    """Open windows with the arguments of `gui.app.Window`; they are closed at the end.

    `size` is theirs at once, unless it is empty.
    """
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    opened: list[Driver] = []

    def make(*, size: QSize = SIZE, **options: Any) -> Driver:
        plain = {"language": "en", "theme": "light", "in_process": True, "remember": False}
        opened.append(Driver(Window(**{**plain, **options}), size))
        return opened[-1]

    yield make
    for driver in reversed(opened):
        driver.close()
    qapp.setStyleSheet(before[2])
    qapp.setFont(before[1])
    qapp.setPalette(before[0])


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open windows as `opening` does."""
    with opening(qapp) as make:
        yield make


@pytest.fixture(scope="module")
def long_lived(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driver]:
    """Open one window for all tests of a file that leave it as they found it."""
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    with opening(qapp) as make:
        yield make()


@pytest.fixture
def same_driver(
    long_lived: Driver, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Driver]:
    """Use the window of the file; afterwards nothing trains and its timers rest."""
    monkeypatch.setattr(display, "IDLE_FRAMES", 1)
    long_lived.session.set_pace(None)
    yield long_lived
    long_lived.tidy_up()


@pytest.fixture
def driver(open_window: OpenWindow) -> Driver:
    """Open the window as at the first start; it trains in a thread, as fast as possible."""
    made = open_window()
    made.until_ready()
    made.session.set_pace(None)
    return made
