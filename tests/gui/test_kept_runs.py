"""Runs that go on from the library: after a crash, from last week, from a step in the past."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from engine.library import measurements
from engine.library.store import Library
from engine.messages import Snapshot
from gui.runs import FORK, Run
from gui.session import Session

PATIENCE = 30_000
CONFIG = with_values(
    ExperimentConfig(),
    {"training.steps": None, "training.batch_size": 64, "data.samples": 200},
)


class Window:
    """A session with a library, and patience."""

    def __init__(self, qtbot: QtBot, library: Path, in_process: bool) -> None:
        self.qtbot, self.path = qtbot, library
        self.session = Session(in_process=in_process, library=library)
        self.problems: list[object] = []
        self.session.problem.connect(self.problems.append)
        self.session.start()

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def train(self, run: Run, steps: int) -> None:
        end = run.step + steps
        self.session.step(steps)
        self.wait(lambda: run.step == end and run.status == "paused")

    def losses(self, run: Run, start: int, stop: int) -> list[float | None]:
        assert run.history is not None
        return [run.history.value_at("loss/train", step) for step in range(start, stop + 1)]


@pytest.fixture(params=[False, True], ids=["process", "thread"])
def window(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Window]:
    made = Window(qtbot, tmp_path / "运行 🧪 runs.sqlite", request.param)
    yield made
    made.session.close()


def test_a_branch_of_the_past_follows_its_parent_bit_for_bit(window: Window) -> None:
    parent = window.session.add_run(CONFIG)
    window.train(parent, 40)
    window.session.change_selected({"optimizer.learning_rate": 0.05})
    window.wait(lambda: bool(parent.markers))
    window.train(parent, 37)
    branch = window.session.fork(53)
    assert branch is not None
    window.wait(lambda: branch.status == "paused")
    assert (branch.step, branch.config.optimizer.learning_rate) == (53, 0.05)
    assert branch.name == f"{parent.name}, fork at 53"
    assert [step for step, path, *_ in branch.markers if path == FORK] == [53]
    assert window.session.selected is branch
    window.session.remove(parent.id)
    window.train(branch, 24)
    assert window.losses(branch, 1, 77) == window.losses(parent, 1, 77)
    assert window.problems == []


def test_the_branch_may_get_other_settings_before_it_trains(window: Window) -> None:
    parent = window.session.add_run(CONFIG)
    window.train(parent, 30)
    branch = window.session.fork(20)
    assert branch is not None
    window.wait(lambda: branch.status == "paused")
    window.session.change_selected({"optimizer.name": "sgd", "model.activation": "tanh"})
    window.session.apply_draft()
    window.wait(lambda: branch.status == "paused" and branch.applied == branch.config)
    assert branch.step == 20
    assert window.losses(branch, 1, 20) == window.losses(parent, 1, 20)
    window.session.remove(parent.id)
    window.session.step(5)
    window.wait(lambda: branch.step == 25)
    assert branch.history is not None
    assert branch.history.latest("saturation/1") is not None
    assert branch.history.value_at("inactive_units/1", 20) is None
    assert window.problems == []


def test_an_old_run_is_split_at_its_newest_state(window: Window) -> None:
    run = window.session.add_run(CONFIG)
    window.train(run, 20)
    window.session.reset()
    (ghost,) = [each for each in window.session.runs if each.ghost]
    window.session.select(ghost.id)
    branch = window.session.fork()
    assert branch is not None
    window.wait(lambda: branch.status == "paused")
    assert branch.step == 20
    assert window.losses(branch, 1, 20) == window.losses(ghost, 1, 20)


def test_a_branch_that_has_not_trained_can_be_seen_and_split(window: Window) -> None:
    parent = window.session.add_run(CONFIG)
    window.train(parent, 40)
    first = window.session.fork(30)
    assert first is not None
    window.wait(lambda: first.status == "paused")
    window.session.want_pictures("surface", ("surface",))
    window.session.travel.go(10)
    at = first.at
    window.wait(lambda: first.past is not None and first.past.step == at)
    second = window.session.fork(20)
    assert second is not None
    window.wait(lambda: second.status == "paused")
    window.session.select(first.id)
    third = window.session.fork()
    assert third is not None
    window.wait(lambda: third.status == "paused")
    window.session.remove(parent.id)
    window.session.remove(first.id)
    window.session.step(10)
    window.wait(lambda: (second.step, third.step) == (30, 40) and not window.session.is_training)
    window.session.close()
    assert window.problems == []
    with Library(window.path) as library:
        for run, steps in ((second, 30), (third, 40)):
            (part,) = library.measurements(run.kept).parts()
            assert (part.first_step, part.last_step) == (1, steps)


def test_what_goes_on_from_the_library_has_every_row_of_its_trunk(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measurements, "COARSE_BINS", 16)
    window = Window(qtbot, tmp_path / "runs.sqlite", in_process=True)
    parent = window.session.add_run(CONFIG)
    window.train(parent, 2500)
    measured = window.losses(parent, 1, 2500)
    branch = window.session.fork(2400)
    assert branch is not None
    window.wait(lambda: branch.step == 2400 and window.losses(branch, 1, 2400) == measured[:2400])
    window.session.change_selected({"model.activation": "tanh"})
    window.session.apply_draft()
    window.wait(lambda: branch.applied == branch.config and branch.status == "paused")
    window.wait(lambda: window.losses(branch, 1, 2400) == measured[:2400])
    kept = parent.kept
    window.session.remove(parent.id)
    with Library(tmp_path / "runs.sqlite") as library:
        record, history = library.record(kept), library.measurements(kept).history()
    found = window.session.open_kept(record, history)
    window.session.step(1)
    window.wait(lambda: found.step == 2501 and window.losses(found, 1, 2500) == measured)
    assert window.problems == []
    window.session.close()


def test_a_run_goes_on_after_the_engine_was_killed(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(qtbot, tmp_path / "runs.sqlite", in_process=False)
    run = window.session.add_run(CONFIG)
    window.train(run, 30)
    before = window.losses(run, 1, 30)
    pid = window.session.engine_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    window.wait(lambda: run.status == "stopped")
    window.problems.clear()
    window.session.step(5)
    window.wait(lambda: run.status == "paused" and run.step == 35)
    assert window.losses(run, 1, 30) == before
    assert window.problems == []
    window.session.close()


def test_last_weeks_run_is_opened_and_gone_on_with(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    first = Window(qtbot, path, in_process=True)
    run = first.session.add_run(CONFIG, "last week")
    first.train(run, 30)
    first.session.change_selected({"optimizer.learning_rate": 0.05})
    first.wait(lambda: bool(run.markers))
    first.train(run, 10)
    whole = first.losses(run, 1, 40)
    first.session.close()

    library = Library(path)
    record, history = library.record(run.kept), library.measurements(run.kept).history()
    second = Window(qtbot, path, in_process=True)
    found = second.session.open_kept(record, history)
    assert (found.name, found.step, found.status) == ("last week", 40, "stopped")
    assert found.config.optimizer.learning_rate == 0.05
    np.testing.assert_array_equal(second.losses(found, 1, 40), whole)
    second.session.step(3)
    second.wait(lambda: found.status == "paused" and found.step == 43)
    second.session.close()
    assert library.record(run.kept).steps == 43
    assert len(library.runs()) == 1
    library.close()


def test_weights_of_the_past_are_those_of_then(window: Window) -> None:
    run = window.session.add_run(CONFIG)
    found: list[Snapshot] = []
    window.session.snapshot.connect(lambda _, event: found.append(event))
    window.train(run, 8)
    window.session.fetch()
    window.wait(lambda: len(found) == 1)
    window.train(run, 20)
    window.session.travel.go(8)
    window.session.fetch()
    window.wait(lambda: len(found) == 2)
    assert [each.step for each in found] == [8, 8]
    for name, values in found[0].parameters.items():
        np.testing.assert_array_equal(values.numpy(), found[1].parameters[name].numpy())
    assert window.problems == []


def test_a_run_that_another_window_trains_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    first = Window(qtbot, path, in_process=True)
    run = first.session.add_run(CONFIG)
    first.train(run, 10)
    second = Window(qtbot, path, in_process=True)
    library = Library(path)
    first.session.keeper.flush()
    guest = second.session.open_kept(
        library.record(run.kept), library.measurements(run.kept).history()
    )
    second.session.step(5)
    second.wait(lambda: bool(second.problems))
    assert "another window" in str(second.problems[0])
    assert (guest.step, guest.training, guest.key) == (10, False, "")
    library.close()
    second.session.close()
    first.session.close()


def test_undo_shows_the_run_whose_setting_it_takes_back(window: Window) -> None:
    first = window.session.add_run(CONFIG)
    window.session.change_selected({"optimizer.learning_rate": 0.05})
    window.session.add_run(CONFIG)
    window.session.undo()
    assert window.session.selected is first
    assert first.config.optimizer.learning_rate == CONFIG.optimizer.learning_rate
