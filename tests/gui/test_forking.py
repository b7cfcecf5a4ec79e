"""Forks in the window: a branch begins as its parent, follows it, and goes its own way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from gui import drafts
from gui.forking import refusal
from gui.runs import FORK, Run
from gui.session import Session
from tests.fake_trainer import DIVERGES, fake_child_main, fake_host

PATIENCE = 60_000
ENDLESS = with_values(ExperimentConfig(), {"training.steps": None})
MINIBATCH = with_values(
    ENDLESS,
    {"data.name": "circles", "data.train_share": 0.8, "training.batch_size": 96,
     "model.hidden_layers": 2},
)  # fmt: skip


class Window:
    """A session that is waited for."""

    def __init__(self, qtbot: QtBot, **engine: Any) -> None:
        self.qtbot = qtbot
        self.session = Session(**engine)
        self.problems: list[object] = []
        self.session.problem.connect(self.problems.append)
        self.session.start()

    def wait(self, condition: Any) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def until(self, run: Run, *statuses: str) -> None:
        self.wait(lambda: run.status in statuses)

    def trained(self, config: ExperimentConfig, steps: int = 50, going: bool = False) -> Run:
        run = self.session.add_run(config)
        self.until(run, "ready")
        self.session.train()
        self.wait(lambda: run.step >= steps)
        if not going:
            self.session.pause()
            self.until(run, "paused", "finished", "diverged")
        return run

    def fork(self) -> Run:
        branch = self.session.fork()
        assert branch is not None
        return branch

    def pause(self) -> None:
        self.session.pause()
        self.wait(lambda: all(not run.training for run in self.session.runs))
        self.wait(lambda: all(run.status != "training" for run in self.session.runs))


@pytest.fixture(autouse=True)
def quick_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "REST", 20)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = Window(qtbot, in_process=True, main=fake_child_main, make_host=fake_host)
    yield made
    made.session.close()


@pytest.fixture(params=[False, True], ids=["process", "in process"])
def real(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Window]:
    made = Window(qtbot, in_process=request.param)
    yield made
    made.session.close()


def rows(run: Run, stop: int) -> bytes:
    assert run.history is not None
    found = run.history.rows(1, stop + 1)
    assert len(found) == stop
    return found.tobytes()


def readings(run: Run, stop: int) -> dict[str, list[tuple[int, float]]]:
    assert run.history is not None
    found = {}
    for name in run.history.names():
        if name not in run.history.columns:
            steps, values = run.history.readings(name)
            known = steps <= stop
            found[name] = list(zip(steps[known].tolist(), values[known].tolist(), strict=True))
    return found


def fork_step(branch: Run) -> int:
    """The step at which it was split off; a branch of a branch shows its parent's fork, too."""
    return [step for step, path, *_ in branch.markers if path == FORK][-1]


# --- the real engine ------------------------------------------------------------------------------


def test_a_branch_follows_its_parent_bit_for_bit_while_both_train(real: Window) -> None:
    parent = real.trained(MINIBATCH, going=True)
    branch = real.fork()
    assert real.session.selected is branch
    real.until(branch, "training")
    step = fork_step(branch)
    assert step >= 50
    real.wait(lambda: branch.step >= step + 200)
    twig = real.fork()
    real.until(twig, "training")
    real.wait(lambda: twig.step >= fork_step(twig) + 50)
    real.pause()
    assert len({run.step for run in (parent, branch, twig)}) == 1
    assert rows(parent, parent.step) == rows(branch, parent.step) == rows(twig, parent.step)
    scanned = parent.step - 60  # what is still under way belongs to later steps
    assert readings(parent, scanned) == readings(branch, scanned)
    assert "dead_units/1" in readings(branch, scanned)


def test_a_branch_goes_its_own_way_and_the_parent_stays(real: Window) -> None:
    parent = real.trained(MINIBATCH)
    begun = parent.step
    branch = real.fork()
    real.session.change_selected({"optimizer.learning_rate": 0.2})
    real.until(branch, "paused")
    assert (branch.step, fork_step(branch)) == (begun, begun)
    real.wait(lambda: len(branch.markers) == 2)
    assert parent.markers == []
    real.session.step(30)
    real.wait(lambda: parent.step == branch.step == begun + 30)
    assert rows(parent, begun) == rows(branch, begun)
    assert rows(parent, begun + 30) != rows(branch, begun + 30)
    assert branch.config.optimizer.learning_rate == 0.2
    assert parent.config.optimizer.learning_rate == 0.01


def test_the_parents_live_changes_come_along(real: Window) -> None:
    parent = real.trained(MINIBATCH, going=True)
    real.session.change_selected({"optimizer.learning_rate": 0.03})
    branch = real.fork()  # the change is still under way
    real.until(branch, "training")
    real.wait(lambda: branch.step > fork_step(branch) + 20)
    real.pause()
    assert [marker[1] for marker in branch.markers] == ["optimizer.learning_rate", FORK]
    assert branch.config == branch.applied == parent.config
    assert rows(parent, parent.step) == rows(branch, parent.step)


# --- the window's part ----------------------------------------------------------------------------


def test_a_branch_has_a_place_of_its_own(window: Window) -> None:
    parent = window.trained(ENDLESS)
    undo = window.session.undo_stack.count()
    branch = window.fork()
    window.until(branch, "paused")
    assert branch.number == parent.number + 1
    assert branch.color_index != parent.color_index
    assert branch.name != parent.name
    assert branch.markers == [(parent.step, FORK, parent.name, None)]
    assert branch.history is not parent.history
    assert branch.facts == parent.facts
    assert window.session.undo_stack.count() == undo
    assert not window.problems


def test_another_setting_starts_the_branch_anew(window: Window) -> None:
    parent = window.trained(ENDLESS)
    steps = parent.step
    branch = window.fork()
    window.session.change_selected({"model.width": 4})
    window.wait(lambda: branch.config.model.width == 4 and branch.status == "ready")
    assert branch.step == 0
    assert branch.markers == []
    (ghost,) = [run for run in window.session.runs if run.ghost]
    assert ghost.step == steps
    assert ghost.ghost_of == branch.id
    assert parent.step == steps


def test_reset_puts_a_branch_to_step_0(window: Window) -> None:
    parent = window.trained(ENDLESS)
    branch = window.fork()
    window.until(branch, "paused")
    window.session.reset()
    window.until(branch, "ready")
    window.until(parent, "ready")
    assert (parent.step, branch.step) == (0, 0)
    window.session.step(3)
    window.wait(lambda: parent.step == branch.step == 3)


@pytest.mark.parametrize("fast", [False, True])
def test_a_finished_run_is_forked_and_goes_on_by_its_lap(window: Window, fast: bool) -> None:
    parent = window.trained(with_values(ENDLESS, {"training.steps": 80}), 80)
    window.until(parent, "finished")
    branch = window.fork()
    assert branch.outcome == parent.outcome
    if fast:
        other = window.fork()
        assert other.status == "finished"
        window.session.remove(parent.id)
    else:
        window.wait(lambda: bool(branch.markers))
        assert branch.status == "finished"
        other = parent
    window.session.train()  # all have ended: the finished ones go on together
    window.wait(lambda: branch.step == other.step == 160)
    window.wait(lambda: branch.status == other.status == "finished")
    assert branch.end == 160
    assert fork_step(branch) == 80
    window.session.train()
    window.wait(lambda: branch.step == other.step == 240)


def test_train_pressed_at_once_trains_both(window: Window) -> None:
    parent = window.trained(ENDLESS, going=True)
    window.session.pause()
    window.session.train()
    branch = window.fork()
    window.session.pause()
    window.session.train()
    window.wait(lambda: branch.status == "training" and branch.step > fork_step(branch) + 100)
    window.pause()
    assert (parent.status, branch.status) == ("paused", "paused")


def test_pause_pressed_at_once_pauses_both(window: Window) -> None:
    parent = window.trained(ENDLESS, going=True)
    branch = window.fork()
    window.session.pause()
    window.until(branch, "paused")
    window.until(parent, "paused")
    assert not window.session.is_training
    assert branch.step == parent.step


def test_a_branch_stops_where_its_parent_was_to_stop(window: Window) -> None:
    parent = window.trained(ENDLESS)
    goal = parent.step + 20_000
    window.session.step(20_000)
    branch = window.fork()
    window.wait(lambda: parent.status == branch.status == "paused")
    assert parent.step == branch.step == goal
    window.session.step(5)
    window.wait(lambda: parent.step == branch.step == goal + 5)


@pytest.mark.parametrize("how", ["remove", "reset", "anew"])
def test_a_parent_that_leaves_at_once_leaves_its_measurements(window: Window, how: str) -> None:
    parent = window.trained(ENDLESS, going=True)
    branch = window.fork()
    if how == "remove":
        window.session.remove(parent.id)
    elif how == "reset":
        window.session._training.begin_anew(parent, parent.config)
    else:
        window.session.select(parent.id)
        window.session.change_selected({"model.width": 4})
        window.session.apply_draft()
    window.until(branch, "training")
    window.wait(lambda: branch.step >= fork_step(branch) + 10)
    window.pause()
    wanted = 1 / np.arange(1, branch.step + 1, dtype=np.float32)
    assert branch.history is not None
    np.testing.assert_allclose(branch.history.rows(1, branch.step + 1)[:, 1], wanted, rtol=1e-6)
    intake = window.session._engine.intake
    assert not intake._parents
    assert not intake._leaving
    assert set(intake._histories) == {run.key for run in window.session.runs if run.key}


def test_a_branch_removed_at_once_is_gone(window: Window) -> None:
    parent = window.trained(ENDLESS)
    branch = window.fork()
    window.session.remove(branch.id)
    window.session.step(5)
    window.until(parent, "paused")
    intake = window.session._engine.intake
    assert set(intake._histories) == {parent.key}
    assert not intake._parents


def test_what_cannot_be_forked_says_why(window: Window) -> None:
    session = window.session
    assert "no run" in refusal(None)
    fresh = session.add_run(ENDLESS)
    window.until(fresh, "ready")
    assert "not trained" in refusal(fresh)
    assert session.fork() is None
    diverged = window.trained(with_values(ENDLESS, {"training.seed": DIVERGES}), 7)
    window.until(diverged, "diverged")
    assert "diverged" in refusal(diverged)
    session.reset()
    (ghost, *_) = [run for run in session.runs if run.ghost]
    assert "No state" in refusal(ghost)  # without a library
    assert len([run for run in session.runs if not run.ghost]) == 2


def test_without_a_library_a_run_whose_engine_was_lost_cannot_be_forked(window: Window) -> None:
    run = window.trained(ENDLESS)
    assert refusal(run) == ""
    window.session._engine._lose("gone")
    assert "No state" in refusal(run)
