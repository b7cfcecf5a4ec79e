"""The program as a process: it opens, trains, closes, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import app, crash
from gui.main_window import MainWindow
from tests.gui.conftest import OpenWindow
from tests.gui.driving import until

PROJECT = Path(__file__).resolve().parents[2]

CLOSE_WHILE_TRAINING = """
    import sys, threading
    import psutil
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from gui import app

    def look():
        window = QApplication.activeWindow()
        if window is None or not window.panels:
            return
        session = window.session
        if not session.is_training:
            session.set_pace({pace})
            window.toolbar.buttons["train"].click()
        elif session.selected.step > 3:
            print("closing at", session.selected.step > 3, session.is_training)
            timer.stop()
            window.close()

    if __name__ == "__main__":
        app.make_application()
        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(20)
        code = app.run({arguments})
        print("code", code)
        left = [" ".join(each.cmdline()) for each in psutil.Process().children(recursive=True)]
        print("children", [each for each in left if "resource_tracker" not in each])
        # Python remembers a QThread that asked for its name as a dummy, also when it has ended.
        names = [each.name for each in threading.enumerate()]
        print("threads", [each for each in names if not each.startswith("Dummy")])
"""


@pytest.mark.parametrize("in_process", [False, True])
def test_closing_in_mid_run_leaves_nothing(tmp_path: Path, in_process: bool) -> None:
    """As a person does: open, Train, close by the window's button; then the process ends."""
    script = tmp_path / "drive.py"
    text = textwrap.dedent(CLOSE_WHILE_TRAINING)
    arguments = f"in_process={in_process}, language='en'"
    script.write_text(text.format(arguments=arguments, pace=30.0), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=60
    )
    lines = done.stdout.splitlines()
    assert lines == ["closing at True True", "code 0", "children []", "threads ['MainThread']"], (
        done.stdout + done.stderr
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_run_opens_the_window_and_returns_when_it_is_closed(
    qapp: QApplication, qtbot: QtBot
) -> None:
    look = qapp.palette(), qapp.font(), qapp.styleSheet()
    seen: list[str] = []
    reporters: list[crash.CrashReporter] = []

    def close() -> None:
        shown = [each for each in qapp.topLevelWidgets() if each.isVisible()]
        window = next((each for each in shown if isinstance(each, MainWindow)), None)
        if window is None:  # a busy machine takes its time
            return
        timer.stop()
        seen.append(window.windowTitle())
        reporters.extend(qapp.findChildren(crash.CrashReporter))
        window.close()

    timer = QTimer()
    timer.timeout.connect(close)
    timer.start(100)
    assert app.run(in_process=True, language="en", theme="dark") == 0
    assert seen == ["Dynascope"]
    for reporter in reporters:
        reporter.uninstall()
        reporter.deleteLater()
    qapp.setStyleSheet(look[2])
    qapp.setFont(look[1])
    qapp.setPalette(look[0])


def test_two_windows_need_not_wait_for_each_other(open_window: OpenWindow) -> None:
    first, second = open_window(), open_window(language="zh")
    for driver in (first, second):
        driver.until_ready()
        driver.session.set_pace(None)
        driver.press("train")
    for driver in (first, second):
        driver.until_ended()
        assert [run.step for run in driver.live] == [100] * 3


def test_the_window_shows_what_the_engine_says_of_the_machine(open_window: OpenWindow) -> None:
    driver = open_window(in_process=False)
    until(lambda: driver.session.engine_status == "ready")
    assert driver.session.torch_version
    box = driver.row("training.device").editor.fields[0]
    assert box.count() >= len(driver.session.devices) >= 1  # type: ignore[attr-defined]
    pid = driver.session.engine_pid
    assert pid is not None
    driver.close()
    until(lambda: not psutil.pid_exists(pid) or is_gone(pid), "the end of the engine", 5.0)


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="X11")
def test_without_a_display_there_is_one_sentence() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, str(PROJECT / "main.py")],
        env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "display" in done.stderr
