"""A window that trains, is forked and changed until it is killed; says what is written.

    python -m tests.gui.killed_window LIBRARY SEED

Lines are JSON: first the number of the engine's process, then, again and again, up to which step
the runs have been seen, by their id in the library, and when; and up to which they are written.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from gui.app import Window
from gui.session import Session
from tests.gui.driving import Driver, until

PACE = 2000.0
MOST_RUNS = 6
CONFIGS = (
    {"training.steps": None, "data.samples": 120, "training.batch_size": 16},
    {"training.steps": None, "data.samples": 120, "optimizer.name": "momentum"},
    {"training.steps": None, "data.samples": 120, "model.activation": "prelu"},
)


def say(**told: object) -> None:
    print(json.dumps(told), flush=True)


def meddle(session: Session, chance: random.Random) -> None:
    """Fork a run or change it live."""
    session.select(chance.choice([run for run in session.runs if run.key]).id)
    act = chance.randrange(3)
    if act == 0 and len(session.runs) < MOST_RUNS:
        session.fork()
    elif act == 1:
        session.change_selected({"training.batch_size": chance.choice([8, 16, 32])})
    else:
        session.change_selected({"optimizer.learning_rate": chance.choice([0.01, 0.02, 0.003])})


def tell_seen(steps: dict[str, int]) -> None:
    say(seen=steps, at=time.monotonic())


def tell_written(session: Session, steps: dict[str, int]) -> None:
    """Say what is in the library; the window does not wait for that."""

    def wait() -> None:
        session.keeper.flush()
        say(written=steps)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    path, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    driver = Driver(Window(language="en", theme="light", remember=False, library=path))
    session = driver.session
    session.problem.connect(lambda problem: say(problem=str(problem)))
    driver.compare(*CONFIGS)
    session.set_pace(PACE)
    say(engine=session.engine_pid)
    begun: set[str] = set()  # a branch that the engine has not opened yet is not among them
    session.keeper.begun.connect(begun.add)

    def steps() -> dict[str, int]:
        return {run.kept: run.step for run in session.runs if run.kept in begun}

    driver.press("train")
    until(lambda: all(run.kept in begun and run.step for run in session.runs), "runs that train")
    tell_written(session, steps())
    timers = []
    for act, period in (
        (lambda: meddle(session, chance), 70),
        (lambda: tell_seen(steps()), 40),
        (lambda: tell_written(session, steps()), 700),
    ):
        timer = QTimer(driver.window)
        timer.timeout.connect(act)
        timer.start(period)
        timers.append(timer)
    driver.application.application.exec()


if __name__ == "__main__":
    main()
