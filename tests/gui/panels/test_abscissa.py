"""Where steps lie by epoch and by time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from engine.config import ExperimentConfig, with_values
from engine.history import History
from engine.trainer import Trainer
from gui.panels.abscissa import BY_STEP, Abscissa, by_epoch, by_step, by_time
from gui.runs import FORK, Run
from tests.gui.panels.made import made_run

SMALL = {"data.samples": 100, "training.steps": None, "model.width": 2}


def trained(*parts: tuple[int, Any], **fields: Any) -> Run:
    """A run that really trained: so many steps with each batch size, changed live."""
    (first, size), *rest = parts
    trainer = Trainer(with_values(ExperimentConfig(), {**SMALL, "training.batch_size": size}))
    history = History(trainer.columns)
    markers = []
    facts = trainer.facts
    for count, wanted in ((first, size), *rest):
        if wanted != size:
            trainer.retune({"training.batch_size": wanted})
            markers.append((trainer.step, "training.batch_size", size, wanted))
            size = wanted
        last = trainer.step + count
        while trainer.step < last:
            measured = trainer.advance(last - trainer.step)
            rows = measured.values.reshape(-1, len(trainer.columns))
            history.append(history.last_step + 1, rows)
    run = Run(number=1, color_index=0, config=trainer.config, history=history, facts=facts,
              markers=markers)  # fmt: skip
    for name, value in fields.items():
        setattr(run, name, value)
    return run


def places(run: Run) -> np.ndarray:
    abscissa = by_epoch(run)
    assert abscissa is not None
    return abscissa.at(np.arange(1, run.step + 1, dtype=float))


# --- back and forth -------------------------------------------------------------------------------


def test_by_step_nothing_is_changed() -> None:
    steps = np.array([1.0, 2.5, 9e6])
    assert by_step(made_run()) is BY_STEP
    assert BY_STEP.at(steps) is steps
    assert BY_STEP.step(12.5) == BY_STEP.place(12.5) == 12.5


@pytest.mark.parametrize("step", [0.0, 3.0, 10.0, 15.5, 20.0, 1e6])
def test_places_and_steps_are_inverse(step: float) -> None:
    abscissa = Abscissa([0, 10, 20], [0.0, 1.0, 6.0])
    assert abscissa.step(abscissa.place(step)) == pytest.approx(step)


def test_beyond_the_last_knot_the_slope_goes_on() -> None:
    abscissa = Abscissa([0, 10, 20], [0.0, 1.0, 6.0])
    assert abscissa.place(30) == pytest.approx(11.0)
    assert abscissa.at(np.array([5.0, 22.0])).tolist() == pytest.approx([0.5, 7.0])


# --- epochs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "steps"), [("full", 1), (100, 1), (50, 2), (32, 4), (1, 100)])
def test_a_pass_over_the_training_set_is_one_epoch(size: Any, steps: int) -> None:
    found = places(trained((3 * steps, size)))
    expected = np.arange(1, 3 * steps + 1) / steps
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    "parts",
    [
        [(10, 10), (30, 50)],
        [(13, 10), (30, 25)],
        [(13, 10), (30, 7)],
        [(13, 10), (7, "full")],
        [(5, "full"), (23, 10)],
        [(3, 10), (2, 20), (40, 5)],
        [(3, 10), (2, 20), (1, 7), (40, 30)],
        [(3, 10), (25, 40), (9, 10), (3, "full"), (12, 50)],
    ],
    ids=str,
)
def test_a_live_change_of_the_batch_size_changes_the_slope(parts: list[tuple[int, Any]]) -> None:
    run = trained(*parts)
    found = places(run)
    assert run.history is not None
    measured = run.history.rows(1, run.step + 1)[:, run.history.columns.index("epoch")]
    assert (np.ceil(found - 1e-9) == measured).all(), list(zip(found, measured, strict=True))
    assert all(after > before for before, after in pairwise(found))
    ends = np.flatnonzero(np.diff(measured) > 0)
    broken = {at for at, _, old, new in run.markers if "full" in (old, new)}
    whole = [at for at in ends if at + 1 not in broken]
    assert found[whole] == pytest.approx(measured[whole])


def test_a_branch_that_begins_with_another_batch_size_stays_near_what_was_measured() -> None:
    trunk = trained((40, 10))
    assert trunk.history is not None
    after = trained((1, 50))
    branch = Run(number=2, color_index=1, config=after.config, history=trunk.history,
                 facts=after.facts, markers=[(40, FORK, "ReLU", None)])  # fmt: skip
    found = places(branch)
    assert found[-1] == pytest.approx(4.0)
    abscissa = by_epoch(branch)
    assert abscissa is not None
    assert abscissa.place(42) == pytest.approx(5.0)


def test_without_facts_no_epochs_are_known() -> None:
    assert by_epoch(made_run(facts=None)) is None


# --- time -----------------------------------------------------------------------------------------


def test_steps_lie_at_the_seconds_spent_training() -> None:
    history = History(["loss/train"])
    history.append(1, np.ones((10, 1), np.float32), 1.0)
    history.append(11, np.ones((10, 1), np.float32), 3.0)
    abscissa = by_time(made_run(history=history))
    assert abscissa is not None
    assert abscissa.at(np.array([0.0, 5, 10, 15, 20])).tolist() == pytest.approx(
        [0, 0.5, 1, 2.5, 4]
    )
    assert abscissa.step(2.5) == pytest.approx(15)


def test_a_block_that_took_no_time_does_no_harm() -> None:
    history = History(["loss/train"])
    for first, seconds in ((1, 0.0), (11, 0.0), (21, 1.0), (31, 0.0)):
        history.append(first, np.ones((10, 1), np.float32), seconds)
    abscissa = by_time(made_run(history=history))
    assert abscissa is not None
    found = abscissa.at(np.arange(41, dtype=float))
    assert (np.diff(found) >= 0).all()
    assert found[40] == pytest.approx(1.0)


def test_without_a_clock_no_time_is_known() -> None:
    assert by_time(made_run(steps=10)) is None
    assert by_time(made_run(history=None)) is None
