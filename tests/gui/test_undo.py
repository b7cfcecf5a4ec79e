from __future__ import annotations

import pytest
from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig
from gui.undo import MERGE_SECONDS, EditCommand
from tests.fake_trainer import Clock
from tests.gui.runs_for_tests import config


class Runs:
    def __init__(self) -> None:
        self.clock = Clock()
        self.now: dict[str, ExperimentConfig] = {"a": config(), "b": config()}
        self.stack = QUndoStack()

    def apply(self, run: str, settings: ExperimentConfig) -> bool:
        if run in self.now:
            self.now[run] = settings
        return run in self.now

    def edit(self, run: str = "a", **changes: object) -> None:
        new = config(**changes)
        self.stack.push(EditCommand(self.apply, run, self.now[run], new, self.clock))


@pytest.fixture
def runs(qtbot: QtBot) -> Runs:
    return Runs()


def test_undo_and_redo_apply_the_settings(runs: Runs) -> None:
    runs.edit(model__width=3)
    assert runs.now["a"].model.width == 3
    assert runs.stack.undoText() == "Width"
    runs.stack.undo()
    assert runs.now["a"] == config()
    runs.stack.redo()
    assert runs.now["a"].model.width == 3


@pytest.mark.parametrize(
    ("second", "pause", "steps"),
    [
        ({"model__width": 4}, 0.1, 1),
        ({"model__width": 4}, 2 * MERGE_SECONDS, 2),
        ({"model__width": 3, "data__noise": 0.1}, 0.1, 2),
        ({"run": "b", "model__width": 4}, 0.1, 2),
        ({"model__width": 16}, 0.1, 0),  # back where it began
    ],
)
def test_a_drag_is_one_step(runs: Runs, second: dict, pause: float, steps: int) -> None:
    runs.edit(model__width=3)
    runs.clock.now += pause
    runs.edit(**second)
    assert runs.stack.count() == steps
    while runs.stack.canUndo():
        runs.stack.undo()
    assert runs.now == {"a": config(), "b": config()}


def test_a_step_of_a_run_that_is_gone_takes_itself_away(runs: Runs) -> None:
    runs.edit(model__width=3)
    del runs.now["a"]
    runs.stack.undo()
    assert runs.stack.count() == 0
