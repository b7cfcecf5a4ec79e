"""How networks start: draws of a script, classic results of signal propagation, files, gains."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file
from torch import nn

from engine.config import ExperimentConfig
from engine.datasets import Dataset
from engine.initial_weights import draw, gain_notes
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import Run, finish, make, run, tiny_dataset


def script_parameters(sizes: list[int], seed: int, earlier: int = 0) -> dict[str, np.ndarray]:
    """What a script builds after seeding, the last of `earlier` + 1 models."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for _ in range(earlier + 1):
            layers = [nn.Linear(fan_in, fan_out) for fan_in, fan_out in pairwise(sizes)]
    found = {}
    for number, layer in enumerate(layers, start=1):
        found[f"layers.{number}.weight"] = layer.weight.detach().numpy()
        found[f"layers.{number}.bias"] = layer.bias.detach().numpy()
    return found


def assert_same(found: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> None:
    assert list(found) == list(expected)
    for name in expected:
        assert np.array_equal(found[name], expected[name]), name


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("widths", [[], [16], [5, 5, 5], [7, 3, 3, 9]])
def test_default_weights_are_bitwise_those_of_a_script(widths: list[int], dtype: str) -> None:
    trainer = Trainer(make(model__width=widths, training__seed=7, training__dtype=dtype))
    found = trainer.parameters()
    assert all(each.dtype == dtype for each in found.values())
    assert_same(found, script_parameters([2, *widths, 1], 7))


def test_stacked_networks_are_drawn_one_after_another_each_by_its_seed() -> None:
    trainer = Trainer([make(model__hidden_layers=3, training__seed=seed) for seed in (5, 6)])
    for model, seed in enumerate((5, 6)):
        expected = list(script_parameters([2, 16, 16, 16, 1], seed).values())
        for layer, (group, place) in enumerate(trainer.network.layers()):
            assert np.array_equal(group.weight(place)[model].numpy(), expected[2 * layer])
            assert np.array_equal(group.bias[place][model].numpy(), expected[2 * layer + 1])


@pytest.mark.parametrize("stream", [0, 1, 4])
def test_a_stream_goes_on_after_the_data_and_earlier_models(stream: int) -> None:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(42)
        torch.randn(1000, 2)
        for _ in range(stream + 1):
            first, second = nn.Linear(2, 16), nn.Linear(16, 1)
    found = Trainer(make(training__stream=stream)).parameters()
    assert np.array_equal(found["layers.1.weight"], first.weight.detach().numpy())
    assert np.array_equal(found["layers.2.bias"], second.bias.detach().numpy())


def test_opening_a_run_leaves_the_global_generator_alone() -> None:
    state = torch.random.get_rng_state()
    trainer = Trainer(make(training__batch_size=10, data__train_share=0.5, data__noise=0.1))
    trainer.advance(20)
    assert torch.equal(state, torch.random.get_rng_state())


# --- classic results ------------------------------------------------------------------------------

WIDTH = 300


def noise_dataset(width: int = WIDTH, samples: int = 300) -> Dataset:
    draws = torch.Generator().manual_seed(1)
    x = torch.randn(samples, width, generator=draws)
    return tiny_dataset(x, torch.randn(samples, 1, generator=draws))


def at_start(layers: int, activation: str, **init: Any) -> Run:
    config = make(
        model__hidden_layers=layers,
        model__width=WIDTH,
        model__activation=activation,
        training__steps=1,
        **{"init__biases": "zeros", **{f"init__{name}": value for name, value in init.items()}},
    )
    return finish(Trainer(config, noise_dataset()), [1])


# SCIENCE.md, row 1: variance of activations, and of dL/dz at layer 1 relative to layer 5.
EDGE = 1 / math.sqrt(WIDTH)
GLOROT = [
    (
        {"weights": "uniform", "weights_params": {"a": -EDGE, "b": EDGE}},
        (0.2119, 0.0623, 0.0199, 0.00656, 0.00218),
        0.0069,
    ),
    ({"weights": "xavier_uniform"}, (0.394, 0.236, 0.167, 0.128, 0.103), 0.168),
]


@pytest.mark.parametrize(("init", "variances", "back"), GLOROT, ids=["standard", "normalized"])
def test_glorot_standard_and_normalized(
    init: dict[str, Any], variances: tuple[float, ...], back: float
) -> None:
    done = at_start(5, "tanh", **init)
    for layer, variance in enumerate(variances, start=1):
        assert done[f"activation/std/{layer}"][0] ** 2 == pytest.approx(variance, rel=0.08)
        assert abs(done[f"activation/mean/{layer}"][0]) < 0.01
    first, last = (done[f"gradient_norm/preactivation/{layer}"][0] for layer in (1, 5))
    assert (first / last) ** 2 == pytest.approx(back, rel=0.25)
    weights = [done[f"gradient_norm/weight/{layer}"][0] for layer in (2, 3, 4, 5)]
    assert max(weights) / min(weights) < 1.5  # level, although dL/dz shrinks


# SCIENCE.md, row 3: mean square activation from layer to layer, of ReLU.
FACTORS = {
    "kaiming_normal": 1.0,
    "kaiming_uniform": 1.0,
    "xavier_normal": 1 / 2,
    "xavier_uniform": 1 / 2,
    "lecun_normal": 1 / 2,
    "pytorch_default": 1 / 6,
}


@pytest.mark.parametrize(("scheme", "factor"), FACTORS.items())
def test_relu_multiplies_the_mean_square_by_a_factor_per_layer(scheme: str, factor: float) -> None:
    done = at_start(8, "relu", weights=scheme)
    squares = [
        done[f"activation/std/{layer}"][0] ** 2 + done[f"activation/mean/{layer}"][0] ** 2
        for layer in range(1, 9)
    ]
    assert (squares[-1] / squares[0]) ** (1 / 7) == pytest.approx(factor, rel=0.08)
    first, last = (done[f"gradient_norm/preactivation/{layer}"][0] for layer in (1, 8))
    assert (first / last) ** (2 / 7) == pytest.approx(factor, rel=0.1)


def test_selu_keeps_mean_and_variance_with_lecun_weights() -> None:
    done = at_start(8, "selu", weights="lecun_normal")
    assert done["activation/mean/8"][0] == pytest.approx(0, abs=0.1)
    assert done["activation/std/8"][0] == pytest.approx(1, abs=0.1)


def test_mean_field_draws_weights_and_biases_by_their_sigmas() -> None:
    config = make(
        init__weights="mean_field",
        init__weights_params={"sigma_w": 2.5},
        init__biases_params={"sigma_b": 0.7},
        model__width=WIDTH,
        model__hidden_layers=2,
    )
    assert config.init.biases == "mean_field"
    found = Trainer(config, noise_dataset()).parameters()
    weights, biases = found["layers.2.weight"], found["layers.2.bias"]
    assert weights.var() * WIDTH == pytest.approx(2.5**2, rel=0.03)
    assert biases.std() == pytest.approx(0.7, rel=0.15)


@pytest.mark.parametrize("scheme", ["zeros", "ones", "constant"])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_symmetric_weights_keep_all_units_alike(scheme: str, activation: str) -> None:
    """SCIENCE.md, section 3, claim 14; but for rounding, which some processors do by column."""
    shared = {
        "training__dtype": "float64",
        "model__hidden_layers": 2,
        "model__activation": activation,
        "init__biases": "zeros",
        "training__steps": 200,
    }
    trainer = Trainer(make(init__weights=scheme, **shared))
    done = finish(trainer)
    for layer in (1, 2):
        rows = trainer.parameters()[f"layers.{layer}.weight"]
        assert np.ptp(rows, axis=0).max() < 1e-6
    assert done["loss/train"][-1] > 0.5
    other = Trainer(make(init__weights="xavier_uniform", **shared))
    assert finish(other)["loss/train"][-1] < 0.3
    rows = other.parameters()["layers.1.weight"]
    assert (rows != rows[0])[1:].any()


# --- single settings ------------------------------------------------------------------------------


def test_output_layer_may_have_a_scheme_of_its_own() -> None:
    found = Trainer(make(init__weights="ones", init__output="zeros")).parameters()
    assert (found["layers.1.weight"] == 1).all()
    assert (found["layers.2.weight"] == 0).all()


def test_gain_is_that_of_the_activation_but_1_for_the_output_layer() -> None:
    config = make(init__weights="kaiming_normal", model__width=1000, model__hidden_layers=2)
    layers = draw([2, 1000, 1000, 1000], config, torch.Generator().manual_seed(0))
    deviations = [float(weight.std()) * math.sqrt(weight.shape[1]) for weight, _ in layers]
    assert deviations == pytest.approx([math.sqrt(2), math.sqrt(2), 1.0], rel=0.06)


NOTES: list[tuple[dict[str, Any], str | None]] = [
    ({"model__activation": "relu"}, "Gain 1.414 for ReLU: PyTorch's."),
    ({"model__activation": "selu"}, "Gain 0.75 for SELU: PyTorch's."),
    ({"model__activation": "gelu"}, "Gain 1.534 for GELU: the exact forward gain"),
    ({"model__activation": "leaky_relu", "model__activation_params": {"negative_slope": 1.0}},
     "Gain 1 for"),
    ({"model__activation": "identity"}, None),
    ({"model__activation": "relu", "init__weights_params": {"gain": 2.0}}, None),
    ({"model__activation": "relu", "init__weights": "pytorch_default"}, None),
    ({"model__activation": "relu", "model__hidden_layers": 0}, None),
    ({"model__activation": "gelu", "init__weights": "xavier_normal"}, None),
    ({"model__activation": "gelu", "init__weights": "xavier_normal",
      "init__weights_params": {"gain": None}}, "Gain 1.534"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "note"), NOTES, ids=str)
def test_the_gain_that_was_chosen_is_told(changes: dict[str, Any], note: str | None) -> None:
    config = make(**{"init__weights": "kaiming_normal", **changes})
    told = [str(each) for each in gain_notes(config)]
    if note is None:
        assert told == []
    else:
        assert len(told) == 1
        assert told[0].startswith(note)
    facts = [str(each.message()) for each in Trainer(config).facts.notes]
    assert set(told) <= set(facts)


def test_prelu_starts_at_its_parameter_and_learns() -> None:
    config = make(model__activation="prelu", model__activation_params={"init": 0.1})
    trainer = Trainer(config)
    learned = trainer.network.groups[0].learned
    assert learned is not None
    assert learned.flatten().tolist() == pytest.approx([0.1])
    trainer.advance(5)
    assert learned.flatten().tolist() != pytest.approx([0.1])


def test_prelu_of_a_stack_may_start_at_different_slopes() -> None:
    slopes = (0.1, -0.3, 0.7)
    trainer = Trainer(
        [
            make(
                model__activation="prelu",
                model__activation_params={"init": slope},
                model__hidden_layers=2,
            )
            for slope in slopes
        ]
    )
    learned = trainer.network.groups[0].learned
    assert learned is not None
    assert learned.shape == (2, 3, 1, 1)
    assert learned[1].flatten().tolist() == pytest.approx(list(slopes))


# --- files ----------------------------------------------------------------------------------------


def from_file(path: Path | str, **changes: Any) -> ExperimentConfig:
    return make(init__weights="file", init__weights_params={"path": str(path)}, **changes)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_weights_come_back_from_a_file(tmp_path: Path, dtype: str) -> None:
    shape = {"model__width": [6, 6, 3], "training__dtype": dtype}
    trained = Trainer(make(**shape, optimizer__name="sgd"))
    trained.advance(30)
    save_file(trained.parameters(), tmp_path / "weights.safetensors")
    again = Trainer(from_file(tmp_path / "weights.safetensors", **shape, optimizer__name="sgd"))
    assert_same(again.parameters(), trained.parameters())
    assert np.array_equal(
        again.advance(10).values[:, again.columns.index("loss/train")],
        trained.advance(10).values[:, trained.columns.index("loss/train")],
    )


@pytest.mark.parametrize(("hidden", "output"), [
    ("prelu", "identity"), ("prelu", "prelu"), ("tanh", "prelu"),
])  # fmt: skip
def test_learned_slopes_come_back_from_a_file(tmp_path: Path, hidden: str, output: str) -> None:
    shape = {"model__width": [6, 4], "model__activation": hidden,
             "model__output_activation": output}  # fmt: skip
    trained = Trainer(make(**shape, optimizer__name="sgd"))
    trained.advance(30)
    saved = trained.parameters()
    slopes = [name for name in saved if name.endswith("slope")]
    assert len(slopes) == 2 * (hidden == "prelu") + (output == "prelu")
    assert all(saved[name].shape == (1,) and saved[name][0] != 0.25 for name in slopes)
    path = tmp_path / "weights.safetensors"
    save_file(saved, path)
    assert_same(Trainer(from_file(path, **shape)).parameters(), saved)
    for name in slopes:
        del saved[name]
    save_file(saved, path)
    begun = Trainer(from_file(path, **shape)).parameters()
    assert [begun[name].tolist() for name in slopes] == [[0.25]] * len(slopes)


@pytest.mark.parametrize(("slope", "told"), [
    (np.zeros(2, np.float32), "shape"), (np.array([np.nan], np.float32), "not finite"),
])  # fmt: skip
def test_slopes_that_cannot_be_are_refused(tmp_path: Path, slope: Any, told: str) -> None:
    saved = Trainer(make(model__activation="prelu")).parameters() | {"layers.1.slope": slope}
    save_file(saved, tmp_path / "weights.safetensors")
    config = from_file(tmp_path / "weights.safetensors", model__activation="prelu")
    with pytest.raises(EngineError, match=told) as caught:
        Trainer(config)
    assert "layers.1.slope" in str(caught.value)


def test_the_output_layer_alone_may_come_from_a_file(tmp_path: Path) -> None:
    other = Trainer(make(training__seed=9)).parameters()
    save_file(other, tmp_path / "weights.safetensors")
    path = {"path": str(tmp_path / "weights.safetensors")}
    found = Trainer(make(init__output="file", init__output_params=path)).parameters()
    own = Trainer(make()).parameters()
    for kind in ("weight", "bias"):
        assert np.array_equal(found[f"layers.2.{kind}"], other[f"layers.2.{kind}"])
        assert np.array_equal(found[f"layers.1.{kind}"], own[f"layers.1.{kind}"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"init__weights": "file"}, "init.weights_params.path"),
        ({"init__output": "file"}, "init.output_params.path"),
        (
            {"init__weights": "file", "init__weights_params": {"path": "missing.safetensors"}},
            "init.weights_params.path",
        ),
    ],
)
def test_a_file_that_is_not_there_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(EngineError) as caught:
        Trainer(make(**changes))
    assert caught.value.field == field
    assert field in str(caught.value)


def test_batches_go_on_with_the_generator_after_the_weights() -> None:
    """Another scheme that draws differently gives other batches; the same one the same."""
    rows = {}
    for scheme in ("pytorch_default", "zeros"):
        trainer = Trainer(make(init__weights=scheme, training__batch_size=10, init__biases="zeros"))
        trainer.advance(1)
        order = trainer.batches._order
        assert order is not None
        rows[scheme] = order[0].clone()
    fresh = torch.randperm(1000, generator=torch.Generator().manual_seed(42))
    assert torch.equal(rows["zeros"], fresh)
    assert not torch.equal(rows["pytorch_default"], fresh)


def test_depth_30_trains_with_kaiming_and_stalls_with_xavier() -> None:
    """SCIENCE.md, row 3, in its first 150 steps."""
    losses = {}
    for scheme in ("kaiming_normal", "xavier_normal", "pytorch_default"):
        config = make(
            data__name="circles", data__samples=200, model__hidden_layers=30, model__width=64,
            init__weights=scheme, init__biases="zeros", init__output="xavier_normal",
            optimizer__name="sgd", optimizer__learning_rate=0.05,
            training__seed=0, training__steps=1,
        )  # fmt: skip
        done = run(config)
        losses[scheme] = float(done["gradient_norm/weight/1"][0])
    assert losses["kaiming_normal"] == pytest.approx(2e-2, rel=3)
    assert losses["xavier_normal"] == pytest.approx(2e-6, rel=9)
    assert losses["pytorch_default"] < 1e-11
