"""Sums of many steps: rows of a chunk, counts beyond single precision, changes of the batch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine import recorder
from engine.activations import ACTIVATIONS
from engine.measures import MEASURES
from engine.network import Network, Shape
from engine.recorder import CHUNK, Recorder, applying, columns
from engine.trainer import Trainer
from tests.engine.runs import finish, make, run


def network(activation: str = "relu", *sizes: int) -> Network:
    row = ACTIVATIONS[activation]
    return Network(Shape(sizes or (2, 3, 3, 1)), row, row.resolve({}, ""), ACTIVATIONS["identity"])


@pytest.mark.parametrize("batch", ["full", 300])
def test_the_length_of_chunks_changes_nothing(monkeypatch: pytest.MonkeyPatch, batch: Any) -> None:
    config = make(training__batch_size=batch, model__hidden_layers=2, data__train_share=0.9)
    expected = run(config)
    for length in (1, 7):
        monkeypatch.setattr(recorder, "CHUNK", length)
        trainer = Trainer(config)
        assert trainer._recorder.capacity == length
        assert finish(trainer).same_as(expected)


def test_chunks_of_wide_networks_are_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = network("relu", 2, 64, 64, 10, 1)
    assert Recorder(wide, classifies=True).capacity == CHUNK
    monkeypatch.setattr(recorder, "MAX_CHUNK_BYTES", 20 * 4 * (64 + 64 + 10) + 1)
    assert Recorder(wide, classifies=True).capacity == 20
    monkeypatch.setattr(recorder, "MAX_CHUNK_BYTES", 1)
    assert Recorder(wide, classifies=True).capacity == 1


@pytest.mark.parametrize("activation", ["relu", "tanh", "leaky_relu"])
def test_counts_of_many_entries_are_exact(activation: str) -> None:
    """Adding ones in float32, one by one, would stop at 16,777,216."""
    trainer = Trainer(
        make(
            data__samples=60_000,
            model__activation=activation,
            model__width=300,
            init__biases="constant",
            init__biases_params={"value": 50.0},
            training__steps=1,
        )
    )
    done = finish(trainer)
    assert trainer.train.count * 300 > 1 << 24
    assert done["sparsity/1"][0] == 0
    if activation == "tanh":
        assert done["saturation/1"][0] == 100


def test_columns_begin_with_the_epoch_and_name_every_layer() -> None:
    rows = applying(network("relu"), classifies=True)
    names = columns(rows, 3)
    assert names[0] == "epoch"
    assert len(set(names)) == len(names)
    scopes = {"run": 1, "layer": 3, "hidden": 2}
    assert len(names) == 1 + sum(scopes[row.scope] for row in rows)
    assert "weight_norm/3" in names
    assert "sparsity/3" not in names
    assert all(MEASURES[row.key].dense for row in rows)


def test_what_applies_depends_on_activation_and_task() -> None:
    keys = {row.key for row in applying(network("relu"), classifies=False)}
    assert "inactive_units" in keys
    assert "saturation" not in keys
    assert "accuracy/train" not in keys
    keys = {row.key for row in applying(network("sigmoid"), classifies=True)}
    assert "inactive_units" not in keys
    assert "saturation" in keys
    keys = {row.key for row in applying(network("relu", 2, 1), classifies=True)}
    assert keys.isdisjoint({"inactive_units", "saturation"})


def test_nothing_is_measured_with_buffers_of_a_former_batch_size() -> None:
    trainer = Trainer(make(training__batch_size=50, training__steps=None))
    trainer.advance(10)
    for size in (60, 50, "full", 50):
        trainer.retune({"training.batch_size": size})
        values = trainer.advance(3).values
        sparsity = values[-1, trainer.columns.index("sparsity/1")]
        batch = trainer.train.count if size == "full" else size
        zeros = sparsity / 100 * batch * 16
        assert zeros == pytest.approx(round(zeros), abs=0.05)
        mean = values[-1, trainer.columns.index("activation/mean/1")]
        assert 0.01 < mean < 10


def test_a_column_of_an_endless_loss_is_infinite_without_a_warning() -> None:
    config = make(
        data__name="plane",
        optimizer__name="sgd",
        optimizer__learning_rate=1e5,
        training__dtype="float64",
        model__activation="tanh",
        training__steps=300,
    )
    done = run(config)
    assert done.values.dtype == np.float32
    assert not np.isfinite(done["loss/train"][-1])


def test_learned_slopes_count_in_the_global_norm() -> None:
    trainer = Trainer(make(model__activation="prelu", training__dtype="float64"))
    values = trainer.advance(1).values[0]
    expected = float(torch.linalg.vector_norm(trainer.network.gradients))
    assert values[trainer.columns.index("gradient_norm/global")] == pytest.approx(expected)
    slopes = float(torch.linalg.vector_norm(trainer.network.learned_gradients))
    assert slopes > 1e-3 * expected
