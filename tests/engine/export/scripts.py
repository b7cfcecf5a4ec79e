"""Runs of the engine and the scripts exported of them, executed; cases over all tables."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.config import ExperimentConfig
from engine.export.script import LiveChange, ScriptExport, script
from engine.trainer import Trainer
from tests.engine.runs import make

STEPS = 100
FIRST = 5
CLOSE = {"float64": 1e-6, "float32": 1e-5}
Changes = Sequence[LiveChange]


def small(**settings: Any) -> ExperimentConfig:
    """A net of two hidden layers on some points, in float64."""
    return make(
        **{
            "data__samples": 60,
            "model__hidden_layers": 2,
            "model__width": 8,
            "training__dtype": "float64",
            "training__steps": STEPS,
            **settings,
        }
    )


def trained(config: ExperimentConfig, changes: Changes = ()) -> np.ndarray:
    """The losses of the run, (steps,), live changes included."""
    trainer = Trainer(config)
    blocks = []

    def advance(until: int | None) -> None:
        while trainer.outcome is None and (until is None or trainer.step < until):
            blocks.append(trainer.advance(1000 if until is None else until - trainer.step).values)

    for each in changes:
        advance(each.step)
        trainer.retune(each.values)
    advance(None)
    return np.concatenate(blocks)[:, trainer.columns.index("loss/train")]


def exported(config: ExperimentConfig, changes: Changes = (), name: str = "") -> ScriptExport:
    return script(config, Trainer(config).facts, changes, name=name)


def save(export: ScriptExport, folder: Path) -> Path:
    """Write the script, and what belongs beside it, into a folder."""
    for name, content in export.files.items():
        (folder / name).write_bytes(content)
    path = folder / "run.py"
    path.write_text(export.text, encoding="utf-8")
    return path


def executed(path: Path) -> np.ndarray:
    """The losses that the script prints, run in this process."""
    told = io.StringIO()
    code = compile(path.read_bytes(), str(path), "exec")
    with torch.random.fork_rng(devices=[]), contextlib.redirect_stdout(told):
        exec(code, {"__name__": "__main__", "__file__": str(path)})
    return losses_in(told.getvalue())


def losses_in(output: str) -> np.ndarray:
    """The losses in what a script printed; their steps must be 1, 2, 3 …"""
    rows = re.findall(r"^(\d+) (\S+)$", output, re.MULTILINE)
    assert [int(step) for step, _ in rows] == list(range(1, len(rows) + 1))
    return np.array([float(loss) for _, loss in rows])


def assert_same_losses(config: ExperimentConfig, folder: Path, changes: Changes = ()) -> None:
    """The script's losses must be those of the run, at every step."""
    expected = trained(config, changes)
    found = executed(save(exported(config, changes), folder))
    assert len(found) == len(expected) > 0
    np.testing.assert_allclose(found, expected, rtol=CLOSE[config.training.dtype])
