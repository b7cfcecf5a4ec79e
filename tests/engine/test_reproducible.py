"""The same run again is the same run, however its steps are divided into calls."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.config import ExperimentConfig
from engine.survey import Survey
from engine.trainer import Trainer
from tests.engine.runs import Run, finish, make, run

KINDS: dict[str, dict[str, Any]] = {
    "full batch": {"training__steps": 150},
    "full batch with test set": {"data__train_share": 0.8, "training__steps": 70},
    "remainder batch": {"training__batch_size": 16, "training__steps": 70},
    "remainder batch with test set": {
        "training__batch_size": 30,
        "data__train_share": 0.7,
        "training__steps": 90,
        "model__hidden_layers": 3,
    },
    "three classes, no death": {
        "data__name": "blobs",
        "data__params": {"classes": 3},
        "data__train_share": 0.6,
        "model__activation": "tanh",
        "training__batch_size": 50,
        "training__steps": 65,
    },
    "units dying": {
        "training__batch_size": 9,
        "optimizer__learning_rate": 0.5,
        "training__steps": 80,
    },
    "diverging": {
        "data__name": "plane",
        "data__train_share": 0.8,
        "training__batch_size": 25,
        "optimizer__name": "sgd",
        "optimizer__learning_rate": 1.5,
        "training__steps": 300,
    },
}


def kind(name: str) -> ExperimentConfig:
    return make(**{"data__samples": 100, "model__width": 5, **KINDS[name]})


@cache
def whole(name: str) -> Run:
    return run(kind(name))


@pytest.mark.parametrize("name", KINDS)
def test_same_config_twice_is_bitwise_the_same(name: str) -> None:
    assert run(kind(name)).same_as(whole(name))


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(divisions=st.lists(st.integers(0, 40), min_size=1, max_size=6).filter(any))
def test_any_division_into_calls_measures_the_same(name: str, divisions: list[int]) -> None:
    assert finish(Trainer(kind(name)), divisions).same_as(whole(name))


@pytest.mark.parametrize("name", KINDS)
def test_looking_changes_nothing(name: str) -> None:
    trainer = Trainer(kind(name))
    blocks, readings = [], set()
    parts = ("surface", "curve", "confusion", "predictions", "distributions", "weights")
    while trainer.outcome is None:
        measured = trainer.advance(7)
        blocks.append(measured.values)
        readings |= set(measured.readings)
        trainer.look(parts, 12)
        trainer.preview()
        trainer.parameters()
        assert trainer.facts.train_samples == trainer.train.count
    done = Run(trainer.columns, np.concatenate(blocks), readings, trainer.outcome)
    assert done.same_as(whole(name))


def test_the_kinds_cover_what_they_say() -> None:
    assert whole("diverging").outcome is not None
    assert whole("diverging").outcome.kind == "diverged"
    assert max(whole("units dying").read("dead_units/1").values()) > 0
    assert len(whole("remainder batch with test set").read("loss/test")) >= 5
    assert len(whole("remainder batch").read("dead_units/1")) >= 3


def test_slow_surveys_give_the_same_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one piece of work in each call, training waits for surveys that fall due."""
    name = "remainder batch with test set"
    monkeypatch.setattr("engine.survey.OPERATIONS_CPU", 1)
    expected = run(kind(name))
    work, waits = Survey.work, []
    monkeypatch.setattr(Survey, "work", lambda self, seconds: work(self, 0.0))
    monkeypatch.setattr("engine.survey.SLICE_SECONDS", 0.0)
    trainer = Trainer(kind(name))
    advance = trainer.advance

    def watched(steps: int) -> Any:
        measured = advance(steps)
        waits.append(steps > 0 and not len(measured.values))
        return measured

    monkeypatch.setattr(trainer, "advance", watched)
    assert finish(trainer, [30]).same_as(expected)
    assert any(waits)


def test_runs_side_by_side_keep_their_numbers_of_threads() -> None:
    one, other = Trainer(make(training__threads=1)), Trainer(make(training__threads=2))
    one.advance(1)
    assert torch.get_num_threads() == 1
    other.advance(1)
    assert torch.get_num_threads() == 2
    one.advance(1)
    assert torch.get_num_threads() == 1
