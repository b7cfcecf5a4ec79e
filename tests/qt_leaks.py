"""What a test of the window left behind: QThreads, timers, top-level widgets."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.leaks import stack_here, wait_until_empty, wrap


class QtStartLog:
    """Stacks of the QThreads and QTimers that were started and the widgets that were shown."""

    def __init__(self) -> None:
        self._stacks: WeakKeyDictionary[QObject, str] = WeakKeyDictionary()
        self._pending_shots: dict[int, str] = {}
        self._undo = [
            wrap(QThread, "start", self._note),
            wrap(QTimer, "start", self._note),
            wrap(QWidget, "show", self._note),
            wrap(QWidget, "setVisible", self._note_shown),
            self._wrap_single_shot(),
        ]

    def close(self) -> None:
        """Put the original methods back."""
        for undo in self._undo:
            undo()

    def _note(self, started: QObject, stack: str, *_: object) -> None:
        self._stacks[started] = stack

    def _note_shown(self, widget: QObject, stack: str, visible: bool = True) -> None:
        if visible:
            self._stacks.setdefault(widget, stack)

    def _wrap_single_shot(self) -> Callable[[], None]:
        original = QTimer.singleShot

        def single_shot(*args: Any) -> None:
            """Note shots at a plain function; one with a receiver dies with its receiver."""
            *first, action = args
            if not callable(action) or any(isinstance(arg, QObject) for arg in first):
                original(*args)
                return
            key = id(object())
            while key in self._pending_shots:
                key += 1
            self._pending_shots[key] = stack_here()

            def fire() -> None:
                self._pending_shots.pop(key, None)
                action()

            original(*first, fire)

        QTimer.singleShot = single_shot
        return lambda: setattr(QTimer, "singleShot", original)

    def leaked_threads(self) -> list[str]:
        """Describe the QThreads that still run."""
        return [
            f"{type(thread).__name__} still runs; started at:\n{stack}"
            for thread, stack in list(self._stacks.items())
            if isinstance(thread, QThread) and shiboken6.isValid(thread) and thread.isRunning()
        ]

    def leaked_timers(self) -> list[str]:
        """Describe the timers that would still fire."""
        timers = [
            f"timer every {timer.interval()} ms is still active; started at:\n{stack}"
            for timer, stack in list(self._stacks.items())
            if isinstance(timer, QTimer) and shiboken6.isValid(timer) and timer.isActive()
        ]
        shots = [
            f"QTimer.singleShot has not fired yet; started at:\n{stack}"
            for stack in self._pending_shots.values()
        ]
        return timers + shots

    def leaked_widgets(self, before: frozenset[int]) -> list[str]:
        """Describe the top-level widgets that are not in `before`."""
        return [
            f"{describe(widget)} was never closed and deleted; "
            + (f"shown at:\n{shown}" if (shown := self._stacks.get(widget)) else "never shown\n")
            for widget in QApplication.topLevelWidgets()
            if id_of(widget) not in before and widget.parent() is None
        ]

    def forget(self) -> None:
        """Drop what was noted, so that a leak is told once."""
        self._stacks.clear()
        self._pending_shots.clear()


def id_of(widget: QWidget) -> int:
    """Return the address of the C++ widget; Python wrappers come and go."""
    return int(shiboken6.getCppPointer(widget)[0])


def describe(widget: QWidget) -> str:
    """Return class, name, title and, for our own classes, the file of a widget."""
    cls = type(widget)
    try:
        home = f" of {inspect.getsourcefile(cls)}"
    except TypeError:
        home = ""
    return f"{cls.__name__}{home} (name {widget.objectName()!r}, title {widget.windowTitle()!r})"


def settle() -> None:
    """Let everything that was asked to go, go."""
    application = QCoreApplication.instance()
    if application is None:
        return
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        application.processEvents()


class QtWatch:
    """Compares the Qt things alive after a test with those before it."""

    def __init__(self, log: QtStartLog) -> None:
        log.forget()  # what runs already belongs to a fixture of a wider scope
        self._log = log
        self._widgets = frozenset(id_of(widget) for widget in top_level_widgets())

    def leaks(self) -> list[str]:
        """Describe what was left behind, after a time of grace."""
        settle()
        if self._now():
            gc.collect()
            settle()
        found = wait_until_empty(self._log.leaked_threads)
        found += self._log.leaked_timers() + self._log.leaked_widgets(self._widgets)
        self._log.forget()
        return found

    def _now(self) -> list[str]:
        log = self._log
        return log.leaked_threads() + log.leaked_timers() + log.leaked_widgets(self._widgets)


def top_level_widgets() -> list[QWidget]:
    """Return the top-level widgets; none without an application."""
    return QApplication.topLevelWidgets() if QApplication.instance() is not None else []
