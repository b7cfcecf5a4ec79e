"""Scripts of branches, stacks and borrowed weights: what they print is what the window showed."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from engine.export.script import ScriptExport
from engine.export.stored_run import script_of
from engine.library.store import Library
from engine.text import EngineError
from gui.repeats import no_replay
from gui.runs import Run
from gui.script_export import program_of
from gui.session import Session
from tests.engine.export.scripts import executed, save

PATIENCE = 30_000
CONFIG = with_values(
    ExperimentConfig(),
    {
        "training.steps": None,
        "training.batch_size": 32,
        "training.dtype": "float64",
        "data.samples": 80,
        "data.train_share": 0.75,
        "optimizer.name": "momentum",
    },
)


class Window:
    """A session with a library, and what is on the disk of it."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self._qtbot, self._path = qtbot, path
        self.session = Session(in_process=True, library=path)
        self.problems: list[object] = []
        self.session.problem.connect(self.problems.append)
        self.session.start()

    def wait(self, condition: object) -> None:
        self._qtbot.waitUntil(condition, timeout=PATIENCE)

    def train(self, run: Run, to: int) -> None:
        self.session.step(to - run.step)
        self.wait(lambda: run.step == to and run.status == "paused")

    def change(self, run: Run, path: str, value: object) -> None:
        count = len(run.markers)
        self.session.change_selected({path: value})
        self.wait(lambda: len(run.markers) > count)

    def fork(self, step: int) -> Run:
        branch = self.session.fork(step)
        assert branch is not None
        self.wait(lambda: branch.status == "paused")
        return branch

    def stored(self, run: Run) -> ScriptExport:
        self.session.keeper.flush()
        with Library(self._path) as library:
            return script_of(library.record(run.kept))

    def open_again(self, run: Run) -> Run:
        """Take a run off the board and put it back from the library."""
        kept, shelf = run.kept, self.session.shelf
        self.session.remove(run.id)
        self.session.keeper.flush()
        found: list[Run] = []
        shelf.ask(
            lambda library: (library.record(kept), library.measurements(kept).history()),
            lambda told: found.append(self.session.open_kept(*told)),
        )
        self.wait(lambda: bool(found))
        return found[0]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, tmp_path / "runs.sqlite")
    yield made
    made.session.close()


def losses(run: Run) -> np.ndarray:
    assert run.history is not None
    return run.history.rows(1, run.step + 1)[:, run.history.columns.index("loss/train")]


def assert_prints(export: ScriptExport, run: Run, folder: Path) -> None:
    folder.mkdir()
    expected = losses(run)
    np.testing.assert_allclose(executed(save(export, folder))[: len(expected)], expected, rtol=1e-6)


def branch_with_changes(window: Window) -> Run:
    """A branch of a branch; all of them were changed live, the last one before it trained."""
    parent = window.session.add_run(CONFIG, "parent")
    window.train(parent, 10)
    window.change(parent, "optimizer.learning_rate", 0.03)
    window.train(parent, 40)
    window.change(parent, "optimizer.learning_rate", 0.5)  # after the split: not the branch's
    branch = window.fork(25)
    window.train(branch, 32)
    window.change(branch, "training.batch_size", 16)
    window.train(branch, 40)
    second = window.fork(36)
    window.change(second, "optimizer.weight_decay", 0.01)
    window.train(second, 50)
    return second


def test_a_branch_is_told_from_its_first_step_on(window: Window, tmp_path: Path) -> None:
    run = branch_with_changes(window)
    assert_prints(program_of(run)(), run, tmp_path / "window")
    stored = window.stored(run)
    assert stored.text == program_of(run)().text
    again = window.open_again(run)
    assert program_of(again)().text == stored.text
    assert window.problems == []


def test_a_branch_under_other_settings_is_refused_with_a_way_out(window: Window) -> None:
    parent = window.session.add_run(CONFIG, "parent")
    window.train(parent, 20)
    branch = window.fork(10)
    window.session.change_selected({"model.activation": "tanh", "optimizer.learning_rate": 0.2})
    window.session.apply_draft()
    window.wait(lambda: branch.status == "paused" and branch.applied == branch.config)
    told = [(step, path, new) for step, path, _, new in branch.shown_markers[-2:]]
    assert sorted(told) == [(10, "model.activation", "tanh"), (10, "optimizer.learning_rate", 0.2)]
    window.train(branch, 30)
    child = window.fork(25)
    window.train(child, 28)
    again = window.open_again(child)
    assert again.config == branch.config
    for run in (branch, again):
        with pytest.raises(EngineError, match=r"from step 10 on.*save the script of the run"):
            program_of(run)
        with pytest.raises(EngineError, match=r"model\.activation.*from the start"):
            window.stored(run)
        assert no_replay(run)
    assert not no_replay(parent)
    window.train(again, 31)
    assert window.problems == []


def test_a_branch_of_a_changed_branch_goes_on_under_its_settings(
    window: Window, tmp_path: Path
) -> None:
    parent = window.session.add_run(CONFIG)
    window.train(parent, 20)
    branch = window.fork(10)
    window.session.change_selected({"model.activation": "tanh"})
    window.session.apply_draft()
    window.wait(lambda: branch.status == "paused" and branch.applied == branch.config)
    window.train(branch, 40)
    before = losses(branch)
    window.session.keeper.flush()
    twin = window.fork(39)
    assert twin.config == branch.config
    window.train(twin, 40)
    np.testing.assert_array_equal(losses(twin), before)
    with contextlib.closing(sqlite3.connect(tmp_path / "runs.sqlite")) as library, library:
        library.execute("DELETE FROM state WHERE step >= 10 AND step < 40")
    window.session.select(branch.id)
    window.session.fork(39)
    window.wait(lambda: bool(window.problems))
    assert "since the settings were changed at step 10" in str(window.problems[0])


def test_a_stack_is_told_by_its_first_network(window: Window, tmp_path: Path) -> None:
    first = window.session.add_run(CONFIG)
    stack = window.session.repeats.set_seeds(first, 3)
    window.train(stack, 20)
    export = program_of(stack)()
    assert (
        "# The run was a stack of 3 networks, seeds 42 to 44; this is the first of" in export.text
    )
    assert window.stored(stack).text == export.text
    single = window.session.add_run(CONFIG)
    window.train(single, 20)
    assert_prints(export, single, tmp_path / "first")


def test_borrowed_weights_lie_beside_the_script(window: Window, tmp_path: Path) -> None:
    source = window.session.add_run(with_values(CONFIG, {"training.seed": 5}))
    run = window.session.add_run(CONFIG)
    window.session.repeats.start_from(run, source)
    window.wait(lambda: len(window.session.runs) == 3)
    borrower = window.session.runs[-1]
    window.wait(lambda: borrower.status == "ready")
    window.train(borrower, 20)
    export = program_of(borrower)()
    (name,) = export.files
    assert name.endswith(".safetensors")
    assert str(tmp_path) not in export.text
    assert_prints(export, borrower, tmp_path / "elsewhere")
    Path(str(borrower.config.init.weights_params["path"])).unlink()
    with pytest.raises(EngineError, match="put it back"):
        program_of(borrower)()
