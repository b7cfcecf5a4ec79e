from __future__ import annotations

import faulthandler
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gui import crash
from gui.crash import FAULTS_NAME, LOG_NAME, CrashReporter


@pytest.fixture
def reporter(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CrashReporter]:
    was_enabled = faulthandler.is_enabled()
    monkeypatch.setattr(sys, "__excepthook__", lambda *args: None)
    made = CrashReporter(tmp_path / "logs")
    yield made
    made.uninstall()
    if was_enabled:
        faulthandler.enable(sys.__stderr__)
    qtbot.wait(1)


def fail(words: str) -> None:
    """Call the hook as Python does for an error that nobody caught."""
    try:
        raise ZeroDivisionError(words)
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def fail_in_thread(words: str) -> None:
    thread = threading.Thread(target=lambda: 1 / 0, name=words)
    thread.start()
    thread.join()


@pytest.mark.parametrize("way", [fail, fail_in_thread])
def test_an_error_is_shown_logged_and_copied(
    reporter: CrashReporter, qtbot: QtBot, way: object
) -> None:
    way("quite wrong")
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    text = reporter.dialog.text.toPlainText()
    assert "ZeroDivisionError" in text
    assert "Python 3" in text
    assert "Traceback" in text
    reporter.dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == text
    assert "ZeroDivisionError" in (reporter.folder / LOG_NAME).read_text()
    assert not reporter.dialog.isModal()


def test_many_errors_share_one_dialog(reporter: CrashReporter, qtbot: QtBot) -> None:
    for number in range(5):
        fail(f"error {number}")
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    dialog = reporter.dialog
    qtbot.waitUntil(lambda: "error 4" in dialog.text.toPlainText())
    assert reporter.dialog is dialog
    dialog.reject()
    assert reporter.dialog is None
    fail("again")
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert "error 4" not in reporter.dialog.text.toPlainText()


def test_a_flood_of_errors_stays_bounded(
    reporter: CrashReporter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.crash_dialog.LONGEST", 5000)
    for _ in range(200):
        fail("x" * 100)
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    qtbot.wait(20)
    assert reporter.dialog.text.document().characterCount() < 12_000


def test_errors_in_slots_are_caught_too(reporter: CrashReporter, qtbot: QtBot) -> None:
    with qtbot.captureExceptions():
        sys.excepthook = reporter._hook  # pytest-qt put its own one there
        QTimer.singleShot(0, lambda: 1 / 0)
        qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert "ZeroDivisionError" in reporter.dialog.text.toPlainText()


def test_an_interrupt_closes_quietly(reporter: CrashReporter, qtbot: QtBot) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    qtbot.wait(10)
    assert reporter.dialog is None


def test_the_log_stays_small(reporter: CrashReporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporter._handler, "maxBytes", 10_000)
    for _ in range(1000):
        logging.getLogger("gui").warning("x" * 100)
    assert sum(each.stat().st_size for each in reporter.folder.iterdir()) < 40_000


def test_a_folder_that_cannot_be_written_is_done_without(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    reporter = CrashReporter(tmp_path / "file" / "logs")
    try:
        reporter.happened.emit("a report")
        qtbot.waitUntil(lambda: reporter.dialog is not None)
    finally:
        reporter.uninstall()


def test_everything_is_put_back(qtbot: QtBot, tmp_path: Path) -> None:
    before = sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)
    CrashReporter(tmp_path).uninstall()
    assert (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)) == before


def test_the_log_lies_where_the_system_wants_it(qtbot: QtBot) -> None:
    reporter = crash.install()
    try:
        assert reporter.folder == crash.log_folder()
        assert Path(crash.engine_log()).parent == reporter.folder
    finally:
        reporter.uninstall()
        reporter.deleteLater()


def test_a_crash_inside_a_library_leaves_a_trace(tmp_path: Path) -> None:
    code = (
        "import ctypes, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from gui.crash import CrashReporter\n"
        f"reporter = CrashReporter(Path({str(tmp_path)!r}))\n"
        "ctypes.string_at(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode != 0
    assert "string_at" in (tmp_path / FAULTS_NAME).read_text()
