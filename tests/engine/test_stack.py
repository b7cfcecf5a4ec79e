"""Stacks of networks: what may differ, and that each member trains as it would alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import stack
from engine.config import ExperimentConfig, all_fields
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import make, run
from tests.engine.test_live_changes import another_value

STEPS = 40
BASE = {
    "data__samples": 60,
    "data__train_share": 0.8,
    "model__hidden_layers": 2,
    "model__width": 5,
    "training__dtype": "float64",
    "training__steps": STEPS,
}

DIFFERENT: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    "seeds": ({}, [{"training__seed": 1}, {"training__seed": 2}, {"training__seed": 3}]),
    "data": (
        {"training__batch_size": 20},
        [{"data__seed": 1}, {"data__seed": 2, "data__noise": 0.3}, {"training__seed": 3}],
    ),
    "slopes": (
        {"model__activation": "leaky_relu"},
        [{"model__activation_params": {"negative_slope": slope}} for slope in (0.01, 0.3, -0.2)],
    ),
    "learned slopes": (
        {"model__activation": "prelu", "training__batch_size": 7},
        [{"model__activation_params": {"init": slope}} for slope in (0.25, 0.9, -0.4)],
    ),
    "rates and decay": (
        {"optimizer__name": "adamw"},
        [
            {"optimizer__learning_rate": 0.1},
            {"optimizer__weight_decay": 0.5},
            {"optimizer__params": {"beta1": 0.5}},
        ],
    ),
    "momentum, clipped": (
        {"optimizer__name": "nesterov", "optimizer__clip_norm": 0.02, "optimizer__clip_value": 0.5},
        [{"optimizer__params": {"momentum": value}} for value in (0.0, 0.5, 0.99)],
    ),
    "init": (
        {},
        [
            {"init__weights": "orthogonal"},
            {"init__biases": "zeros"},
            {"init__weights": "mean_field", "init__output": "zeros"},
        ],
    ),
    "streams": ({}, [{"training__stream": 0}, {"training__stream": 1}, {"training__stream": 2}]),
    "huber": (
        {"data__name": "plane", "loss__name": "huber"},
        [{"loss__params": {"delta": delta}} for delta in (0.05, 1.0, 7.0)],
    ),
    "schedule": (
        {"schedule__name": "cosine", "optimizer__name": "sgd"},
        [{"optimizer__learning_rate": rate} for rate in (0.1, 0.5, 0.02)],
    ),
    "mini-batches of shared data": (
        {"training__batch_size": 11, "data__name": "spirals", "data__params": {"arms": 3}},
        [{"training__seed": seed} for seed in range(3)],
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_each_network_trains_as_it_would_alone(name: str) -> None:
    shared, members = DIFFERENT[name]
    configs = [make(**{**BASE, **shared, **own}) for own in members]
    stacked = run(configs)
    assert stacked.values.shape == (STEPS, len(stacked.columns), 3)
    for model, config in enumerate(configs):
        single = run(config)
        assert single.columns == stacked.columns
        np.testing.assert_allclose(
            stacked.values[:, :, model], single.values, rtol=2e-6, atol=1e-6, err_msg=name
        )
        names = {each.name for each in single.readings}
        assert names == {each.name for each in stacked.readings}
        for reading in names:
            assert stacked.read(reading, model) == pytest.approx(single.read(reading), rel=1e-6)


@pytest.mark.parametrize("name", DIFFERENT)
def test_the_networks_differ(name: str) -> None:
    shared, members = DIFFERENT[name]
    losses = run([make(**{**BASE, **shared, **own}) for own in members])["loss/train"][-1]
    assert len(set(losses.tolist())) == 3


def may_differ(path: str) -> bool:
    return any(path == each or path.startswith(each + ".") for each in stack.MAY_DIFFER)


MUST_AGREE = [
    path
    for path, each in all_fields().items()
    if each.declaration.kind != "parameters" and not may_differ(path)
]


@pytest.mark.parametrize("path", MUST_AGREE)
def test_what_may_not_differ_is_refused_by_name(path: str) -> None:
    value = "mse" if path == "loss.name" else another_value(path)
    other = make(**{path: value})
    assert other != ExperimentConfig()
    with pytest.raises(EngineError) as caught:
        Trainer([ExperimentConfig(), other])
    assert caught.value.field == path
    assert str(caught.value).startswith(path)


def test_parameters_that_are_no_numbers_may_not_differ() -> None:
    configs = [
        make(model__activation="gelu", model__activation_params={"approximate": value})
        for value in ("none", "tanh")
    ]
    with pytest.raises(EngineError) as caught:
        Trainer(configs)
    assert caught.value.field == "model.activation_params.approximate"


def test_data_of_another_task_are_refused() -> None:
    configs = [
        make(data__name="blobs", data__params={"classes": classes}, loss__name="cross_entropy")
        for classes in (3, 4)
    ]
    with pytest.raises(EngineError) as caught:
        Trainer(configs)
    assert caught.value.field == "data"
    assert "{" not in str(caught.value)


def test_equal_settings_stay_numbers_which_are_faster() -> None:
    configs = [make(training__seed=seed) for seed in range(3)]
    hyper = Trainer(configs)._hyper.at(0.5)
    assert hyper.learning_rate == 0.005
    assert all(isinstance(each, float) for each in hyper.params.values())


def test_a_live_change_reaches_all_networks() -> None:
    configs = [make(optimizer__learning_rate=rate) for rate in (0.1, 0.2)]
    trainer = Trainer(configs)
    trainer.advance(5)
    trainer.retune({"optimizer.learning_rate": 0.05})
    rates = trainer.advance(5).values[:, trainer.columns.index("learning_rate")]
    np.testing.assert_allclose(rates, 0.05, rtol=1e-6)


def test_pictures_and_parameters_are_those_of_the_first_network() -> None:
    configs = [make(training__seed=seed, data__seed=seed) for seed in (3, 4, 5)]
    stacked, single = Trainer(configs), Trainer(configs[0])
    for name, values in single.parameters().items():
        assert np.array_equal(stacked.parameters()[name], values)
    parts = ("surface", "confusion", "distributions", "weights")
    ours, theirs = stacked.look(parts, 10), single.look(parts, 10)
    np.testing.assert_allclose(
        ours["surface"].values.numpy(), theirs["surface"].values.numpy(), rtol=1e-5
    )
    assert ours["confusion"] == theirs["confusion"]
    assert [each.shape for each in ours["weights"]] == [(16, 2), (1, 16)]
