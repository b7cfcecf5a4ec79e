"""Where a run leaves the finite numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine.divergence import first_nonfinite
from engine.trainer import Trainer
from tests.engine.runs import finish, make, run, tiny_dataset
from tests.engine.test_measures import raw_of

NAN, INF = np.nan, np.inf


def test_finite_numbers_are_no_divergence() -> None:
    assert first_nonfinite(raw_of(), None) is None


@pytest.mark.parametrize("value", [NAN, INF, -INF])
def test_first_loss_that_is_not_finite_counts(value: float) -> None:
    raw = raw_of(steps=4)
    raw.loss[2:] = value
    assert first_nonfinite(raw, None) == (2, 3)


def test_a_stack_has_diverged_only_with_all_its_networks() -> None:
    raw = raw_of(steps=4)
    raw.loss[1, 0] = NAN
    assert first_nonfinite(raw, None) is None
    raw.loss[3, 1] = INF
    raw.loss[3, 0] = NAN
    assert first_nonfinite(raw, None) == (3, 3)


def test_the_first_layer_whose_activations_broke_is_named() -> None:
    raw = raw_of(steps=2)
    raw.loss[1] = NAN
    raw.activation_sum[1, 1] = INF
    assert first_nonfinite(raw, None) == (1, 2)
    raw.activation_sum[1, 0] = NAN
    assert first_nonfinite(raw, None) == (1, 1)


@pytest.mark.parametrize("row", [0, 1])
def test_a_gradient_that_broke_before_names_the_layer_nearest_to_the_output(row: int) -> None:
    raw = raw_of(steps=2)
    raw.loss[row:] = NAN
    raw.activation_sum[row:] = NAN
    before = np.ones((3, 2))
    gradients = before if row == 0 else raw.weight_gradient_norm[0]
    gradients[:2] = INF
    assert first_nonfinite(raw, before) == (row, 2)


DIVERGING: dict[str, dict[str, Any]] = {
    "rate too high": {"optimizer__learning_rate": 3.0, "model__activation": "identity"},
    "at once": {"optimizer__learning_rate": 1e6},
    "relu, mini-batch": {"optimizer__learning_rate": 2.0, "training__batch_size": 30},
    "deep": {"optimizer__learning_rate": 2.0, "model__hidden_layers": 3},
    "float64": {"optimizer__learning_rate": 3.0, "training__dtype": "float64"},
    "tanh": {"optimizer__learning_rate": 1e5, "model__activation": "tanh"},
    "gradient first": {"optimizer__learning_rate": 3.0, "model__hidden_layers": 6},
    "with test set": {"optimizer__learning_rate": 2.0, "data__train_share": 0.5},
}


@pytest.mark.parametrize("name", DIVERGING)
def test_values_end_with_the_first_loss_that_is_not_finite(name: str) -> None:
    config = make(
        data__name="plane", optimizer__name="sgd", training__steps=2000, **DIVERGING[name]
    )
    done = run(config)
    assert done.outcome is not None
    assert done.outcome.kind == "diverged"
    loss = done["loss/train"]
    limit = np.finfo(np.float32).max
    assert done.outcome.step == len(loss)
    assert not np.isfinite(loss[-1])
    if config.training.dtype == "float32":
        assert np.isfinite(loss[:-1]).all()
    else:  # finite in double precision, too large for a column
        assert not np.isnan(loss[:-1]).any()
        assert (loss[:-1][np.isinf(loss[:-1])] > limit).all()
    assert 1 <= done.outcome.layer <= config.model.hidden_layers + 1
    assert all(each.step <= len(loss) for each in done.readings)
    by_steps = finish(Trainer(config), [1, 3])
    assert by_steps.same_as(done)


def test_the_gradient_of_the_step_before_counts_however_steps_are_divided() -> None:
    config = make(
        data__name="plane",
        optimizer__name="sgd",
        training__steps=500,
        **DIVERGING["gradient first"],
    )
    trainer = Trainer(config)
    layers = [finish(Trainer(config), divisions).outcome for divisions in ([1], [2], [100])]
    assert layers[0] == layers[1] == layers[2]
    assert layers[0] is not None
    measured = [trainer.advance(1) for _ in range(layers[0].step)]
    before = measured[-2].values[0]
    norms = [before[trainer.columns.index(f"gradient_norm/weight/{n}")] for n in range(1, 8)]
    broken = [n for n, norm in enumerate(norms, start=1) if not np.isfinite(norm)]
    assert broken  # else this run tells nothing
    assert layers[0].layer == broken[-1]


def test_the_layer_in_which_numbers_overflow_is_named() -> None:
    config = make(
        model__activation="relu",
        model__hidden_layers=6,
        model__width=3,
        init__weights="constant",
        init__weights_params={"value": 1000.0},
        init__biases="zeros",
    )
    data = tiny_dataset(torch.full((4, 2), 1e30), torch.ones(4, 1))
    trainer = Trainer(config, data)
    done = finish(trainer)
    assert done.outcome is not None
    # 1e30 * 2 * 1000 = 2e33, then times 3000 each: 6e36, 1.8e40 > 3.4e38
    assert (done.outcome.kind, done.outcome.step, done.outcome.layer) == ("diverged", 1, 3)
    assert np.isinf(done["activation/mean/3"][0])


def test_look_works_on_what_diverged() -> None:
    trainer = Trainer(make(data__name="plane", optimizer__name="sgd", optimizer__learning_rate=1e6))
    finish(trainer)
    found = trainer.look(("surface", "distributions", "weights"), 8)
    assert found["distributions"].counts.numpy().shape == (1, 48)
    assert found["surface"].values.numpy().shape == (1, 8, 8)


def test_dead_units_of_weights_that_are_not_numbers_are_not_known() -> None:
    trainer = Trainer(make(data__name="plane", optimizer__name="sgd", optimizer__learning_rate=1e6))
    finish(trainer)
    assert not np.isfinite(trainer.parameters()["layers.1.weight"]).any()
    trainer.scan_dead()
    readings = []
    while trainer.scanning:
        readings += trainer.advance(0).readings
    assert [each.name for each in readings] == ["dead_units/1"]
    assert np.isnan(readings[0].value)
