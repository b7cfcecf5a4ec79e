"""Two windows on one library: both train and list; what one deletes or removes spares the other."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from engine.library.locks import library_lock
from engine.library.store import Library
from gui.runs import Run
from gui.session import Session
from tests.engine.library.keeping import all_rows

PATIENCE = 30_000
CONFIG = with_values(ExperimentConfig(), {"training.steps": None, "data.samples": 100})


class Window:
    """A session on a library that others use, too."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self._qtbot = qtbot
        self.session = Session(in_process=True, library=path)
        self.problems: list[str] = []
        for signal in (self.session.problem, self.session.library_problem):
            signal.connect(lambda problem: self.problems.append(str(problem)))
        self.session.start()

    def wait(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def train(self, run: Run, to: int) -> None:
        self.session.select(run.id)
        self.session.step(to - run.step)
        self.wait(lambda: run.step == to and run.status == "paused")
        self.session.keeper.flush()

    def ask(self, work: Callable[[Library], object], *, writes: bool = False) -> object:
        answers: list[object] = []
        self.session.shelf.ask(work, answers.append, answers.append, writes=writes)
        self.wait(lambda: answers)
        return answers[0]

    def listed(self) -> dict[str, tuple[int, str]]:
        rows: list[object] = self.ask(lambda library: library.runs())  # type: ignore[assignment]
        return {row.id: (row.steps, row.status) for row in rows}  # type: ignore[attr-defined]


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Window, Window]]:
    pair = Window(qtbot, tmp_path / "runs.sqlite"), Window(qtbot, tmp_path / "runs.sqlite")
    yield pair
    for window in pair:
        window.session.close()


def test_both_train_and_both_list(windows: tuple[Window, Window], tmp_path: Path) -> None:
    runs = [window.session.add_run(CONFIG) for window in windows]
    for window in windows:
        window.session.train()
    for window, run in zip(windows, runs, strict=True):
        window.wait(lambda run=run: run.step > 3000)
    for window, run in zip(windows, runs, strict=True):
        window.session.pause()
        window.wait(lambda run=run: run.status == "paused")
        window.session.keeper.flush()
    wanted = {run.kept: (run.step, "paused") for run in runs}
    assert [window.listed() for window in windows] == [wanted, wanted]
    with Library(tmp_path / "runs.sqlite") as library:
        assert library.check()
        for run in runs:
            assert run.history is not None
            rows = run.history.rows(1, run.step + 1)
            np.testing.assert_array_equal(all_rows(library, run.kept), rows)
    assert [window.problems for window in windows] == [[], []]


def test_a_run_open_elsewhere_is_not_gone_on_with(windows: tuple[Window, Window]) -> None:
    first, second = windows
    run = first.session.add_run(CONFIG)
    first.train(run, 20)
    kept = run.kept
    told = second.ask(lambda library: (library.record(kept), library.measurements(kept).history()))
    guest = second.session.open_kept(*told)  # type: ignore[misc]
    assert guest.step == 20
    second.session.step(5)
    second.wait(lambda: second.problems)
    assert second.problems == ["This run is open in another window; go on with it there."]
    first.train(run, 30)
    assert first.listed()[kept] == (30, "paused")


def test_a_run_deleted_elsewhere_trains_on_and_comes_back(
    windows: tuple[Window, Window], tmp_path: Path
) -> None:
    first, second = windows
    run = first.session.add_run(CONFIG)
    first.train(run, 20)
    second.ask(lambda library: library.delete([run.kept]), writes=True)
    assert first.listed() == {}
    first.train(run, 40)
    second.ask(lambda library: library.prune(library.plan_pruning(0)), writes=True)
    second.ask(lambda library: library.restore([run.kept]), writes=True)
    assert second.listed() == {run.kept: (40, "paused")}
    with Library(tmp_path / "runs.sqlite") as library:
        assert len(all_rows(library, run.kept)) == 40
    assert first.problems == second.problems == []


def test_pruning_waits_for_the_lock(
    windows: tuple[Window, Window], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = windows
    old = first.session.add_run(CONFIG)
    first.train(old, 20)
    first.session.remove(old.id)
    first.session.close()
    run = second.session.add_run(CONFIG)
    second.train(run, 10)
    done = threading.Event()
    hold = (
        "import sys; from pathlib import Path; from engine.library.locks import library_lock\n"
        "with library_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "runs.sqlite")],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        patience = library_lock.__wrapped__, "__defaults__"  # type: ignore[attr-defined]
        monkeypatch.setattr(*patience, (0.2,))
        told = second.ask(lambda library: library.prune(library.plan_pruning(0)))
        assert "in use by another program" in str(told)
        monkeypatch.setattr(*patience, (60.0,))
        second.session.shelf.ask(
            lambda library: library.prune(library.plan_pruning(0)), lambda _: done.set()
        )
        second.train(run, 20)  # training and writing need no such lock
        assert not done.is_set()
        process.stdin.close()
    second.wait(done.is_set)
    assert second.listed() == {run.kept: (20, "paused")}
    assert second.problems == []
