"""A window whose library cannot be used, or no more once it trains; says what a person sees.

    python -m tests.gui.faulty_window LIBRARY FAULT

The last line is JSON: all sentences told, those still shown, steps trained after the fault.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from engine.library import writer
from gui.app import Window
from tests.gui.driving import Driver, until, wait

CONFIGS = (
    {"training.steps": None, "training.batch_size": 50},
    {"training.steps": None, "model.hidden_layers": 4},
    {"training.steps": None, "model.activation": "tanh"},
)
ROOM = 100_000
WRITTEN = 200
Fault = Callable[[Path], object]


def fill_the_disk(path: Path) -> None:
    limit = max(each.stat().st_size for each in path.parent.glob(f"{path.name}*")) + ROOM
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def lock(path: Path) -> sqlite3.Connection:
    writer.PATIENCE_SECONDS = 0.2
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    return connection


def nothing(_: Path) -> None:
    """The library was faulty before."""


LATE: dict[str, Fault] = {"full": fill_the_disk, "locked": lock, "locked at the end": lock}


def mind_the_rights() -> None:
    """Root may write everywhere, unless it gives that up (capset(2))."""
    if os.geteuid() == 0:
        system = ctypes.CDLL(None, use_errno=True)
        head, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        if system.capget(head, data) == 0:
            for place in range(3):  # effective, permitted, inheritable
                data[place] &= ~(1 << 1 | 1 << 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            system.capset(head, data)


def main() -> None:
    path, fault = Path(sys.argv[1]), sys.argv[2]
    if fault == "read-only":
        mind_the_rights()
    window = Window(language="en", theme="light", remember=False, library=path)
    told: list[str] = []
    for signal in (window.session.problem, window.session.library_problem):
        signal.connect(lambda problem: told.append(str(problem)))
    driver = Driver(window)
    session = driver.session
    session.shelf.problem.connect(lambda problem: told.append(str(problem)))
    driver.compare(*CONFIGS)
    driver.press("train")
    until(lambda: all(run.step > WRITTEN for run in session.runs), "training")
    session.keeper.flush()
    held = LATE.get(fault, nothing)(path)
    if fault == "locked at the end":
        wait(200)
    else:
        until(lambda: told, "a sentence")
    goals = [(run, run.step + WRITTEN) for run in session.runs]
    until(lambda: all(run.step > goal for run, goal in goals), "training that goes on")
    trains = session.is_training
    shown = [bar.text for bar in (driver.window.notice, driver.window.library.notice) if bar.text]
    driver.close()
    print(json.dumps({"told": told, "shown": shown, "trains": trains}), flush=True)
    del held


if __name__ == "__main__":
    main()
