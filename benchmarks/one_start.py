"""Opens the real window once and prints the seconds that it took, as JSON; see `startup`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gui.main_window import MainWindow

POLL = 10
"""Milliseconds between two looks whether the engine is up."""


def main(told: dict[str, Any]) -> None:
    """Print the seconds from `began` to the first paint, and to that of the panels which follow
    it; or the seconds from Train to the first point."""
    if told["torch_first"]:
        import torch  # noqa: F401
    from PySide6.QtCore import QSettings

    folder = os.environ["DYNASCOPE_BENCHMARK_FOLDER"]
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    from gui.app import Window

    opened = Window(remember=False)
    with opened as window:
        quit_loop = opened.application.quit
        if told["until"] == "paint":
            times = _first_paints(window, quit_loop)
            since = told["began"]
        else:
            times = _first_point(window, quit_loop)
            since = None
        opened.application.exec()
    if since is None:
        since = times.pop(0)
    print(json.dumps([each - since for each in times]))


def _first_paints(window: MainWindow, done: Callable[[], None]) -> list[float]:
    """Return a list that receives the times when the window, and its panels, have been painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    times: list[float] = []

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                window.removeEventFilter(self)
                QTimer.singleShot(0, note)  # once the parts of the window are painted, too
            return False

    def note() -> None:
        times.append(time.time())

    def paint_panels() -> None:
        window.repaint()
        note()
        done()

    window.furnished.connect(lambda: QTimer.singleShot(0, paint_panels))
    window.installEventFilter(Watcher(window))
    return times


def _first_point(window: MainWindow, done: Callable[[], None]) -> list[float]:
    """Return a list that receives the times of Train and of the first points on the screen."""
    from PySide6.QtCore import QTimer

    session, times = window.session, []
    poll = QTimer(window)

    def train_when_ready() -> None:
        if session.engine_status == "ready" and all(run.status == "ready" for run in session.runs):
            poll.stop()
            QTimer.singleShot(500, press_train)  # let the window come to rest

    def press_train() -> None:
        times.append(time.time())
        session.train()

    def look(_: object) -> None:
        if len(times) == 1 and any(run.step for run in session.runs):
            window.repaint()
            times.append(time.time())
            done()

    poll.timeout.connect(train_when_ready)
    session.tick.connect(look)
    poll.start(POLL)
    return times


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
