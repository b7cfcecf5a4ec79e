"""Every measure against its definition, computed by a plain PyTorch program with hooks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from engine.datasets import build
from engine.measures import MEASURES, Raw, column, split
from engine.trainer import Trainer
from tests.engine.runs import Run, make, run, tiny_dataset
from tests.engine.script import (
    Program,
    best_class,
    sigmoid_is_flat,
    tanh_is_flat,
)

STEPS = 43
BASE = {
    "data__samples": 50,
    "data__train_share": 0.8,
    "data__noise": 0.1,
    "training__dtype": "float64",
    "training__steps": STEPS,
}
SPARSE = ("loss/test", "accuracy/test", "dead_units", "diverged_share")

adam = partial(torch.optim.Adam, lr=0.01)


def mean_square(output: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return (output - y).square().mean()


CASES: dict[str, tuple[dict[str, Any], list[int], dict[str, Any]]] = {
    "relu, remainder batch": (
        {"training__batch_size": 16, "model__hidden_layers": 3, "model__width": 6},
        [6, 6, 6],
        {"activation": nn.ReLU, "optimizer": adam, "can_die": True, "batch": 16},
    ),
    "relu, units dying": (
        {
            "training__batch_size": 7,
            "model__hidden_layers": 2,
            "model__width": 12,
            "optimizer__learning_rate": 0.7,
        },
        [12, 12],
        {
            "activation": nn.ReLU,
            "optimizer": partial(torch.optim.Adam, lr=0.7),
            "can_die": True,
            "batch": 7,
        },
    ),
    "relu, full batch, widths": (
        {"model__width": [5, 5, 3, 4]},
        [5, 5, 3, 4],
        {"activation": nn.ReLU, "optimizer": adam, "can_die": True},
    ),
    "tanh, saturating, decay": (
        {
            "model__activation": "tanh",
            "model__width": 9,
            "optimizer__name": "adamw",
            "optimizer__learning_rate": 0.3,
            "optimizer__weight_decay": 0.1,
        },
        [9],
        {
            "activation": nn.Tanh,
            "flat": tanh_is_flat,
            "optimizer": partial(torch.optim.AdamW, lr=0.3, weight_decay=0.1),
        },
    ),
    "sigmoid, three classes": (
        {
            "data__name": "blobs",
            "data__params": {"classes": 3},
            "model__activation": "sigmoid",
            "optimizer__name": "momentum",
            "optimizer__learning_rate": 2.0,
            "training__batch_size": 15,
        },
        [16],
        {
            "activation": nn.Sigmoid,
            "flat": sigmoid_is_flat,
            "optimizer": partial(torch.optim.SGD, lr=2.0, momentum=0.9),
            "loss": functional.cross_entropy,
            "right": best_class,
            "batch": 15,
        },
    ),
    "leaky relu, regression, clipped": (
        {
            "data__name": "plane",
            "model__activation": "leaky_relu",
            "model__hidden_layers": 2,
            "optimizer__name": "sgd",
            "optimizer__learning_rate": 0.1,
            "optimizer__clip_norm": 0.2,
            "optimizer__clip_value": 0.05,
        },
        [16, 16],
        {
            "activation": nn.LeakyReLU,
            "optimizer": partial(torch.optim.SGD, lr=0.1),
            "loss": mean_square,
            "right": None,
            "clip_norm": 0.2,
            "clip_value": 0.05,
        },
    ),
    "prelu": (
        {"model__activation": "prelu", "training__batch_size": 40},
        [16],
        {"activation": nn.PReLU, "optimizer": adam, "batch": 40},
    ),
    "no hidden layer": (
        {"model__hidden_layers": 0, "training__batch_size": 33},
        [],
        {"activation": nn.Identity, "optimizer": adam, "batch": 33},
    ),
    "one unit, one sample a step": (
        {"model__width": 1, "training__batch_size": 1, "optimizer__name": "rmsprop"},
        [1],
        {
            "activation": nn.ReLU,
            "optimizer": partial(torch.optim.RMSprop, lr=0.01),
            "can_die": True,
            "batch": 1,
        },
    ),
}


@cache
def compare(name: str) -> tuple[Run, Program]:
    changes, hidden, told = CASES[name]
    config = make(**{**BASE, **changes})
    data = build(config.data)
    outputs = data.classes if data.classes > 2 else 1
    program = Program(
        data.x_train,
        data.y_train,
        [data.x_train.shape[1], *hidden, outputs],
        test=(data.x_test, data.y_test),
        **told,
    )
    program.advance(STEPS)
    return run(config), program


@pytest.mark.parametrize("name", CASES)
def test_dense_measures_follow_their_definitions(name: str) -> None:
    done, program = compare(name)
    told = program.steps[0]
    expected = {key for key in told if key == "epoch" or split(key)[0] not in SPARSE}
    assert set(done.columns) == expected
    for key in expected:
        told = [step[key] for step in program.steps]
        np.testing.assert_allclose(done[key], told, rtol=1e-6, atol=1e-7, err_msg=key)


@pytest.mark.parametrize("name", CASES)
def test_readings_follow_their_definitions(name: str) -> None:
    done, program = compare(name)
    expected = {key for key in program.steps[0] if key != "epoch" and split(key)[0] in SPARSE}
    assert {each.name for each in done.readings} == expected
    for key in expected:
        found = done.read(key)
        assert {1, STEPS} <= set(found), key
        for step, value in found.items():
            assert value == pytest.approx(program.steps[step - 1][key], rel=1e-9), (key, step)


def test_the_case_of_dying_units_has_some_that_died_and_some_that_live() -> None:
    done, _ = compare("relu, units dying")
    dead = [done.read(f"dead_units/{layer}")[STEPS] for layer in (1, 2)]
    assert max(dead) > 0
    assert min(dead) < 100
    assert np.all(done["inactive_units/1"][-1] >= dead[0])


def test_saturation_and_sparsity_of_the_cases_are_not_all_zero() -> None:
    assert compare("tanh, saturating, decay")[0]["saturation/1"].max() > 10
    assert compare("sigmoid, three classes")[0]["saturation/1"].max() > 0
    assert 20 < compare("relu, remainder batch")[0]["sparsity/2"].mean() < 90


ABSENT = [
    ({"model__activation": "tanh"}, ("dead_units/1", "inactive_units/1")),
    ({"model__activation": "leaky_relu"}, ("dead_units/1", "inactive_units/1")),
    ({"model__activation": "relu"}, ("saturation/1",)),
    ({"data__name": "sine"}, ("accuracy/train", "accuracy/test")),
    (
        {"model__hidden_layers": 0},
        tuple(column(key, 1) for key, row in MEASURES.items() if row.scope == "hidden"),
    ),
    ({"data__train_share": 1.0}, ("loss/test", "accuracy/test")),
]


@pytest.mark.parametrize(("changes", "names"), ABSENT, ids=str)
@pytest.mark.parametrize("batch", ["full", 20])
def test_what_does_not_apply_is_absent(
    changes: dict[str, Any], names: tuple[str, ...], batch: Any
) -> None:
    given = {"data__samples": 40, "data__train_share": 0.9, "training__steps": 3, **changes}
    done = run(make(**given, training__batch_size=batch))
    present = set(done.columns) | {each.name for each in done.readings}
    assert present.isdisjoint(names)
    assert "loss/train" in present


@pytest.mark.parametrize("key", [key for key in MEASURES if key != "diverged_share"])
def test_every_measure_comes_with_some_run(key: str) -> None:
    found = set()
    for activation in ("relu", "tanh"):
        done = run(make(data__train_share=0.9, training__steps=1, model__activation=activation))
        found |= {split(name)[0] for name in done.columns if name != "epoch"}
        found |= {split(each.name)[0] for each in done.readings}
    assert key in found
    assert MEASURES[key].dense == (key not in SPARSE)


def test_a_ratio_to_weights_that_are_all_zero_is_missing() -> None:
    done = run(make(init__weights="zeros", init__output="zeros", training__steps=2))
    assert np.isnan(done["update_ratio/1"][0])
    assert np.isnan(done["update_ratio/2"][0])
    assert done["update_ratio/2"][1] > 0


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "softplus", "relu"])
def test_a_small_spread_around_a_large_mean_is_not_lost_in_rounding(activation: str) -> None:
    """In float32 the mean of squares less the square of the mean would have no digits left."""
    x = torch.linspace(-1, 1, 400)[:, None]
    config = make(
        model__activation=activation,
        model__width=8,
        init__weights="constant",
        init__weights_params={"value": 2e-4},
        init__biases="constant",
        init__biases_params={"value": 1.5},
        training__steps=1,
    )
    done = run(config, tiny_dataset(x, x))
    function: Callable[[torch.Tensor], torch.Tensor] = getattr(functional, activation)
    exact = function(2e-4 * x.double() + 1.5).std(correction=0).item()
    assert exact < 1e-3
    assert done["activation/std/1"][0] == pytest.approx(exact, rel=0.02)


def test_the_spread_of_large_and_small_batches_in_turn_is_that_of_each() -> None:
    """ReLU's spread is taken around another value in small layers than in large ones."""
    x = torch.randn(1300, 2, generator=torch.Generator().manual_seed(1))
    config = make(
        model__width=8,
        init__biases="constant",
        init__biases_params={"value": 2.0},
        training__batch_size=600,  # 600 x 8 is large, every third batch of 100 x 8 is small
        training__steps=400,
        optimizer__learning_rate=1e-6,
    )
    spread = run(config, tiny_dataset(x, x[:, :1]))["activation/std/1"]
    assert spread.std() < 0.1 * spread.mean()


def test_units_that_are_all_alike_have_no_spread() -> None:
    done = run(make(model__activation="sigmoid", init__weights="zeros", init__biases="zeros"))
    assert done["activation/mean/1"][0] == 0.5
    assert done["activation/std/1"][0] == 0.0


def test_numbers_of_stacks_are_those_of_their_own_networks() -> None:
    configs = [make(training__seed=seed, training__steps=3, model__width=5) for seed in (1, 2, 3)]
    stacked = run(configs)
    for model, config in enumerate(configs):
        single = run(config)
        for name in single.columns:
            np.testing.assert_allclose(
                stacked[name][:, model], single[name], rtol=2e-5, atol=1e-6, err_msg=name
            )
        assert stacked.read("dead_units/1", model) == single.read("dead_units/1")


def test_activations_that_are_not_numbers_are_neither_zero_nor_dead() -> None:
    config = make(
        data__name="plane",
        model__hidden_layers=6,
        optimizer__name="sgd",
        optimizer__learning_rate=3.0,
    )
    done = run(config)
    assert np.isnan(done["activation/mean/6"][-1])
    assert np.isfinite(done["activation/mean/6"][:-1]).all()
    for key in ("inactive_units/6", "sparsity/6"):
        assert np.isnan(done[key][-1])
        assert np.isfinite(done[key][:-1]).all()
    assert all(value == value for value in done.read("dead_units/1").values())


def raw_of(steps: int = 2, layers: int = 3, models: int = 2) -> Raw:
    """Sums without meaning, of the right shapes."""
    draws = np.random.default_rng(0)

    def some(*shape: int) -> np.ndarray:
        return draws.uniform(1, 2, shape)

    of_layers, of_hidden = (steps, layers, models), (steps, layers - 1, models)
    return Raw(
        batch=np.full((steps, 1), 10.0),
        widths=np.full((layers - 1, 1), 4.0),
        learning_rate=some(steps, models),
        loss=some(steps, models),
        correct=some(steps, models),
        weight_norm=some(*of_layers),
        weight_gradient_norm=some(*of_layers),
        update_norm=some(*of_layers),
        bias_gradient_norm=some(*of_layers),
        signal_norm=some(*of_layers),
        learned_norm=some(steps, models),
        activation_sum=some(*of_hidden),
        reference=some(*of_hidden),
        deviation_norm=some(*of_hidden),
        nonzero=some(*of_hidden),
        inactive=some(*of_hidden),
        saturated=some(*of_hidden),
    )


SHAPES = {"run": (2, 2), "layer": (2, 3, 2), "hidden": (2, 2, 2)}


@pytest.mark.parametrize("key", [key for key, row in MEASURES.items() if row.dense])
def test_shapes_are_those_of_the_scope(key: str) -> None:
    row = MEASURES[key]
    assert row.compute is not None
    values = row.compute(raw_of())
    assert values is not None
    assert values.shape == SHAPES[row.scope]


@pytest.mark.parametrize("key", MEASURES)
@pytest.mark.parametrize("layer", [None, 1, 12])
def test_names_are_taken_apart_as_they_were_put_together(key: str, layer: int | None) -> None:
    assert split(column(key, layer)) == (key, layer)


@pytest.mark.parametrize("name", ["", "loss", "epoch", "weight_norm/", "weight_norm/x", "x/1"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(KeyError):
        split(name)


@pytest.mark.parametrize(("dtype", "is_zero"), [("float32", True), ("float64", False)])
def test_gradients_too_small_for_their_squares_count_as_0_in_float32(
    dtype: str, is_zero: bool
) -> None:
    config = make(
        model__hidden_layers=14, model__activation="sigmoid", init__weights="normal",
        init__weights_params={"std": 0.02}, training__dtype=dtype,
    )  # fmt: skip
    trainer = Trainer(config)
    values = trainer.advance(1).values[0]
    found = values[trainer.columns.index("gradient_norm/preactivation/1")]
    assert (found == 0) == is_zero
    assert 0 <= found < 1e-19
