"""A branch goes on as its parent does, to the last bit, and shares nothing with it but the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
import torch

from engine import memory
from engine.config import ExperimentConfig
from engine.messages import Reading
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import Run, finish, make

SPLIT = {"data__train_share": 0.8, "training__steps": 60}
CASES: dict[str, ExperimentConfig | list[ExperimentConfig]] = {
    "full batch": make(**SPLIT),
    "mini-batch with remainder": make(**SPLIT, training__batch_size=37),
    "deep, momentum, clipped": make(
        **SPLIT,
        model__hidden_layers=4,
        optimizer__name="nesterov",
        optimizer__clip_norm=0.01,
        training__batch_size=64,
    ),
    "learned slopes": make(**SPLIT, model__activation="prelu", training__batch_size=100),
    "unequal widths, float64": make(**SPLIT, model__width=[8, 5], training__dtype="float64"),
    "no hidden layer": make(**SPLIT, model__hidden_layers=0, optimizer__name="sgd"),
    "schedule": make(**SPLIT, schedule__name="cosine", optimizer__name="rmsprop"),
    "digits, two epochs": make(data__name="digits", training__batch_size=500, **SPLIT),
    "goes on with the data's generator": make(**SPLIT, training__stream=1, data__samples=300),
    "a stack": [
        make(**SPLIT, training__batch_size=64, training__seed=seed, optimizer__learning_rate=rate)
        for seed, rate in ((1, 0.01), (2, 0.1))
    ],
}


def rest_of(trainer: Trainer, readings: tuple[Reading, ...] = ()) -> Run:
    found = finish(trainer, (1, 13, 5))
    found.readings |= set(readings)
    return found


@pytest.mark.parametrize("at", [1, 23, 60])
@pytest.mark.parametrize("name", CASES)
def test_an_unchanged_branch_is_the_same_to_the_last_bit(name: str, at: int) -> None:
    parent = Trainer(CASES[name])
    while parent.step < at:
        parent.advance(at - parent.step)
    branch = parent.branch()
    assert (branch.step, branch.epoch, branch.outcome) == (
        parent.step,
        parent.epoch,
        parent.outcome,
    )
    first = rest_of(branch)
    assert first.same_as(rest_of(parent))
    weights = zip(parent.parameters().values(), branch.parameters().values(), strict=True)
    assert all(a.tobytes() == b.tobytes() for a, b in weights)


def test_branches_of_branches_interleaved() -> None:
    parent = Trainer(CASES["mini-batch with remainder"])
    undivided = finish(Trainer(CASES["mini-batch with remainder"]))
    line = [parent]
    for _ in range(4):
        for trainer in line:
            trainer.advance(7)
        line.append(line[-1].branch())
    while line[0].outcome is None:
        blocks = [trainer.advance(3).values for trainer in line]
        assert all(each.tobytes() == blocks[0].tobytes() for each in blocks)
    wanted = undivided.values[-len(blocks[0]) :] if len(blocks[0]) else undivided.values[:0]
    assert blocks[0].tobytes() == wanted.tobytes()


def test_while_a_survey_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.survey.SLICE_SECONDS", 0.0)
    monkeypatch.setattr("engine.survey.OPERATIONS_CPU", 1)
    monkeypatch.setattr("engine.survey.LEAST_PIECE", 4)
    parent = Trainer(make(**SPLIT, training__batch_size=50))
    monkeypatch.setattr("engine.survey.Survey.work", lambda survey, seconds=0.0: _work(survey))
    while parent.step < 9:
        parent.advance(1)
    parent.scan_dead()
    parent.advance(0)
    assert parent.scanning
    branch = parent.branch()
    assert branch.scanning
    assert rest_of(branch).same_as(rest_of(parent))


def _work(survey: Any) -> None:
    """Do one slice."""
    survey.done = next(survey._work, "end") == "end"


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer.learning_rate": 0.1},
        {"optimizer.clip_value": 0.001, "optimizer.weight_decay": 0.1},
        {"training.batch_size": 31},
        {"training.batch_size": "full"},
        {"training.steps": 90},
    ],
    ids=str,
)
def test_after_a_live_change_and_through_one(changes: Mapping[str, Any]) -> None:
    parent = Trainer(make(**SPLIT, training__batch_size=50))
    parent.advance(20)
    parent.retune(changes)
    parent.advance(3)
    branch = parent.branch()
    both = (parent, branch)
    first, second = (each.advance(4).values for each in both)
    assert first.tobytes() == second.tobytes()
    for each in both:
        each.retune({"optimizer.learning_rate": 0.003})
    assert rest_of(branch).same_as(rest_of(parent))


def test_a_change_of_the_branch_does_not_reach_the_parent() -> None:
    config = make(**SPLIT, training__batch_size=50)
    parent, alone = Trainer(config), Trainer(config)
    parent.advance(30)
    branch = parent.branch()
    branch.retune({"optimizer.learning_rate": 0.5, "training.batch_size": 7})
    branch.advance(30)
    assert parent.config == config
    values = np.concatenate([parent.advance(30).values])
    alone.advance(30)
    assert values.tobytes() == alone.advance(30).values.tobytes()


def test_a_finished_run_can_be_forked_and_prolonged() -> None:
    parent = Trainer(make(**SPLIT, training__batch_size=50))
    finish(parent)
    branch = parent.branch()
    assert branch.outcome == parent.outcome
    assert not len(branch.advance(5).values)
    for each in (parent, branch):
        each.retune({"training.steps": 120})
    assert rest_of(branch).same_as(rest_of(parent))


def test_a_diverged_run_stays_diverged() -> None:
    config = make(data__name="line", optimizer__name="sgd", optimizer__learning_rate=1e6)
    parent = Trainer(config)
    finish(parent)
    assert parent.outcome is not None
    assert parent.outcome.kind == "diverged"
    branch = parent.branch()
    assert branch.outcome == parent.outcome
    assert not len(branch.advance(5).values)


def tensors(thing: Any, seen: set[int]) -> Iterator[torch.Tensor]:
    """Yield all tensors that can be reached from `thing` through the engine's own objects."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, torch.Tensor):
        yield thing
    elif isinstance(thing, Mapping):
        for each in thing.values():
            yield from tensors(each, seen)
    elif isinstance(thing, (list, tuple, set)):
        for each in thing:
            yield from tensors(each, seen)
    elif type(thing).__module__.startswith("engine.") and hasattr(thing, "__dict__"):
        yield from tensors(vars(thing), seen)


def places(things: Iterator[torch.Tensor]) -> set[int]:
    return {each.untyped_storage().data_ptr() for each in things if each.numel()}


@pytest.mark.parametrize("size", ["full", 50])
def test_only_what_nothing_writes_into_is_shared(size: object) -> None:
    parent = Trainer(make(**SPLIT, training__batch_size=size, optimizer__clip_norm=1.0))
    parent.advance(12)
    parent.scan_dead()
    branch = parent.branch()
    fixed = [parent.datasets, parent.train, parent.test, parent._threshold, parent._loss_params]
    allowed = places(tensors(fixed, set()))
    shared = places(tensors(parent, set())) & places(tensors(branch, set()))
    assert len(places(tensors(parent, set()))) > 20
    assert shared <= allowed
    generators = zip(parent.batches._generators, branch.batches._generators, strict=True)
    assert all(a is not b for a, b in generators)


def test_too_little_memory_is_told_before(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = Trainer(make(**SPLIT))
    parent.advance(3)
    monkeypatch.setattr(memory, "free_bytes", lambda device: 1 << 20)
    with pytest.raises(EngineError, match="memory"):
        parent.branch()
    assert len(parent.advance(2).values) == 2
