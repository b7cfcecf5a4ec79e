"""The textbook experiment and other known results, number for number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from tests.engine.runs import make, run, tiny_dataset

# SCIENCE.md, section 4: loss before steps 1, 10, 50 and 100.
EPOCHS = (1, 10, 50, 100)
ONE_STREAM = {
    "sigmoid": (0.6857988, 0.6721067, 0.6578113, 0.5487468),
    "relu": (0.6343944, 0.5817645, 0.3795609, 0.1668693),
    "leaky_relu": (0.7296261, 0.6387713, 0.4595581, 0.2344138),
}
SEEDED_EACH = {
    "sigmoid": (0.6950217, 0.6748910, 0.6628807, 0.5992790),
    "relu": (0.6986223, 0.6273313, 0.4187933, 0.1953119),
    "leaky_relu": (0.6983880, 0.6278824, 0.4194384, 0.1955395),
}
TEXTBOOK = [
    *((name, stream, losses) for stream, (name, losses) in enumerate(ONE_STREAM.items())),
    *((name, None, losses) for name, losses in SEEDED_EACH.items()),
]


@pytest.mark.parametrize(("activation", "stream", "losses"), TEXTBOOK)
def test_textbook_experiment(
    activation: str, stream: int | None, losses: tuple[float, ...]
) -> None:
    done = run(make(model__activation=activation, training__stream=stream))
    found = done["loss/train"][[epoch - 1 for epoch in EPOCHS]]
    np.testing.assert_allclose(found, losses, rtol=0, atol=2e-6)


def test_textbook_experiment_ends_with_half_of_the_entries_at_zero_and_no_dead_unit() -> None:
    done = run(make(training__stream=1))
    assert done["sparsity/1"][-1] == pytest.approx(51.06, abs=0.2)
    assert done.read("dead_units/1")[100] == 0


@pytest.mark.parametrize("loss", ["bce_with_logits"])
def test_textbook_with_logits_is_the_same_curve(loss: str) -> None:
    plain, logits = run(make()), run(make(loss__name=loss))
    np.testing.assert_allclose(plain["loss/train"], logits["loss/train"], rtol=0, atol=2e-7)


# --- learning rates -------------------------------------------------------------------------------

SCHEDULES: dict[str, tuple[dict[str, Any], Callable[[np.ndarray], np.ndarray]]] = {
    "constant": ({}, lambda k: np.ones_like(k)),
    "step": ({"step_size": 10, "gamma": 0.5}, lambda k: 0.5 ** (k // 10)),
    "exponential": ({"gamma": 0.01, "period": 40}, lambda k: 0.01 ** (k / 40)),
    "cosine": ({}, lambda k: (1 + np.cos(np.pi * k / 40)) / 2),
    "warmup_cosine": (
        {"warmup": 10, "start_factor": 0.1},
        lambda k: np.where(k < 10, 0.1 + 0.9 * k / 10, (1 + np.cos(np.pi * (k - 10) / 30)) / 2),
    ),
    "range_test": (
        {"start_factor": 1e-3, "end_factor": 10.0},
        lambda k: 1e-3 * 1e4 ** (k / 39),
    ),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedules_drive_the_rate_that_steps_use(name: str) -> None:
    params, factor = SCHEDULES[name]
    done = run(
        make(
            schedule__name=name,
            schedule__params=params,
            optimizer__name="sgd",
            optimizer__learning_rate=0.2,
            training__dtype="float64",
            training__steps=40,
        )
    )
    np.testing.assert_allclose(done["learning_rate"], 0.2 * factor(np.arange(40.0)), rtol=1e-5)
    for layer in (1, 2):
        moved = done[f"update_ratio/{layer}"] * done[f"weight_norm/{layer}"]
        pulled = done["learning_rate"] * done[f"gradient_norm/weight/{layer}"]
        np.testing.assert_allclose(moved, pulled, rtol=1e-4, atol=1e-9)


def test_a_range_test_finds_where_a_quadratic_becomes_unstable() -> None:
    """SCIENCE.md, row 17: mean (w x + b)² over x = ±1 has sharpness 2, stable up to rate 1."""
    data = tiny_dataset(torch.tensor([[1.0], [-1.0]]), torch.zeros(2, 1))
    config = make(
        model__hidden_layers=0,
        optimizer__name="sgd",
        optimizer__learning_rate=1.0,
        schedule__name="range_test",
        schedule__params={"start_factor": 0.01, "end_factor": 10.0},
        training__steps=60,
        training__dtype="float64",
    )
    done = run(config, data)
    loss, rate = done["loss/train"], done["learning_rate"]
    grows = np.flatnonzero(np.diff(loss) > 0)
    assert np.array_equal(grows, np.flatnonzero(rate[:-1] > 1.0))


def test_narrow_deep_relu_networks_are_mostly_born_dead() -> None:
    """SCIENCE.md, row 10: width 2, nine hidden layers, no bias, x in [-1, 1]: about 88 %."""
    x = torch.linspace(-1, 1, 50)[:, None]
    shared = {
        "model__hidden_layers": 9,
        "model__width": 2,
        "init__weights": "kaiming_normal",
        "init__biases": "zeros",
        "training__steps": 1,
    }
    networks = 250
    configs = [make(**shared, training__seed=seed) for seed in range(networks)]
    done = run(configs, tiny_dataset(x, x.abs()))
    dead = [
        any(done.read(f"dead_units/{layer}", model)[1] == 100 for layer in range(1, 10))
        for model in range(networks)
    ]
    assert np.mean(dead) == pytest.approx(0.88, abs=0.06)
