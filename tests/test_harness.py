"""The harness itself: a leak fails the test that made it, with the place of the start."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parent.parent

LEAKS = {
    "thread": """
        import threading
        def test_leak():
            threading.Thread(target=threading.Event().wait, daemon=True).start()  # here
        """,
    "process": """
        import subprocess, sys
        def test_leak():
            global child
            child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1)  # here
        """,
    "multiprocessing": """
        import multiprocessing, time
        def test_leak():
            global child
            child = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
            child.daemon = True
            child.start()  # here
        """,
    "QThread": """
        from PySide6.QtCore import QThread
        def test_leak(qapp):
            global thread
            thread = QThread()
            thread.start()  # here
        def test_after(qapp):
            thread.quit()
            thread.wait()
        """,
    "timer": """
        from PySide6.QtCore import QTimer
        def test_leak(qapp):
            global timer
            timer = QTimer()
            timer.start(60_000)  # here
        """,
    "singleShot": """
        from PySide6.QtCore import QTimer
        def test_leak(qapp):
            QTimer.singleShot(60_000, print)  # here
        """,
    "LeftOpen": """
        from PySide6.QtWidgets import QWidget
        class LeftOpen(QWidget): pass
        def test_leak(qapp):
            global widget
            widget = LeftOpen()
            widget.show()  # here
        """,
}

CLEAN = """
    import subprocess, sys, threading
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QWidget

    def test_python():
        thread = threading.Thread(target=print)
        thread.start()
        thread.join()
        subprocess.run([sys.executable, "-c", ""], check=True)

    def test_qt(qapp):
        thread = QThread()
        thread.start()
        thread.quit()
        thread.wait()
        timer = QTimer()
        timer.start(1000)
        timer.stop()
        QTimer.singleShot(0, print)
        widget = QWidget()
        widget.show()
        widget.close()
        widget.deleteLater()

    def test_owned_by_qtbot(qtbot):
        widget = QWidget()
        QTimer(widget).start(1000)
        qtbot.addWidget(widget)
        widget.show()
    """


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Return an empty project with our conftest."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest("from tests.conftest import *")
    pytester.makeini("[pytest]\nqt_api = pyside6\n")
    return pytester


@pytest.mark.parametrize("kind", LEAKS)
def test_a_leak_fails_and_names_the_place(project: pytest.Pytester, kind: str) -> None:
    project.makepyfile(test_it=LEAKS[kind])
    result = project.runpytest_subprocess("-p", "no:cacheprovider")
    assert result.parseoutcomes().get("errors") == 1
    result.stdout.fnmatch_lines(
        [f"*{kind if kind != 'multiprocessing' else 'process'}*", "*# here*"]
    )


def test_what_is_cleaned_up_passes(project: pytest.Pytester) -> None:
    project.makepyfile(test_it=CLEAN)
    project.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=3)
