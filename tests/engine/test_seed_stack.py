"""A stack of seeds measures the quantiles of runs by themselves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.host import Host
from engine.measures import MEASURES, quantile_of
from engine.messages import Block, Credit, Finished, Open, Opened, Train
from engine.opening import Opener
from engine.seed_stack import MOST_SEEDS, SeedStack, seed_configs
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import Run, finish, make

PRECISE = {
    "data__samples": 200,
    "data__train_share": 0.8,
    "training__dtype": "float64",
    "training__steps": 40,
}
CASES: dict[str, dict[str, Any]] = {
    "full batch": {},
    "mini-batch": {"training__batch_size": 37},
    "deep, momentum": {"model__hidden_layers": 3, "optimizer__name": "momentum",
                       "training__batch_size": 64},
    "tanh": {"model__activation": "tanh"},
    "numbers": {"data__name": "sine"},
}  # fmt: skip


def stack_of(config: Any, seeds: int) -> SeedStack:
    trainer = Opener()(Open(run="a", config=config, seeds=seeds))
    assert isinstance(trainer, SeedStack)
    return trainer


def finished(stack: SeedStack) -> Run:
    return finish(stack, (7, 20))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CASES)
def test_columns_are_the_quantiles_of_single_runs(name: str) -> None:
    config = make(**PRECISE, **CASES[name])
    banded = finished(stack_of(config, 5))
    singles = [finish(Trainer(each)) for each in seed_configs(config, 5)]
    values = np.stack([each.values.astype(np.float64) for each in singles], axis=-1)
    single = singles[0].columns
    assert banded.columns[: len(single)] == single
    for column in banded.columns:
        base, percent = quantile_of(column)
        if column == "diverged_share":
            assert (banded[column] == 0).all()
            continue
        share = 0.5 if percent is None else percent / 100
        expected = np.quantile(values[:, single.index(base)], share, axis=-1)
        np.testing.assert_allclose(banded[column], expected, rtol=2e-6, atol=1e-7, err_msg=column)
    assert {quantile_of(each)[1] for each in banded.columns} == {None, 10, 90}
    assert len(set(banded.columns)) == len(banded.columns)
    assert not {"epoch@10", "learning_rate@90", "diverged_share@10"} & set(banded.columns)


@pytest.mark.parametrize("name", ["full batch", "mini-batch", "numbers"])
def test_readings_are_the_quantiles_of_single_runs(name: str) -> None:
    config = make(**PRECISE, **CASES[name])
    banded = finished(stack_of(config, 5))
    singles = [finish(Trainer(each)) for each in seed_configs(config, 5)]
    names = {each.name for each in singles[0].readings}
    assert {each.name for each in banded.readings} == {
        column for name in names for column in (name, f"{name}@10", f"{name}@90")
    }
    for name in names:
        for suffix, share in (("", 0.5), ("@10", 0.1), ("@90", 0.9)):
            found = banded.read(name + suffix)
            assert found.keys() == singles[0].read(name).keys()
            for step, value in found.items():
                expected = np.quantile([each.read(name)[step] for each in singles], share)
                assert value == pytest.approx(expected, rel=1e-9)


def test_networks_that_diverge_are_counted_and_left_out() -> None:
    """Of these seeds some explode and some do not: the rate is at the edge."""
    config = make(
        data__name="line", data__train_share=0.5, model__hidden_layers=3, training__steps=100,
        init__weights="kaiming_normal", optimizer__name="sgd", optimizer__learning_rate=0.9,
    )  # fmt: skip
    singles = [finish(Trainer(each)) for each in seed_configs(config, 12)]
    lost = [each.outcome is not None and each.outcome.kind == "diverged" for each in singles]
    assert 0 < sum(lost) < 12
    banded = finished(stack_of(config, 12))
    assert banded.outcome is not None
    assert banded.outcome.kind == "finished"
    assert banded["diverged_share"][-1] == pytest.approx(sum(lost) / 12)
    assert (np.diff(banded["diverged_share"]) >= 0).all()
    kept = [each["loss/train"][-1] for each, gone in zip(singles, lost, strict=True) if not gone]
    assert banded["loss/train"][-1] == pytest.approx(np.median(kept), rel=1e-5)
    assert np.isfinite(banded.values).all(axis=0)[list(banded.columns).index("weight_norm/1")]
    test = banded.read("loss/test")
    assert np.isfinite(list(test.values())).all()


def test_a_stack_that_diverges_altogether_has_diverged() -> None:
    config = make(data__name="line", optimizer__name="sgd", optimizer__learning_rate=1e6)
    banded = finished(stack_of(config, 3))
    assert banded.outcome is not None
    assert banded.outcome.kind == "diverged"
    assert banded["diverged_share"][-1] == 1
    assert np.isnan(banded["loss/train"][-1])


def test_facts_tell_of_the_stack() -> None:
    stack, single = stack_of(make(), 4), Trainer(make()).facts
    facts = stack.facts
    assert facts.models == 4
    assert facts.columns == stack.columns
    assert (facts.sizes, facts.parameters) == (single.sizes, single.parameters)
    assert "only to rounding" in str(facts.notes[-1].message())
    assert facts.memory > single.memory
    assert not MEASURES["diverged_share"].dense


def test_pictures_and_parameters_are_those_of_the_first() -> None:
    stack, first = stack_of(make(training__seed=7), 3), Trainer(make(training__seed=7))
    for name, values in first.parameters().items():
        assert np.array_equal(values, stack.parameters()[name])
    surfaces = [each.look(("surface",), 9)["surface"].values.numpy() for each in (stack, first)]
    np.testing.assert_allclose(*surfaces, rtol=1e-5)
    assert stack.preview() == first.preview()


@pytest.mark.parametrize("batch", ["full", 50])
def test_states_branches_and_live_changes(batch: Any) -> None:
    config = make(**{**PRECISE, "training__batch_size": batch, "training__dtype": "float32"})
    stack = stack_of(config, 3)
    while stack.step < 12:
        stack.advance(12 - stack.step)
    stack.retune({"optimizer.learning_rate": 0.02})
    assert stack.config.optimizer.learning_rate == 0.02
    branch, state = stack.branch(), stack.state()
    again = Opener()(Open(run="b", config=stack.config, seeds=3, state=state))
    assert isinstance(again, SeedStack)
    stack.scan_dead()
    branch.scan_dead()
    again.scan_dead()
    expected = finished(stack)
    assert finished(branch).same_as(expected)
    assert finished(again).same_as(expected)
    stack.restore(state)
    assert (stack.step, stack.outcome) == (12, None)


@pytest.mark.parametrize("stream", [None, 2])
def test_each_network_has_a_start_of_its_own(stream: int | None) -> None:
    configs = seed_configs(make(training__seed=5, training__stream=stream), 3)
    told = [each.training.seed if stream is None else each.training.stream for each in configs]
    assert told == ([5, 6, 7] if stream is None else [2, 3, 4])
    weights = [Trainer(each).parameters()["layers.1.weight"] for each in configs]
    assert not np.array_equal(weights[0], weights[1])
    assert not np.array_equal(weights[1], weights[2])


@pytest.mark.parametrize("seeds", [0, -1, MOST_SEEDS + 1])
def test_too_few_or_many_are_refused(seeds: int) -> None:
    with pytest.raises(EngineError, match="seeds"):
        Opener()(Open(run="a", config=make(), seeds=seeds))


def test_one_seed_is_a_run_by_itself() -> None:
    config = make(training__steps=20)
    trainer = Opener()(Open(run="a", config=config, seeds=1))
    assert isinstance(trainer, Trainer)
    assert finish(trainer).same_as(finish(Trainer(config)))


def test_a_host_trains_a_stack_as_a_run() -> None:
    host = Host(Opener())
    (opened,) = host.handle(Open(run="a", config=make(training__steps=30), seeds=6))
    assert isinstance(opened, Opened)
    events = host.handle(Train(runs=("a",)))
    while not isinstance(events[-1] if events else None, Finished):
        for event in (said := host.turn()):
            if isinstance(event, Block):
                host.handle(Credit(blocks=1))
        events += said
    rows = np.concatenate([each.values.numpy() for each in events if isinstance(each, Block)])
    assert rows.shape == (30, len(opened.facts.columns))


@pytest.mark.parametrize(
    ("name", "base", "percent"),
    [
        ("loss/train", "loss/train", None),
        ("loss/train@10", "loss/train", 10),
        ("weight_norm/3@90", "weight_norm/3", 90),
        ("loss/train@50", "loss/train@50", None),
        ("@10", "@10", None),
    ],
)
def test_the_measure_of_a_quantile(name: str, base: str, percent: int | None) -> None:
    assert quantile_of(name) == (base, percent)
