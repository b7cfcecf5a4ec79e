"""Live changes of a trainer against a plain program that changes at the same step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from engine.config import all_fields, to_json
from engine.datasets import build
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import make
from tests.engine.script import Program

BEFORE, AFTER = 8, 25

sgd = partial(torch.optim.SGD, lr=0.1)
momentum = partial(torch.optim.SGD, lr=0.1, momentum=0.9)
adam = partial(torch.optim.Adam, lr=0.1)


def set_group(**values: Any) -> Callable[[Program], None]:
    return lambda program: program.optimizing.param_groups[0].update(values)


def set_program(**values: Any) -> Callable[[Program], None]:
    def change(program: Program) -> None:
        for name, value in values.items():
            setattr(program, name, value)

    return change


CHANGES: dict[str, tuple[str, Any, Any, dict[str, Any], Callable[[Program], None]]] = {
    "rate": ("adam", adam, None, {"optimizer.learning_rate": 0.02}, set_group(lr=0.02)),
    "decay": ("sgd", sgd, 7, {"optimizer.weight_decay": 0.1}, set_group(weight_decay=0.1)),
    "clip norm": ("sgd", sgd, None, {"optimizer.clip_norm": 0.01}, set_program(clip_norm=0.01)),
    "clip value": ("adam", adam, 7, {"optimizer.clip_value": 0.003}, set_program(clip_value=0.003)),
    "momentum": (
        "momentum",
        momentum,
        None,
        {"optimizer.params.momentum": 0.2},
        set_group(momentum=0.2),
    ),
    "all parameters": (
        "adam",
        adam,
        None,
        {"optimizer.params": {"beta1": 0.5, "eps": 1e-3}},
        set_group(betas=(0.5, 0.999), eps=1e-3),
    ),
    "full to mini": ("adam", adam, None, {"training.batch_size": 7}, set_program(batch=7)),
    "mini to full": ("adam", adam, 7, {"training.batch_size": "full"}, set_program(batch=None)),
    "smaller batch amid an epoch": (
        "adam",
        adam,
        7,
        {"training.batch_size": 3},
        set_program(batch=3),
    ),
    "larger batch amid an epoch": (
        "adam",
        adam,
        7,
        {"training.batch_size": 30},
        set_program(batch=30),
    ),
    "several at once": (
        "adam",
        adam,
        7,
        {"training.batch_size": 9, "optimizer.learning_rate": 0.01, "training.steps": None},
        lambda program: (set_program(batch=9)(program), set_group(lr=0.01)(program)),
    ),
}


def start(name: str, batch: int | None, rate: float = 0.1) -> Trainer:
    return Trainer(
        make(
            data__samples=40,
            optimizer__name=name,
            optimizer__learning_rate=rate,
            training__batch_size=batch or "full",
            training__dtype="float64",
            training__steps=BEFORE + AFTER,
        )
    )


def measured(trainer: Trainer, steps: int) -> np.ndarray:
    blocks, until = [], trainer.step + steps
    while trainer.step < until:
        blocks.append(trainer.advance(until - trainer.step).values)
    return np.concatenate(blocks)


@pytest.mark.parametrize("name", CHANGES)
def test_a_live_change_is_that_of_a_script(name: str) -> None:
    optimizer, made, batch, changes, change = CHANGES[name]
    trainer = start(optimizer, batch)
    data = build(trainer.config.data)
    program = Program(data.x_train, data.y_train, [2, 16, 1], nn.ReLU, made, batch=batch)
    values = [measured(trainer, BEFORE)]
    assert set(trainer.retune(changes)) == set(changes)
    values.append(measured(trainer, AFTER))
    program.advance(BEFORE)
    change(program)
    program.advance(AFTER)
    table = np.concatenate(values)
    for key in ("loss/train", "epoch", "learning_rate", "gradient_norm/global", "update_ratio/1"):
        told = [step[key] for step in program.steps]
        np.testing.assert_allclose(
            table[:, trainer.columns.index(key)], told, rtol=1e-6, err_msg=key
        )


@pytest.mark.parametrize("name", CHANGES)
def test_the_change_matters(name: str) -> None:
    optimizer, _, batch, changes, _ = CHANGES[name]
    trainer, other = start(optimizer, batch), start(optimizer, batch)
    measured(trainer, BEFORE)
    measured(other, BEFORE)
    trainer.retune(changes)
    assert not np.array_equal(measured(trainer, AFTER), measured(other, AFTER))


def test_another_batch_size_lets_go_of_what_belongs_to_the_former() -> None:
    """Plans of measures hold on to buffers; those of a freed workspace must go with it."""
    trainer = start("adam", 7)
    measured(trainer, 6)
    for size in (9, 7):
        trainer.retune({"training.batch_size": size})
        measured(trainer, 6)
        present = {id(each.workspace) for each in trainer.batches._ready.values()}
        assert len(present) == 2
        assert {workspace for workspace, _ in trainer._recorder._plans} == present


def test_old_and_new_values_are_told_of_what_changed() -> None:
    trainer = start("adam", None)
    found = trainer.retune({"optimizer.learning_rate": 0.5, "optimizer.weight_decay": 0.0})
    assert found == {"optimizer.learning_rate": (0.1, 0.5)}
    assert trainer.config.optimizer.learning_rate == 0.5
    found = trainer.retune({"optimizer.params.beta1": 0.8})
    assert found == {"optimizer.params.beta1": (0.9, 0.8)}


def test_more_steps_bring_a_finished_run_back() -> None:
    whole = Trainer(make(training__steps=60))
    parts = Trainer(make(training__steps=25))
    first = parts.advance(100)
    assert parts.outcome is not None
    parts.retune({"training.steps": 60})
    assert parts.outcome is None
    second = parts.advance(100)
    assert parts.step == 60
    assert parts.outcome is not None
    both = np.concatenate((first.values, second.values))
    assert np.array_equal(both, whole.advance(100).values)


@pytest.mark.parametrize("steps", [20, 30])
def test_an_end_that_is_past_ends_the_run(steps: int) -> None:
    trainer = Trainer(make(training__steps=100))
    trainer.advance(30)
    trainer.retune({"training.steps": steps})
    assert len(trainer.advance(10).values) == 0
    assert trainer.outcome is not None
    assert (trainer.outcome.kind, trainer.outcome.step, trainer.step) == ("finished", 30, 30)


def test_a_run_without_end_may_get_one_and_lose_it() -> None:
    trainer = Trainer(make(training__steps=None))
    trainer.advance(10)
    trainer.retune({"training.steps": 12})
    trainer.advance(10)
    assert trainer.step == 12
    trainer.retune({"training.steps": None})
    trainer.advance(10)
    assert (trainer.step, trainer.outcome) == (22, None)


def test_a_diverged_run_does_not_come_back() -> None:
    trainer = Trainer(make(data__name="plane", optimizer__name="sgd", optimizer__learning_rate=1e5))
    trainer.advance(100)
    outcome = trainer.outcome
    assert outcome is not None
    assert outcome.kind == "diverged"
    trainer.retune({"training.steps": 500, "optimizer.learning_rate": 0.001})
    assert len(trainer.advance(10).values) == 0
    assert trainer.outcome == outcome


def another_value(path: str) -> Any:
    """A good value other than the default, so that nothing but the rule refuses it."""
    field = all_fields()[path]
    kind = field.declaration.kind
    if kind == "choice":
        return next(each for each in field.choices if each != field.default)
    special = {"parameters": {}, "widths": 8, "device": "cuda", "batch": 10}
    own = {
        "data.samples": 20,
        "data.train_share": 0.5,
        "model.hidden_layers": 2,
        "training.threads": 2,
    }
    return own.get(path, special.get(kind, 1))


@pytest.mark.parametrize("path", [path for path, each in all_fields().items() if not each.live])
def test_what_is_not_live_is_refused_and_nothing_changes(path: str) -> None:
    trainer, untouched = Trainer(make()), Trainer(make())
    trainer.advance(5)
    before = to_json(trainer.config)
    with pytest.raises(EngineError) as caught:
        trainer.retune({"optimizer.learning_rate": 0.7, path: another_value(path)})
    assert caught.value.field == path
    assert path in str(caught.value)
    assert to_json(trainer.config) == before
    rest = trainer.advance(20).values
    assert np.array_equal(rest, untouched.advance(25).values[5:])


@pytest.mark.parametrize(
    "bad",
    [
        {"optimizer.learning_rate": -1},
        {"optimizer.learning_rate": float("nan")},
        {"training.batch_size": 41},
        {"training.batch_size": 0},
        {"training.steps": 0},
        {"optimizer.params.beta1": 1.5},
        {"optimizer.params.gamma": 0.5},
        {"optimizer.lerning_rate": 0.5},
    ],
    ids=str,
)
def test_bad_values_are_refused_and_nothing_changes(bad: dict[str, Any]) -> None:
    trainer, untouched = start("adam", 7), start("adam", 7)
    measured(trainer, BEFORE)
    measured(untouched, BEFORE)
    with pytest.raises(EngineError):
        trainer.retune({"optimizer.weight_decay": 0.3, **bad})
    assert trainer.config == untouched.config
    assert np.array_equal(measured(trainer, AFTER), measured(untouched, AFTER))


def test_a_stream_keeps_to_full_batches() -> None:
    trainer = Trainer(make(training__stream=0))
    with pytest.raises(EngineError) as caught:
        trainer.retune({"training.batch_size": 10})
    assert caught.value.field == "training.stream"


def test_the_base_of_a_schedule_changes_live() -> None:
    trainer = Trainer(
        make(schedule__name="exponential", schedule__params={"gamma": 0.1, "period": 100})
    )
    first = trainer.advance(50).values
    trainer.retune({"optimizer.learning_rate": 1.0})
    second = trainer.advance(50).values
    rates = np.concatenate((first, second))[:, trainer.columns.index("learning_rate")]
    steps = np.arange(100)
    expected = np.where(steps < 50, 0.01, 1.0) * 0.1 ** (steps / 100)
    np.testing.assert_allclose(rates, expected, rtol=1e-6)
