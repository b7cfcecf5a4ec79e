"""The exported scripts are executed: their losses must be those of the run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.export.script import LiveChange, script
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.export.cases import OTHERS, Settings, of_files, of_tables
from tests.engine.export.scripts import (
    FIRST,
    STEPS,
    assert_same_losses,
    executed,
    exported,
    losses_in,
    save,
    small,
    trained,
)

IN_MEMORY = {**of_tables(), **OTHERS}
FILES = (
    "csv named classes", "csv numbered classes", "csv numbers", "idx", "idx with a test set",
    "idx with a test set, noise, some", "cifar10", "cifar10, one file", "weights file",
    "weights files", "hidden weights from a file", "output weights from a file",
    "weights file, stream", "weights file with slopes", "weights file with slopes, others not",
)  # fmt: skip
PRECISIONS = [("float64", STEPS), ("float32", FIRST)]


@pytest.fixture(scope="module")
def file_cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Settings]:
    found = of_files(tmp_path_factory.mktemp("files"))
    assert tuple(found) == FILES
    return found


@pytest.mark.parametrize(("dtype", "steps"), PRECISIONS)
@pytest.mark.parametrize("name", IN_MEMORY)
def test_losses_are_those_of_the_run(name: str, dtype: str, steps: int, tmp_path: Path) -> None:
    config = small(**IN_MEMORY[name], training__dtype=dtype, training__steps=steps)
    assert_same_losses(config, tmp_path)


@pytest.mark.parametrize(("dtype", "steps"), PRECISIONS)
@pytest.mark.parametrize("name", FILES)
def test_losses_with_files(
    name: str, dtype: str, steps: int, file_cases: dict[str, Settings], tmp_path: Path
) -> None:
    config = small(**file_cases[name], training__dtype=dtype, training__steps=steps)
    assert_same_losses(config, tmp_path)


# --- live changes ---------------------------------------------------------------------------------

CHANGES: dict[str, tuple[Settings, list[LiveChange]]] = {
    "rate": ({}, [LiveChange(30, {"optimizer.learning_rate": 0.1})]),
    "rate of a schedule": (
        {"schedule__name": "cosine"}, [LiveChange(30, {"optimizer.learning_rate": 0.1})],
    ),
    "before the first step": (
        {}, [LiveChange(0, {"optimizer.learning_rate": 0.1, "training.batch_size": 7})],
    ),
    "decay": ({}, [LiveChange(30, {"optimizer.weight_decay": 0.1})]),
    "decay of AdamW": (
        {"optimizer__name": "adamw"}, [LiveChange(30, {"optimizer.weight_decay": 0.1})],
    ),
    "momentum": (
        {"optimizer__name": "momentum"},
        [LiveChange(20, {"optimizer.params.momentum": 0.0}),
         LiveChange(40, {"optimizer.params.momentum": 0.8})],
    ),
    "momentum from 0": (
        {"optimizer__name": "nesterov", "optimizer__params": {"momentum": 0.0}},
        [LiveChange(20, {"optimizer.params.momentum": 0.5})],
    ),
    "parameters": ({}, [LiveChange(20, {"optimizer.params": {"beta1": 0.5, "eps": 1e-3}})]),
    "clip norm on and off": (
        {"optimizer__name": "sgd"},
        [LiveChange(20, {"optimizer.clip_norm": 0.02}),
         LiveChange(50, {"optimizer.clip_norm": None})],
    ),
    "clip value": (
        {"optimizer__clip_value": 0.1}, [LiveChange(33, {"optimizer.clip_value": 0.001})],
    ),
    "full to mini to full": (
        {},
        [LiveChange(10, {"training.batch_size": 16}), LiveChange(31, {"training.batch_size": 9}),
         LiveChange(40, {"training.batch_size": "full"}),
         LiveChange(60, {"training.batch_size": 25})],
    ),
    "smaller amid an epoch": (
        {"training__batch_size": 16}, [LiveChange(10, {"training.batch_size": 5})],
    ),
    "twice at one step": (
        {},
        [LiveChange(10, {"optimizer.learning_rate": 1.0}),
         LiveChange(10, {"optimizer.learning_rate": 0.03})],
    ),
    "the end, of which the schedule knows": (
        {"schedule__name": "one_cycle", "training__steps": 60},
        [LiveChange(40, {"training.steps": 100})],
    ),
    "the end alone": ({"training__steps": 60}, [LiveChange(40, {"training.steps": 100})]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_live_changes_are_replayed(name: str, tmp_path: Path) -> None:
    settings, changes = CHANGES[name]
    assert_same_losses(small(**settings), tmp_path, changes)


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "the end alone"])
def test_the_script_without_its_live_changes_differs(name: str, tmp_path: Path) -> None:
    settings, changes = CHANGES[name]
    config = small(**settings)
    found = executed(save(exported(config), tmp_path))
    expected = trained(config, changes)
    assert len(found) != len(expected) or not np.allclose(found, expected, rtol=1e-6)


# --- divergence and length ------------------------------------------------------------------------

DIVERGING: dict[str, dict[str, Any]] = {
    "mse": {"data__name": "plane", "optimizer__name": "sgd", "optimizer__learning_rate": 2.0},
    "at once": {"data__name": "plane", "optimizer__name": "sgd", "optimizer__learning_rate": 1e5},
    "bce": {
        "optimizer__name": "sgd", "optimizer__learning_rate": 60.0, "data__name": "xor",
        "init__weights": "normal", "init__weights_params": {"std": 0.8},
    },
    "cross-entropy": {
        "data__name": "blobs", "optimizer__name": "momentum", "optimizer__learning_rate": 30.0,
    },
}  # fmt: skip


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", DIVERGING)
def test_a_diverging_run_is_followed_to_ten_times_its_start(
    name: str, dtype: str, tmp_path: Path
) -> None:
    config = small(**DIVERGING[name], training__dtype=dtype, training__steps=300)
    expected = trained(config)
    found = executed(save(exported(config), tmp_path))
    far = int(np.argmax(expected > 10 * expected[0]))
    assert far > 0, "it should grow to ten times its start"
    np.testing.assert_allclose(found[: far + 1], expected[: far + 1], rtol=1e-5)


@pytest.mark.parametrize(
    "settings",
    [
        {"data__name": "plane", "optimizer__learning_rate": 1e6},
        {"init__weights": "normal", "init__weights_params": {"std": 1000.0}},
    ],
    ids=["mse", "bce"],
)
def test_a_loss_that_is_no_number_ends_the_script(settings: Settings, tmp_path: Path) -> None:
    config = small(
        **settings, optimizer__name="sgd", training__dtype="float32", model__hidden_layers=14,
        model__activation="identity",
    )  # fmt: skip
    expected = trained(config)
    found = executed(save(exported(config), tmp_path))
    assert len(found) == len(expected) < STEPS
    assert not np.isfinite(found[-1])
    assert np.isfinite(found[:-1]).all()


def test_a_run_without_an_end_tells_how_long_it_was(tmp_path: Path) -> None:
    config = small(training__steps=None)
    export = script(config, Trainer(config).facts, steps=12)
    assert len(executed(save(export, tmp_path))) == 12


# --- as a program ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["the textbook experiment", "digits"])
def test_the_script_is_a_program(name: str, tmp_path: Path) -> None:
    config = small(**OTHERS[name])
    path = save(exported(config, name="学习 🙂"), tmp_path)
    result = subprocess.run(
        [sys.executable, "-I", str(path)],
        capture_output=True, text=True, check=False, cwd=tmp_path.parent,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert not result.stderr
    np.testing.assert_allclose(losses_in(result.stdout), trained(config), rtol=1e-6)
    assert ("test set" in result.stdout) == (name == "digits")


def test_a_file_that_is_gone_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "gone.csv"
    path.write_text("x,y\n1,2\n2,3\n", encoding="utf-8")
    config = small(data__name="csv", data__params={"path": str(path)}, data__samples=None)
    facts = Trainer(config).facts
    path.unlink()
    with pytest.raises(EngineError, match="does not exist"):
        script(config, facts)
