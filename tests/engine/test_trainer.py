"""Trainer: the textbook's numbers, the same run again, ends, stacks of batches, refusals."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import nn

from engine import memory
from engine.config import ExperimentConfig
from engine.datasets import build
from engine.survey import Calendar, Survey
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import Run, finish, make, run, tiny_dataset
from tests.engine.script import Program

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


# --- the same run again ---------------------------------------------------------------------------

KINDS: dict[str, dict[str, Any]] = {
    "full batch": {"training__steps": 150},
    "full batch with test set": {"data__train_share": 0.8, "training__steps": 70},
    "remainder batch": {"training__batch_size": 16, "training__steps": 70},
    "remainder batch with test set": {
        "training__batch_size": 30,
        "data__train_share": 0.7,
        "training__steps": 90,
        "model__hidden_layers": 3,
    },
    "three classes, no death": {
        "data__name": "blobs",
        "data__params": {"classes": 3},
        "data__train_share": 0.6,
        "model__activation": "tanh",
        "training__batch_size": 50,
        "training__steps": 65,
    },
    "units dying": {
        "training__batch_size": 9,
        "optimizer__learning_rate": 0.5,
        "training__steps": 80,
    },
    "diverging": {
        "data__name": "plane",
        "data__train_share": 0.8,
        "training__batch_size": 25,
        "optimizer__name": "sgd",
        "optimizer__learning_rate": 1.5,
        "training__steps": 300,
    },
}


def kind(name: str) -> ExperimentConfig:
    return make(**{"data__samples": 100, "model__width": 5, **KINDS[name]})


@cache
def whole(name: str) -> Run:
    return run(kind(name))


@pytest.mark.parametrize("name", KINDS)
def test_same_config_twice_is_bitwise_the_same(name: str) -> None:
    assert run(kind(name)).same_as(whole(name))


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(divisions=st.lists(st.integers(0, 40), min_size=1, max_size=6).filter(any))
def test_any_division_into_calls_measures_the_same(name: str, divisions: list[int]) -> None:
    assert finish(Trainer(kind(name)), divisions).same_as(whole(name))


@pytest.mark.parametrize("name", KINDS)
def test_looking_changes_nothing(name: str) -> None:
    trainer = Trainer(kind(name))
    blocks, readings = [], set()
    parts = ("surface", "curve", "confusion", "predictions", "distributions", "weights")
    while trainer.outcome is None:
        measured = trainer.advance(7)
        blocks.append(measured.values)
        readings |= set(measured.readings)
        trainer.look(parts, 12)
        trainer.preview()
        trainer.parameters()
        assert trainer.facts.train_samples == trainer.train.count
    done = Run(trainer.columns, np.concatenate(blocks), readings, trainer.outcome)
    assert done.same_as(whole(name))


def test_the_kinds_cover_what_they_say() -> None:
    assert whole("diverging").outcome is not None
    assert whole("diverging").outcome.kind == "diverged"
    assert max(whole("units dying").read("dead_units/1").values()) > 0
    assert len(whole("remainder batch with test set").read("loss/test")) >= 5
    assert len(whole("remainder batch").read("dead_units/1")) >= 3


def test_slow_surveys_give_the_same_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one piece of work in each call, training waits for surveys that fall due."""
    name = "remainder batch with test set"
    monkeypatch.setattr("engine.survey.OPERATIONS_CPU", 1)
    expected = run(kind(name))
    work, waits = Survey.work, []
    monkeypatch.setattr(Survey, "work", lambda self: work(self, 0.0))
    trainer = Trainer(kind(name))
    advance = trainer.advance

    def watched(steps: int) -> Any:
        measured = advance(steps)
        waits.append(steps > 0 and not len(measured.values))
        return measured

    monkeypatch.setattr(trainer, "advance", watched)
    assert finish(trainer, [30]).same_as(expected)
    assert any(waits)


def test_runs_side_by_side_keep_their_numbers_of_threads() -> None:
    one, other = Trainer(make(training__threads=1)), Trainer(make(training__threads=2))
    one.advance(1)
    assert torch.get_num_threads() == 1
    other.advance(1)
    assert torch.get_num_threads() == 2
    one.advance(1)
    assert torch.get_num_threads() == 1


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


def test_surveys_are_spaced_by_the_size_of_the_data() -> None:
    few = Trainer(make(training__batch_size=10, data__samples=20))
    many = Trainer(make(training__batch_size=10, data__samples=2000))
    assert few._calendar == Calendar.of(20, 10)
    assert many._calendar == Calendar.of(2000, 10)


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
