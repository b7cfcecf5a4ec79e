"""States: the same future, bit for bit; anything that does not fit is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load, save

from engine.activations import ACTIVATIONS
from engine.config import ExperimentConfig
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from engine.state import KEY, describe
from engine.text import EngineError
from engine.trainer import Trainer
from tests.engine.runs import Run, finish, make

SPLIT = {"data__samples": 300, "data__train_share": 0.8, "training__steps": 40}
MINI = {**SPLIT, "training__batch_size": 37}
Case = ExperimentConfig | list[ExperimentConfig]
CASES: dict[str, Case] = {
    **{f"{name}, mini": make(**MINI, optimizer__name=name) for name in OPTIMIZERS},
    **{f"{name}, full": make(**SPLIT, optimizer__name=name) for name in OPTIMIZERS},
    **{f"schedule {name}": make(**MINI, schedule__name=name) for name in SCHEDULES},
    "float64": make(**MINI, training__dtype="float64", model__width=[8, 5]),
    "learned slopes": make(**MINI, model__activation="prelu", model__hidden_layers=3),
    "learned slopes, full, float64": make(
        **SPLIT, model__activation="prelu", training__dtype="float64"
    ),
    "clipped": make(**MINI, optimizer__clip_norm=0.01, optimizer__clip_value=0.001),
    "no hidden layer": make(**MINI, model__hidden_layers=0),
    "digits": make(data__name="digits", training__batch_size=500, training__steps=20,
                   data__train_share=0.8),
    "goes on with the data's generator": make(**SPLIT, training__stream=1),
    "a stack": [
        make(**MINI, training__seed=seed, optimizer__learning_rate=rate)
        for seed, rate in ((1, 0.01), (2, 0.1), (3, 0.1))
    ],
    "a stack, full, float64": [
        make(**SPLIT, training__seed=seed, training__dtype="float64", model__activation="prelu")
        for seed in range(3)
    ],
}  # fmt: skip


def trained(config: Case, steps: int) -> Trainer:
    trainer = Trainer(config)
    while trainer.step < steps and trainer.outcome is None:
        trainer.advance(steps - trainer.step)
    return trainer


def config_of(trainer: Trainer) -> Case:
    """The configurations of a trainer with the live changes."""
    return trainer.configs if len(trainer.configs) > 1 else trainer.config


def rest_of(trainer: Trainer) -> Run:
    return finish(trainer, (1, 13, 5))


def parameters(trainer: Trainer) -> bytes:
    return bytes(trainer.network.parameters.numpy().tobytes())


@pytest.mark.parametrize("at", [0, 1, 17])
@pytest.mark.parametrize("name", CASES)
def test_the_future_is_the_same_to_the_last_bit(name: str, at: int) -> None:
    parent = trained(CASES[name], at)
    again = Trainer(config_of(parent), state=parent.state())
    assert (again.step, again.epoch, again.outcome) == (parent.step, parent.epoch, parent.outcome)
    assert again.state() == parent.state()
    assert rest_of(again).same_as(rest_of(parent))
    assert parameters(again) == parameters(parent)


@pytest.mark.parametrize("name", ["adam, mini", "learned slopes", "a stack"])
def test_a_trainer_goes_back_to_what_it_was(name: str) -> None:
    trainer = trained(CASES[name], 10)
    state = trainer.state()
    first = rest_of(trainer)
    trainer.restore(state)
    assert (trainer.step, trainer.outcome) == (10, None)
    assert rest_of(trainer).same_as(first)


def test_taking_a_state_changes_nothing() -> None:
    looked_at, other = (Trainer(CASES["adam, mini"]) for _ in range(2))
    blocks = []
    while looked_at.step < 20:
        looked_at.state()
        blocks.append(looked_at.advance(1).values)
    assert np.concatenate(blocks).tobytes() == trained_values(other, 20).tobytes()


def trained_values(trainer: Trainer, steps: int) -> np.ndarray:
    return np.concatenate([trainer.advance(steps - trainer.step).values for _ in range(3)])


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer.learning_rate": 0.1},
        {"optimizer.clip_value": 0.001, "optimizer.weight_decay": 0.1},
        {"training.batch_size": 31},
        {"training.batch_size": "full"},
        {"training.steps": 60},
    ],
    ids=str,
)
def test_after_live_changes(changes: Mapping[str, Any]) -> None:
    parent = trained(CASES["adam, mini"], 15)
    parent.retune(changes)
    parent.advance(2)
    again = Trainer(parent.config, state=parent.state())
    assert describe(parent.state()).config == parent.config
    back = {"training.batch_size": 50, "optimizer.learning_rate": 0.003}
    for each in (parent, again):
        each.advance(1)
        each.retune(back)
    assert rest_of(again).same_as(rest_of(parent))


def test_with_surveys_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.survey.OPERATIONS_CPU", 1)
    monkeypatch.setattr("engine.survey.LEAST_PIECE", 4)
    parent = trained(CASES["adam, mini"], 20)
    while parent.scanning:
        parent.advance(0)
    parent.scan_dead()
    monkeypatch.setattr("engine.survey.SLICE_SECONDS", 0.0)
    parent.advance(0)
    parent.advance(1)
    assert {each.kind for each in describe(parent.state()).surveys}
    again = Trainer(parent.config, state=parent.state())
    assert again.scanning
    assert rest_of(again).same_as(rest_of(parent))


def test_ended_runs_stay_as_they_ended_until_prolonged() -> None:
    parent = trained(CASES["adam, mini"], 40)
    while parent.outcome is None:
        parent.advance(0)
    again = Trainer(parent.config, state=parent.state())
    assert again.outcome == parent.outcome
    assert not len(again.advance(5).values)
    longer = Trainer(make(**{**MINI, "training__steps": 50}), state=parent.state())
    assert longer.outcome is None
    parent.retune({"training.steps": 50})
    assert rest_of(longer).same_as(rest_of(parent))


def test_a_diverged_run_stays_diverged() -> None:
    config = make(data__name="line", optimizer__name="sgd", optimizer__learning_rate=1e6)
    parent = trained(config, 100)
    assert parent.outcome is not None
    assert parent.outcome.kind == "diverged"
    again = Trainer(config, state=parent.state())
    assert again.outcome == parent.outcome
    assert not len(again.advance(5).values)


def test_an_exploding_gradient_before_the_state_names_the_same_layer() -> None:
    config = make(
        data__name="line",
        optimizer__name="sgd",
        optimizer__learning_rate=1e6,
        model__hidden_layers=3,
    )
    parent = Trainer(config)
    while parent.outcome is None:
        state = parent.state()
        parent.advance(1)
        again = Trainer(config, state=state)
        again.advance(1)
        assert again.outcome == parent.outcome


def test_a_file_that_gave_the_first_weights_is_not_needed_any_more(tmp_path: Path) -> None:
    file = tmp_path / "weights.safetensors"
    first = Trainer(make(**MINI))
    weights = {name: torch.from_numpy(each) for name, each in first.parameters().items()}
    file.write_bytes(save(weights))
    given = {"init__weights": "file", "init__weights_params": {"path": str(file)}}
    parent = trained(make(**MINI, **given), 7)
    state = parent.state()
    file.unlink()
    again = Trainer(parent.config, state=state)
    assert rest_of(again).same_as(rest_of(parent))
    with pytest.raises(EngineError):
        Trainer(parent.config)


# --- under other settings -------------------------------------------------------------------------


def slots(trainer: Trainer) -> dict[str, torch.Tensor]:
    return {name: each.clone() for name, each in trainer.slots.items()}


@pytest.mark.parametrize("old", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("new", ["nesterov", "adamw", "adagrad"])
def test_slots_that_both_optimisers_have_are_kept(old: str, new: str) -> None:
    parent = trained(CASES[f"{old}, mini"], 12)
    fork = Trainer(make(**MINI, optimizer__name=new), state=parent.state())
    assert parameters(fork) == parameters(parent)
    before = slots(parent)
    for name, slot in fork.slots.items():
        assert torch.equal(slot, before.get(name, torch.zeros_like(slot)))
    kept = set(fork.slots) <= set(before)
    assert fork.optimizer_began == (0 if kept else 12)
    assert np.isfinite(finish(fork)["loss/train"]).all()


def test_a_new_adam_takes_its_first_step_as_adam_does() -> None:
    """Bias correction counts from where its slots were 0: else the step is 3.2 times as long."""
    parent = trained(make(**SPLIT, optimizer__name="sgd"), 30)
    fork = Trainer(make(**SPLIT, optimizer__name="adam"), state=parent.state())
    before = fork.network.parameters.clone()
    fork.advance(1)
    longest = (fork.network.parameters - before).abs().max()
    assert longest == pytest.approx(0.01, rel=1e-3)


@pytest.mark.parametrize("same", [True, False])
def test_the_order_of_the_data_goes_on_if_data_and_seed_are_the_same(same: bool) -> None:
    parent = trained(CASES["adam, mini"], 3)
    seed = {} if same else {"training__seed": 7}
    fork = Trainer(make(**MINI, **seed, optimizer__learning_rate=0.5), state=parent.state())
    assert (fork.batches.next()[1].x.equal(parent.batches.next()[1].x)) == same
    assert fork.batches.epoch == (1 if same else 2)


@pytest.mark.parametrize("size", [50, "full"])
def test_the_order_goes_on_in_batches_of_another_size(size: Any) -> None:
    parent = trained(CASES["adam, mini"], 3)
    fork = Trainer(make(**{**MINI, "training__batch_size": size}), state=parent.state())
    parent.retune({"training.batch_size": size})
    assert rest_of(fork).same_as(rest_of(parent))


def test_another_activation_takes_the_weights_over() -> None:
    parent = trained(CASES["learned slopes"], 10)
    plain = Trainer(make(**MINI, model__hidden_layers=3), state=parent.state())
    learned = Trainer(parent.config, state=plain.state())
    count = plain.network.parameters.numel()
    assert parent.network.parameters[:count].equal(plain.network.parameters)
    assert parent.network.parameters[:count].equal(learned.network.parameters[:count])
    assert (learned.network.parameters[count:] == 0.25).all()
    assert ACTIVATIONS["prelu"].learned
    finish(learned)


def test_another_precision_takes_the_values_over() -> None:
    parent = trained(CASES["adam, mini"], 10)
    fine = Trainer(make(**MINI, training__dtype="float64"), state=parent.state())
    assert fine.network.parameters.float().equal(parent.network.parameters)
    finish(fine)


# --- what is no state -----------------------------------------------------------------------------

GOOD = trained(make(**MINI), 5).state()


def refused(trainer: Trainer, data: bytes) -> str:
    """Check that a state is refused and the trainer left as it was; returns the sentence."""
    before = trainer.state()
    with pytest.raises(EngineError) as caught:
        trainer.restore(data)
    assert trainer.state() == before
    return str(caught.value)


@pytest.fixture(scope="module")
def trainer() -> Trainer:
    return trained(make(**MINI), 8)


@pytest.mark.parametrize(
    "config",
    [
        make(**MINI, model__width=17),
        make(**MINI, model__hidden_layers=2),
        make(data__name="digits", training__batch_size=37),
        [make(**MINI, training__seed=seed) for seed in range(2)],
    ],
    ids=["width", "depth", "data", "stack"],
)
def test_a_network_of_another_shape_is_refused(trainer: Trainer, config: Case) -> None:
    sentence = refused(trainer, trained(config, 2).state())
    assert "2-16-1" in sentence
    assert "same layers" in sentence


def changed(**changes: Any) -> bytes:
    """The good state with other facts."""
    facts = json.loads(metadata()[KEY])
    return save(load(GOOD), {KEY: json.dumps({**facts, **changes})})


def metadata() -> dict[str, str]:
    length = int.from_bytes(GOOD[:8], "little")
    found: dict[str, str] = json.loads(GOOD[8 : 8 + length])["__metadata__"]
    return found


def with_tensors(**changes: torch.Tensor | None) -> bytes:
    tensors: dict[str, Any] = {**load(GOOD), **changes}
    return save({name: each for name, each in tensors.items() if each is not None}, metadata())


def test_the_good_one_is_good(trainer: Trainer) -> None:
    Trainer(make(**MINI), state=with_tensors())
    Trainer(make(**MINI), state=changed())


BAD = {
    "empty": b"",
    "short": GOOD[:5],
    "text": b"once upon a time there was a file",
    "zeros": bytes(1000),
    "a header without end": b"\xff" * 8 + GOOD[8:],
    "cut in the header": GOOD[:100],
    "cut in the tensors": GOOD[:-10],
    "too long": GOOD + b"more",
    "another program's": save({"parameters": torch.zeros(65)}, {"format": "pt"}),
    "no metadata": save({"parameters": torch.zeros(65)}),
    "no facts": save(load(GOOD), {KEY: "{}"}),
    "facts that are no JSON": save(load(GOOD), {KEY: "{"}),
    "a list": save(load(GOOD), {KEY: "[1, 2]"}),
    "a negative step": changed(step=-1),
    "a step of text": changed(step="5"),
    "half a step": changed(step=5.5),
    "beyond the data": changed(at=10**6),
    "before the data": changed(at=-3),
    "no sizes": changed(sizes=[]),
    "no outcome": changed(outcome=["conquered", 5, 0]),
    "learned beyond the layers": changed(learned=[9]),
    "learned twice": changed(learned=[1, 1]),
    "began later": changed(optimizer_began=6),
    "a survey of nothing": changed(surveys=[{"kind": "dead", "step": 5}]),
    "no parameters": with_tensors(parameters=None),
    "too few parameters": with_tensors(parameters=torch.zeros(64)),
    "parameters in rows": with_tensors(parameters=torch.zeros(13, 5)),
    "parameters of whole numbers": with_tensors(parameters=torch.zeros(65, dtype=torch.int64)),
    "slots of another size": with_tensors(**{"slot/exp_avg": torch.zeros(3)}),
    "no generators": with_tensors(generators=None),
    "generators of floats": with_tensors(generators=torch.zeros(1, 5056)),
    "generators of nothing": with_tensors(generators=torch.zeros(1, 5056, dtype=torch.uint8)),
    "a short generator": with_tensors(generators=torch.zeros(1, 7, dtype=torch.uint8)),
    "two generators": with_tensors(generators=load(GOOD)["generators"].repeat(2, 1)),
    "gradients of other layers": with_tensors(gradient_before=torch.zeros(7, 1)),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_state_is_refused(trainer: Trainer, name: str) -> None:
    assert refused(trainer, BAD[name]).startswith("The state of the run is damaged")


def test_a_state_of_the_future_is_refused(trainer: Trainer) -> None:
    assert "newer version" in refused(trainer, changed(schema=99))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(EngineError):
        describe(data)


@settings(max_examples=150, deadline=None)
@given(places=st.lists(st.integers(0, len(GOOD) - 1), min_size=1, max_size=5),
       values=st.lists(st.integers(0, 255), min_size=5, max_size=5))  # fmt: skip
def test_a_damaged_state_is_refused_or_restored(places: list[int], values: list[int]) -> None:
    damaged = bytearray(GOOD)
    for place, value in zip(places, values, strict=False):
        damaged[place] = value
    trainer = Trainer(make(**MINI))
    try:
        trainer.restore(bytes(damaged))
    except EngineError:
        return
    trainer.state()


def test_a_state_too_large_to_be_kept_says_so(
    trainer: Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.snapshots.MOST_BYTES", 1000)
    with pytest.raises(EngineError, match="GB"):
        trainer.state()


def test_a_state_tells_of_itself() -> None:
    trainer = trained(CASES["a stack"], 9)
    facts = describe(trainer.state())
    assert (facts.step, facts.epoch) == (9, trainer.epoch)
    assert (facts.sizes, facts.models, facts.optimizer) == ((2, 16, 1), 3, "adam")
    assert facts.config == trainer.config
    assert facts.outcome is None
