"""What a test left running, and where it was started.

Start methods are wrapped once so that each start notes its stack; after a test,
whatever is new and still alive is reported with that stack.
"""

from __future__ import annotations

import functools
import gc
import subprocess
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from multiprocessing.process import BaseProcess
from typing import Any
from weakref import WeakKeyDictionary

import psutil

GRACE_SECONDS = 1.0
"""How long a thread or process that was asked to end may take to do so."""

OWN_FRAMES = ("/tests/leaks.py", "/_pytest/", "/pluggy/", "/pytestqt/", "/runpy.py", "<frozen")
"""Parts of file names that say nothing about where something was started."""

HELPER_PROCESSES = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")
"""Processes that Python itself keeps for its whole life."""


def stack_here() -> str:
    """Return the caller's stack without the frames of the test machinery."""
    frames = [
        frame
        for frame in traceback.extract_stack()
        if not any(part in frame.filename.replace("\\", "/") for part in OWN_FRAMES)
    ]
    return "".join(traceback.format_list(frames[-8:]))


def wait_until_empty(find: Callable[[], list[str]]) -> list[str]:
    """Return what `find` still finds after the time of grace."""
    deadline = time.monotonic() + GRACE_SECONDS
    while (found := find()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


_kept: list[Callable[..., Any]] = []
"""Qt's objects may still call what replaced their methods after that was undone."""


def wrap(owner: type, name: str, note: Callable[..., None]) -> Callable[[], None]:
    """Replace `owner.name` so that `note(self, stack, *args)` runs first; returns the undo."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def noted(self: Any, *args: Any, **kwargs: Any) -> Any:
        note(self, stack_here(), *args)
        return original(self, *args, **kwargs)

    setattr(owner, name, noted)
    _kept.append(noted)
    return lambda: setattr(owner, name, original)


class StartLog:
    """Stacks of the Python threads and processes that were started."""

    def __init__(self) -> None:
        self._threads: WeakKeyDictionary[threading.Thread, str] = WeakKeyDictionary()
        self._processes: list[tuple[Any, str]] = []
        self._undo = [
            wrap(threading.Thread, "start", self._note_thread),
            wrap(BaseProcess, "start", self._note_process),
            wrap(subprocess.Popen, "__init__", self._note_process),
        ]

    def close(self) -> None:
        """Put the original methods back."""
        for undo in self._undo:
            undo()

    def _note_thread(self, thread: threading.Thread, stack: str, *_: object) -> None:
        self._threads[thread] = stack

    def _note_process(self, process: object, stack: str, *_: object) -> None:
        self._processes.append((process, stack))

    def _process_stack(self, pid: int) -> str:
        for process, stack in reversed(self._processes):
            if getattr(process, "pid", None) == pid:
                return stack
        return "  (started by other means: no stack)\n"

    def leaked_threads(self, before: frozenset[threading.Thread]) -> list[str]:
        """Describe live threads that are not in `before`."""
        return [
            f"thread {thread.name!r} still runs; started at:\n"
            + self._threads.get(thread, "  (started by other means: no stack)\n")
            for thread in threading.enumerate()
            if thread not in before and thread.is_alive() and not is_dummy(thread)
        ]

    def leaked_processes(self, before: frozenset[int]) -> list[str]:
        """Describe live child processes, at any depth, that are not in `before`."""
        found = []
        for child in psutil.Process().children(recursive=True):
            try:
                command = " ".join(child.cmdline())
                gone = child.status() == psutil.STATUS_ZOMBIE
            except psutil.NoSuchProcess:
                continue
            if child.pid in before or gone or any(name in command for name in HELPER_PROCESSES):
                continue
            found.append(
                f"process {child.pid} still runs ({command[:200]}); started at:\n"
                + self._process_stack(child.pid)
            )
        return found


def is_dummy(thread: threading.Thread) -> bool:
    """Tell whether `thread` only stands for a thread that Python did not start."""
    return isinstance(thread, threading._DummyThread)


def child_pids() -> frozenset[int]:
    """Return the process ids of all children, at any depth."""
    return frozenset(child.pid for child in psutil.Process().children(recursive=True))


def live_threads() -> frozenset[threading.Thread]:
    """Return the Python threads that run now."""
    return frozenset(threading.enumerate())


def report(leaks: Iterable[str]) -> str:
    """Return one text for all leaks of a test."""
    leaks = list(leaks)
    return f"the test left {len(leaks)} thing(s) behind:\n" + "\n".join(leaks)


class Watch:
    """Compares what runs after a test with what ran before it."""

    def __init__(self, log: StartLog) -> None:
        self._log = log
        self._threads = live_threads()
        self._processes = child_pids()

    def leaks(self) -> list[str]:
        """Describe what was left behind, after a time of grace."""
        return self._after_collection(self._threads_now) + wait_until_empty(self._processes_now)

    def _threads_now(self) -> list[str]:
        return self._log.leaked_threads(self._threads)

    def _processes_now(self) -> list[str]:
        return self._log.leaked_processes(self._processes)

    @staticmethod
    def _after_collection(find: Callable[[], list[str]]) -> list[str]:
        if find():
            gc.collect()
        return wait_until_empty(find)
