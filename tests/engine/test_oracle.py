"""Every activation x loss x optimiser against autograd and torch.optim, in float64."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import torch

from engine.activations import ACTIVATIONS
from engine.config import ExperimentConfig, with_values
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.trainer import Trainer
from tests.engine.reference import full_batch_steps

STEPS = 20
RATES = (0.01, 0.002, 0.03)
COMBINATIONS = list(itertools.product(ACTIVATIONS, LOSSES, OPTIMIZERS))


def small_config(**changes: Any) -> ExperimentConfig:
    """A net of two hidden layers on a few points, in float64."""
    values = {
        "data.name": "blobs",
        "data.params": {"classes": 3},
        "data.samples": 12,
        "model.hidden_layers": 2,
        "model.width": 4,
        "training.dtype": "float64",
        "training.steps": STEPS,
        **{name.replace("__", "."): value for name, value in changes.items()},
    }
    return with_values(ExperimentConfig(), values)


def assert_follows_autograd(trainer: Trainer, tolerance: float = 1e-9) -> None:
    """Train to the end; every loss must be autograd's, for each network of the stack."""
    models = len(trainer.configs)
    references = [
        [float(loss) for loss, _ in full_batch_steps(trainer, STEPS, model)]
        for model in range(models)
    ]
    recorded = _exact_losses(trainer)
    np.testing.assert_allclose(recorded, np.array(references).T, rtol=tolerance, atol=1e-12)


def _exact_losses(trainer: Trainer) -> np.ndarray:
    """Losses in double precision, which the float32 of the blocks would hide."""
    losses = []
    for _ in range(STEPS):
        trainer.advance(1)
        losses.append(trainer._recorder.loss[0].numpy().copy())
    return np.array(losses)


@pytest.mark.parametrize(("activation", "loss", "optimizer"), COMBINATIONS)
def test_single_network(activation: str, loss: str, optimizer: str) -> None:
    config = small_config(model__activation=activation, loss__name=loss, optimizer__name=optimizer)
    assert_follows_autograd(Trainer(config))


@pytest.mark.parametrize(("activation", "loss", "optimizer"), COMBINATIONS)
def test_stack_with_different_rates(activation: str, loss: str, optimizer: str) -> None:
    configs = [
        small_config(
            model__activation=activation,
            loss__name=loss,
            optimizer__name=optimizer,
            optimizer__learning_rate=rate,
            optimizer__weight_decay=0.01 * index,
            training__seed=index,
        )
        for index, rate in enumerate(RATES)
    ]
    assert_follows_autograd(Trainer(configs))


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer__clip_norm": 0.05},
        {"optimizer__clip_value": 0.01},
        {"optimizer__clip_norm": 0.05, "optimizer__clip_value": 0.01},
        {"optimizer__weight_decay": 0.1},
        {"optimizer__weight_decay": 0.1, "optimizer__name": "sgd", "optimizer__clip_norm": 0.1},
        {"schedule__name": "cosine"},
        {"schedule__name": "one_cycle"},
        {"model__output_activation": "sigmoid"},
        {"model__output_activation": "prelu"},
        {"model__width": [4, 2]},
        {"model__width": [3, 3, 5, 5, 5, 2], "model__activation": "prelu"},
        {"model__hidden_layers": 0},
        {"model__hidden_layers": 0, "model__activation": "prelu"},
        {"data__name": "disc", "data__params": {}},
        {"data__name": "plane", "data__params": {}},
        {"data__name": "sine", "data__params": {}, "loss__name": "huber"},
    ],
    ids=str,
)
@pytest.mark.parametrize("models", [1, 3])
def test_settings(changes: dict[str, Any], models: int) -> None:
    configs = [
        small_config(**changes, optimizer__learning_rate=RATES[index], training__seed=index)
        for index in range(models)
    ]
    assert_follows_autograd(Trainer(configs))


def test_stack_with_different_data_and_slopes() -> None:
    configs = [
        small_config(
            model__activation="leaky_relu",
            model__activation_params={"negative_slope": 0.1 * (index + 1)},
            data__seed=index,
        )
        for index in range(3)
    ]
    assert_follows_autograd(Trainer(configs))


def test_oracle_notices_a_wrong_gradient() -> None:
    trainer = Trainer(small_config())
    calls = trainer.batches.next()[0]._backward
    function, factors, kwargs = calls[-2]
    calls[-2] = (function, (factors[0], factors[1] * 1.001), kwargs)
    with pytest.raises(AssertionError):
        assert_follows_autograd(trainer)
    assert function in (torch.mm, torch.bmm)
