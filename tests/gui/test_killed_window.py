"""A window that is killed while it trains loses nothing that was written, and leaves no engine.

`DYNASCOPE_KILLS=100` kills it more often than CI does, and looks at how much is missing, too.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import psutil
import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, from_json, with_values
from engine.library.opening import open_library
from engine.library.record import RunRecord
from engine.library.store import Library
from engine.trainer import Trainer
from gui.runs import Run
from gui.session import Session
from tests.engine.library.keeping import all_rows
from tests.gui.conftest import OpenWindow
from tests.gui.driving import until
from tests.gui.killed_window import CONFIGS, PACE

ASKED = os.environ.get("DYNASCOPE_KILLS", "")
KILLS = int(ASKED or "3")
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000


class Told(NamedTuple):
    """What a killed window said: its engine, up to which step each run was written, and which steps
    were seen how many seconds before it was killed."""

    engine: int
    written: dict[str, int]
    seen: list[tuple[float, dict[str, int]]]


def killed_window(path: Path, seed: int, delay: float) -> Told:
    command = [sys.executable, "-m", "tests.gui.killed_window", str(path), str(seed)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = [process.stdout.readline() for _ in range(2)]  # it trains: any moment will do now
    time.sleep(delay)
    process.kill()
    killed = time.monotonic()
    rest, _ = process.communicate()
    whole = "".join(first) + rest[: rest.rfind("\n") + 1]
    lines: list[dict[str, Any]] = [json.loads(line) for line in whole.splitlines()]
    assert [line for line in lines if "problem" in line] == []
    written: dict[str, int] = {}
    for line in lines:
        for run, step in line.get("written", {}).items():
            written[run] = max(step, written.get(run, 0))
    seen = [(killed - line["at"], line["seen"]) for line in lines if "seen" in line]
    return Told(lines[0]["engine"], written, seen)


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def undisturbed(record: RunRecord, last_step: int) -> np.ndarray:
    """Train the same from the start, with all that was changed at its steps."""
    changes = [each for each in record.markers if each.kind == "change"]
    config = from_json(record.config)
    for each in reversed(changes):
        config = with_values(config, {each.path: each.old})
    trainer = Trainer(config)
    blocks = []
    for each in changes:
        if each.step > trainer.step:
            blocks += advanced(trainer, each.step)
        trainer.retune({each.path: each.new})
    return np.concatenate([*blocks, *advanced(trainer, last_step)])


def advanced(trainer: Trainer, step: int) -> Iterator[np.ndarray]:
    while trainer.step < step:
        yield np.array(trainer.advance(step - trainer.step).values)


def assert_undisturbed(library: Library, runs: list[str]) -> None:
    for id in runs:
        record, rows = library.record(id), all_rows(library, id)
        assert len(rows) == record.steps > 0
        np.testing.assert_array_equal(rows, undisturbed(record, record.steps))


def go_on(qtbot: QtBot, path: Path, runs: list[str]) -> None:
    """Put the runs on the board of a new window and train them beyond where they were."""
    session = Session(in_process=True, library=path)
    problems: list[object] = []
    session.problem.connect(problems.append)
    session.start()
    found: list[Run] = []
    for id in runs:
        session.shelf.ask(
            lambda library, id=id: (library.record(id), library.measurements(id).history()),
            lambda told: found.append(session.open_kept(*told)),
        )
    qtbot.waitUntil(lambda: len(found) == len(runs), timeout=PATIENCE)
    last = {run.id: run.step for run in found}
    session.step(max(run.step - run.snapshots[-1][0] for run in found) + 10)
    qtbot.waitUntil(
        lambda: all(run.status == "paused" and run.step > last[run.id] for run in found),
        timeout=PATIENCE,
    )
    session.close()
    assert problems == []


@pytest.mark.timeout(120 + 30 * KILLS)
def test_nothing_that_was_written_is_lost(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "运行 runs.sqlite"
    chance = random.Random(os.urandom(8) if ASKED else 0)
    for attempt in range(KILLS):
        told = killed_window(path, chance.randrange(10**6), chance.uniform(0, 1.2))
        qtbot.waitUntil(lambda told=told: is_gone(told.engine), timeout=PATIENCE)
        library, problem = open_library(path)
        assert problem is None
        assert library.check()
        rows = {row.id: row for row in library.interrupted()}
        assert set(told.written) <= rows.keys()
        for id, step in told.written.items():
            assert rows[id].steps >= step
            assert rows[id].resumable
        if ASKED:
            missing = [
                ago
                for ago, steps in told.seen
                if any(id not in rows or step > rows[id].steps for id, step in steps.items())
            ]
            print(f"{max(missing, default=0.0):.2f} s are missing")
            assert max(missing, default=0.0) < 1.0
        runs = [row.id for row in rows.values() if row.steps]
        assert len(runs) >= 3
        assert_undisturbed(library, runs)
        if attempt % 3 == 0:
            go_on(qtbot, path, runs)
            assert_undisturbed(library, runs)
        library.delete(rows)
        library.close()


@pytest.mark.timeout(120 + 30 * KILLS)
def test_runs_go_on_after_their_engine_was_killed(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    chance = random.Random(0)
    session = Session(library=path)
    problems: list[object] = []
    session.problem.connect(problems.append)
    session.start()
    session.set_pace(PACE)
    runs = [session.add_run(with_values(ExperimentConfig(), each)) for each in CONFIGS]
    for attempt in range(KILLS):
        session.train()
        goal = max(run.step for run in runs) + chance.randrange(1, 1000)
        qtbot.waitUntil(lambda goal=goal: all(run.step > goal for run in runs), timeout=PATIENCE)
        assert session.engine_pid is not None
        os.kill(session.engine_pid, signal.SIGKILL)
        qtbot.waitUntil(lambda n=attempt: len(problems) > n, timeout=PATIENCE)
        assert "Train starts a new one" in str(problems[-1])
        session.keeper.flush()
        with Library(path) as library:
            told = {row.id: row.steps for row in library.runs()}
            assert told == {run.kept: run.step for run in runs}
            assert_undisturbed(library, list(told))
    session.close()
    assert len(problems) == KILLS


def test_the_next_window_offers_them(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    told = killed_window(path, 1, 0.4)
    qtbot.waitUntil(lambda: is_gone(told.engine), timeout=PATIENCE)
    driver = open_window(library=path)
    notice = driver.window.library.notice
    until(lambda: "ended while" in notice.text, "the offer")
    resume = next(each for each in notice.buttons if each.text() == "Resume")
    resume.click()
    until(lambda: {run.kept for run in driver.live} >= set(told.written), "runs on the board")
    driver.press("train")
    before = {run.kept: run.step for run in driver.live}
    until(lambda: all(run.step > before[run.kept] for run in driver.live), "runs that go on")
    driver.press("train")
    driver.until_ended()
    assert not driver.problems
