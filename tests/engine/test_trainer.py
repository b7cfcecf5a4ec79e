"""Trainer: batches of a plain script, ends, shapes at the edge, facts and refusals."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from engine import memory
from engine.datasets import build
from engine.survey import Survey
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import finish, make, run, tiny_dataset
from tests.engine.script import Program

# --- batches --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("samples", "batch"), [(40, 16), (40, 20), (40, 39), (40, 1), (40, 40)])
def test_mini_batches_are_those_of_a_plain_script(samples: int, batch: int) -> None:
    config = make(
        data__samples=samples,
        training__batch_size=batch,
        training__dtype="float64",
        training__steps=60,
    )
    data = build(config.data)
    adam = partial(torch.optim.Adam, lr=0.01)
    program = Program(data.x_train, data.y_train, [2, 16, 1], nn.ReLU, adam, batch=batch)
    program.advance(60)
    trainer, losses = Trainer(config), []
    while trainer.outcome is None:
        measured = trainer.advance(1)
        if len(measured.values):
            losses.append(float(trainer._recorder.loss[0]))
            assert measured.values[0, 0] == program.steps[trainer.step - 1]["epoch"]
            assert trainer.epoch == program.steps[trainer.step - 1]["epoch"]
    np.testing.assert_allclose(losses, [step["loss/train"] for step in program.steps], rtol=1e-9)


@pytest.mark.parametrize(("batch", "ends"), [("full", [1, 2, 3]), (16, [3, 6, 9]), (40, [1, 2, 3])])
def test_last_step_of_an_epoch(batch: Any, ends: list[int]) -> None:
    trainer = Trainer(make(data__samples=40, training__batch_size=batch))
    for epoch, end in enumerate(ends, start=1):
        assert trainer.step_at_end_of_epoch(epoch) == end
    trainer.advance(4)
    assert trainer.step_at_end_of_epoch(trainer.epoch) == -(-4 // ends[0]) * ends[0]
    assert trainer.step_at_end_of_epoch(1) == (4 if ends[0] < 4 else ends[0])


def test_epoch_goes_on_after_a_change_of_batch_size() -> None:
    trainer = Trainer(make(data__samples=40, training__batch_size=16))
    trainer.advance(3)
    trainer.retune({"training.batch_size": 1})
    assert trainer.step_at_end_of_epoch(1) == 3
    assert trainer.step_at_end_of_epoch(2) == 43
    trainer.advance(1)
    assert trainer.epoch == 2
    assert trainer.step_at_end_of_epoch(2) == 43


# --- ends -----------------------------------------------------------------------------------------


def test_training_stops_at_the_end_and_says_so() -> None:
    trainer = Trainer(make(training__steps=30))
    assert len(trainer.advance(29).values) == 29
    assert trainer.outcome is None
    measured = trainer.advance(100)
    assert (measured.first_step, len(measured.values), trainer.step) == (30, 1, 30)
    assert trainer.outcome is not None
    assert (trainer.outcome.kind, trainer.outcome.step) == ("finished", 30)
    again = trainer.advance(5)
    assert (len(again.values), again.readings, trainer.step) == (0, (), 30)


def test_an_endless_run_goes_on() -> None:
    trainer = Trainer(make(training__steps=None))
    trainer.advance(333)
    assert (trainer.step, trainer.end, trainer.outcome) == (333, None, None)


def test_readings_come_at_the_first_and_the_last_step() -> None:
    done = run(make(data__train_share=0.9, training__steps=37, training__batch_size=100))
    for name in ("loss/test", "accuracy/test", "dead_units/1"):
        assert {1, 37} <= set(done.read(name))


@pytest.mark.parametrize("batch", ["full", 16])
def test_dead_units_are_measured_now_when_asked(batch: Any) -> None:
    config = make(
        data__samples=200,
        training__batch_size=batch,
        training__steps=None,
        model__width=30,
        optimizer__learning_rate=1.0,
    )
    trainer = Trainer(config)
    trainer.advance(13)
    while trainer.scanning:
        trainer.advance(0)
    weights = trainer.parameters()
    z = trainer.train.x[0].numpy() @ weights["layers.1.weight"].T + weights["layers.1.bias"]
    dead = 100 * float((z.max(axis=0) <= 0).mean())
    assert 0 < dead < 100
    trainer.scan_dead()
    assert trainer.scanning
    measured = trainer.advance(0)
    assert not trainer.scanning
    found = {(each.name, each.step): each.value for each in measured.readings}
    assert found == {("dead_units/1", 14): pytest.approx(dead)}


def test_nothing_is_scanned_where_nothing_can_be_found() -> None:
    trainer = Trainer(make(model__activation="tanh"))
    trainer.scan_dead()
    assert not trainer.scanning


# --- shapes at the edge ---------------------------------------------------------------------------


EDGES: dict[str, dict[str, Any]] = {
    "no hidden layer": {"model__hidden_layers": 0},
    "no hidden layer, list": {"model__width": []},
    "a hundred layers": {"model__hidden_layers": 100, "model__width": 3},
    "a hundred unequal layers": {"model__width": [2 + index % 3 for index in range(100)]},
    "one unit": {"model__width": 1, "model__hidden_layers": 5},
    "wide": {"model__width": 2048, "data__samples": 20},
    "two samples": {"data__samples": 2},
    "one sample of two": {"data__samples": 2, "data__train_share": 0.5},
    "batch of one": {"training__batch_size": 1, "data__samples": 3},
    "narrowing": {"model__width": [16, 8, 8, 2]},
}


@pytest.mark.parametrize("name", EDGES)
@pytest.mark.parametrize("activation", ["relu", "prelu"])
def test_shapes_at_the_edge(name: str, activation: str) -> None:
    config = make(
        data__samples=EDGES[name].get("data__samples", 30),
        training__steps=5,
        model__activation=activation,
        **{key: value for key, value in EDGES[name].items() if key != "data__samples"},
    )
    done = run(config)
    assert done.values.shape == (5, len(done.columns))
    assert np.isfinite(done["loss/train"]).all()
    assert done.outcome is not None
    assert done.outcome.kind == "finished"


def test_a_single_sample() -> None:
    data = tiny_dataset(torch.ones(1, 1), torch.full((1, 1), 3.0))
    config = make(model__hidden_layers=0, loss__name="mse", optimizer__name="sgd")
    done = run(config, data)
    assert done["loss/train"][-1] < done["loss/train"][0]


# --- facts and refusals ---------------------------------------------------------------------------


def test_facts() -> None:
    config = make(
        data__name="digits",
        data__train_share=0.8,
        model__width=[20, 10],
        model__activation="gelu",
        init__weights="kaiming_normal",
        training__batch_size=32,
    )
    trainer = Trainer(config)
    facts = trainer.facts
    assert facts.sizes == (64, 20, 10, 10)
    assert (facts.task, facts.classes, facts.loss) == ("multiclass", 10, "cross_entropy")
    assert (facts.train_samples, facts.test_samples) == (1438, 359)
    assert (facts.batch_size, facts.image_shape) == (32, (8, 8, 1))
    assert facts.parameters == 64 * 20 + 20 + 20 * 10 + 10 + 10 * 10 + 10
    assert facts.columns == trainer.columns
    assert facts.columns[0] == "epoch"
    assert facts.memory > 0
    notes = " ".join(str(each.message()) for each in facts.notes)
    assert "1.5335" in notes or "1.534" in notes
    assert "Cross-entropy" in notes


def refusal(*arguments: Any) -> EngineError:
    with pytest.raises(EngineError) as caught:
        Trainer(*arguments)
    assert "{" not in str(caught.value)
    return caught.value


def test_batch_larger_than_the_data_is_refused() -> None:
    error = refusal(make(data__samples=50, training__batch_size=51))
    assert error.field == "training.batch_size"
    assert "51" in str(error)
    assert "50" in str(error)


def test_unknown_device_is_refused() -> None:
    error = refusal(make(training__device="cuda:77"))
    assert error.field == "training.device"
    assert "cuda:77" in str(error)
    assert "cpu" in str(error)


def test_a_loss_that_cannot_work_is_refused() -> None:
    assert refusal(make(data__name="sine", loss__name="cross_entropy")).field == "loss.name"


def test_too_large_a_run_is_refused_before_anything_is_allocated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "free_bytes", lambda device: 8 << 30)
    monkeypatch.setattr("engine.trainer.Network", lambda *_, **__: pytest.fail("built"))
    samples = 5_000_000
    data = tiny_dataset(
        torch.zeros(1, 2).expand(samples, 2), torch.zeros(1).long().expand(samples), classes=2
    )
    error = refusal(make(model__hidden_layers=100, model__width=2048), data)
    assert error.field == "model.width"
    assert "8.6 GB" in str(error)


def test_a_batch_that_would_not_fit_is_refused_while_training(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trainer = Trainer(make(training__batch_size=10))
    trainer.advance(1)
    monkeypatch.setattr(memory, "free_bytes", lambda device: 1000)
    with pytest.raises(EngineError):
        trainer.retune({"training.batch_size": "full"})
    assert trainer.config.training.batch_size == 10
    assert trainer.facts.batch_size == 10
    trainer.retune({"training.batch_size": 5})
    trainer.advance(1)


def test_test_set_and_dead_units_have_calendars_of_their_own() -> None:
    """The digits in batches of 32, as SCIENCE.md wants both: the loss often, the scan rarely."""
    found = run(
        make(
            data__name="digits", data__train_share=0.8, training__batch_size=32,
            training__steps=600,
        )
    )  # fmt: skip
    test, dead = (sorted(found.read(name)) for name in ("loss/test", "dead_units/1"))
    assert test[:12] == [1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64]
    assert dead[:7] == [1, 2, 4, 8, 16, 32, 64]
    assert test[-1] == dead[-1] == 600
    assert sorted(found.read("accuracy/test")) == test


def test_a_scan_does_not_hold_up_readings_of_the_test_set(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = Trainer(make(data__train_share=0.5, training__batch_size=100, training__steps=30))
    work = Survey.work
    monkeypatch.setattr(
        Survey, "work",
        lambda survey, seconds: None if survey._train is not None else work(survey, 100.0),
    )  # fmt: skip
    readings = trainer.advance(1).readings
    assert {each.name for each in readings} == {"loss/test", "accuracy/test"}
    assert trainer.scanning
    assert len(trainer.advance(1).values) == 0  # the next scan is due, the first not through
    monkeypatch.setattr(Survey, "work", work)
    found = finish(trainer)
    assert {1, 2, 30} <= found.read("dead_units/1").keys()


def test_training_flushes_subnormal_numbers_and_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def product() -> float:
        return float(torch.full((64,), 1e-30).mul(1e-10)[0])

    found = []
    trainer = Trainer(make())
    one_step = trainer._one_step
    monkeypatch.setattr(
        trainer, "_one_step", lambda *given: (found.append(product()), one_step(*given))[1]
    )
    assert product() > 0
    trainer.advance(1)
    assert found == [0]
    assert product() > 0
