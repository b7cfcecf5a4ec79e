"""The table of data sets, and how data are prepared."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config.data import DataConfig
from engine.datasets import DATASETS, build

GENERATED = [key for key, row in DATASETS.items() if row.generated]
SHIPPED = [*GENERATED, "digits"]
EXPECTED = (
    "disc circles moons xor blobs spirals checkerboard line sine steps plane bumps "
    "digits idx cifar10 csv drawn"
)


def make(name: str = "disc", **given: Any) -> Any:
    return build(DataConfig(name=name, **given))


def test_the_table_has_the_rows_of_the_design_in_order() -> None:
    assert tuple(DATASETS) == tuple(EXPECTED.split())


def test_the_table_is_read_without_torch() -> None:
    code = "import sys, engine.datasets, engine.data_preview; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("key", DATASETS)
def test_a_row_explains_itself(key: str) -> None:
    row = DATASETS[key]
    assert row.label
    assert row.formula
    assert row.source
    assert len(row.explanation) > 80
    assert row.explanation.endswith(".")
    assert row.recommended_scaling in ("none", "standardize", "minmax")
    for parameter in row.parameters:
        assert parameter.help.endswith(".")
        assert len(parameter.choices) == len(parameter.choice_labels)
        parameter.check(parameter.default, parameter.name)


@pytest.mark.parametrize("key", SHIPPED)
def test_the_task_is_known_before_loading(key: str) -> None:
    row = DATASETS[key]
    data = make(key)
    known = row.task(row.resolve({}, "data.params"))
    assert (known == "regression") == (data.task == "regression")
    assert (data.classes == 2) == (data.task == "binary")


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.parametrize("scaling", ["none", "standardize", "minmax"])
def test_every_data_set_is_well_formed(key: str, scaling: str) -> None:
    data = make(key, samples=201, train_share=0.8, noise=0.1, scaling=scaling)
    assert data.x_train.dtype == data.x_test.dtype == torch.float32
    assert len(data.x_train) == len(data.y_train) == 161
    assert len(data.x_test) == len(data.y_test) == 40
    assert data.x_train.shape[1] == len(data.feature_names) == len(data.shift) == len(data.scale)
    assert bool(torch.isfinite(data.x_train).all())
    if data.task == "regression":
        assert data.y_train.dtype == torch.float32
        assert data.y_train.shape[1] == len(data.target_names)
        assert data.classes == 0
    else:
        assert data.y_train.dtype == torch.int64
        assert data.classes == len(data.class_names) >= 2
        assert int(data.y_train.min()) >= 0
        assert int(data.y_train.max()) < data.classes


@pytest.mark.parametrize("key", SHIPPED)
def test_the_same_seed_gives_the_same_data_and_another_does_not(key: str) -> None:
    first, again, other = (make(key, seed=seed, train_share=0.7, noise=0.1) for seed in (5, 5, 6))
    assert torch.equal(first.x_train, again.x_train)
    assert torch.equal(first.y_test, again.y_test)
    assert torch.equal(first.generator.get_state(), again.generator.get_state())
    assert not torch.equal(first.x_train, other.x_train)


@pytest.mark.parametrize("key", SHIPPED)
def test_the_global_generator_is_left_alone(key: str) -> None:
    before = torch.random.get_rng_state()
    make(key, train_share=0.5, noise=0.5)
    assert torch.equal(before, torch.random.get_rng_state())


@pytest.mark.parametrize("key", GENERATED)
@pytest.mark.parametrize("end", ["minimum", "maximum"])
def test_the_ends_of_every_parameter_work(key: str, end: str) -> None:
    for parameter in DATASETS[key].parameters:
        data = make(key, samples=64, params={parameter.name: getattr(parameter, end)})
        assert bool(torch.isfinite(data.x_train).all())
        assert bool(torch.isfinite(data.y_train.float()).all())


def test_the_disc_is_the_textbooks_bit_for_bit() -> None:
    torch.manual_seed(42)
    x = torch.randn(1000, 2)
    y = (x[:, 0] ** 2 + x[:, 1] ** 2 > 1).long()
    data = make()
    assert torch.equal(data.x_train, x)
    assert torch.equal(data.y_train, y)
    assert len(data.x_test) == 0
    assert data.x_test.shape == (0, 2)
    assert torch.equal(torch.rand(5, generator=data.generator), torch.rand(5))


@pytest.mark.parametrize(
    ("key", "params", "rule"),
    [
        ("circles", {"factor": 0.3}, lambda x: x.norm(dim=1) < 0.65),
        ("xor", {}, lambda x: x[:, 0] * x[:, 1] < 0),
        ("moons", {}, lambda x: (x - torch.tensor([1.0, 0.5])).norm(dim=1) < 1.0001),
        ("checkerboard", {"cells": 2}, lambda x: (x[:, 0] > 0) != (x[:, 1] > 0)),
        ("blobs", {"classes": 2, "spread": 0.1}, lambda x: x[:, 0] < 0),
    ],
)
def test_classes_lie_where_the_formula_says(key: str, params: Any, rule: Any) -> None:
    data = make(key, params=params)
    right = (rule(data.x_train).long() == data.y_train).float().mean()
    assert right == 1 if key != "moons" else right > 0.5


def test_the_moons_are_the_half_circles_of_the_formula() -> None:
    data = make("moons")
    upper, lower = (data.x_train[data.y_train == label] for label in (0, 1))
    assert torch.allclose(upper.norm(dim=1), torch.ones(len(upper)))
    assert bool((upper[:, 1] >= -1e-6).all())
    assert torch.allclose((lower - torch.tensor([1.0, 0.5])).norm(dim=1), torch.ones(len(lower)))
    assert bool((lower[:, 1] <= 0.5 + 1e-6).all())


@pytest.mark.parametrize("arms", [2, 5])
def test_the_arms_of_the_spirals_are_turns_of_each_other(arms: int) -> None:
    data = make("spirals", params={"arms": arms, "turns": 1.25})
    radius = data.x_train.norm(dim=1).double()
    angle = torch.atan2(data.x_train[:, 1], data.x_train[:, 0]).double() / (2 * math.pi)
    off = angle - 1.25 * radius - data.y_train / arms
    assert float((off - off.round()).abs()[radius > 0.05].max()) < 1e-4


@pytest.mark.parametrize(
    ("key", "params", "rule"),
    [
        ("line", {"slope": 3.0, "intercept": -1.0}, lambda x: 3 * x - 1),
        ("sine", {"periods": 2.0}, lambda x: (2 * math.pi * x).sin()),
        ("steps", {"number": 1}, lambda x: torch.where(x < 0, -1.0, 1.0)),
        ("plane", {"slope_1": 2.0}, lambda x: (2 * x[:, 0] - x[:, 1] + 0.5)[:, None]),
        (
            "bumps",
            {"number": 1, "width": 0.5},
            lambda x: torch.exp(-2 * (x - torch.tensor([0.6, 0])).square().sum(1))[:, None],
        ),
    ],
)
def test_targets_follow_the_formula(key: str, params: Any, rule: Any) -> None:
    data = make(key, params=params)
    assert torch.allclose(data.y_train, rule(data.x_train), atol=1e-5)


def test_steps_have_as_many_levels_as_jumps_and_one() -> None:
    levels = make("steps", params={"number": 4}).y_train.unique()
    assert levels.tolist() == [-1.0, -0.5, 0.0, 0.5, 1.0]


@pytest.mark.parametrize("key", GENERATED)
def test_noise_is_added_after_the_classes_are_known(key: str) -> None:
    clean, noisy = make(key), make(key, noise=0.2)
    if clean.task == "regression":
        assert torch.equal(clean.x_train, noisy.x_train)
        added = noisy.y_train - clean.y_train
    else:
        assert torch.equal(clean.y_train, noisy.y_train)
        added = noisy.x_train - clean.x_train
    assert abs(float(added.std()) - 0.2) < 0.03
    assert abs(float(added.mean())) < 0.03


@pytest.mark.parametrize("key", GENERATED)
def test_noise_and_split_are_drawn_only_when_they_are_wanted(key: str) -> None:
    row = DATASETS[key]
    generator = torch.Generator().manual_seed(42)
    config = DataConfig(name=key)
    raw = row.load(config, row.resolve({}, "data.params"), generator)
    data = build(config)
    assert torch.equal(data.x_train, raw.inputs)
    assert torch.equal(data.generator.get_state(), generator.get_state())


def test_a_split_keeps_the_points_and_only_chooses_among_them() -> None:
    whole, split = make(noise=0.1), make(noise=0.1, train_share=0.6)
    both = torch.cat((split.x_train, split.x_test))
    assert torch.equal(both.sort(dim=0).values, whole.x_train.sort(dim=0).values)
    assert not torch.equal(both, whole.x_train)


@settings(max_examples=60, deadline=None)
@given(samples=st.integers(2, 60), share=st.floats(0.001, 1.0))
def test_the_split_has_the_size_that_was_asked(samples: int, share: float) -> None:
    data = make(samples=samples, train_share=share)
    assert len(data.x_train) + len(data.x_test) == samples
    if share == 1:
        assert len(data.x_test) == 0
    else:
        assert len(data.x_train) == min(max(round(samples * share), 1), samples - 1)


def test_scaling_is_measured_on_the_training_set_alone() -> None:
    raw = make("plane", train_share=0.3)
    for scaling in ("standardize", "minmax"):
        data = make("plane", train_share=0.3, scaling=scaling)
        train = raw.x_train.double()
        if scaling == "standardize":
            shift, scale = train.mean(dim=0), train.std(dim=0, correction=0)
        else:
            shift, scale = train.amin(dim=0), train.amax(dim=0) - train.amin(dim=0)
        assert torch.allclose(data.x_train.double(), (train - shift) / scale, atol=1e-6)
        assert torch.allclose(data.x_test.double(), (raw.x_test - shift) / scale, atol=1e-6)
        assert torch.allclose(data.x_test * data.scale + data.shift, raw.x_test, atol=1e-6)


def test_constant_features_become_zero() -> None:
    raw = make("digits")
    constant = raw.x_train.amin(dim=0) == raw.x_train.amax(dim=0)
    assert bool(constant.any())
    for scaling in ("standardize", "minmax"):
        data = make("digits", scaling=scaling)
        assert bool((data.x_train[:, constant] == 0).all())
        assert bool(torch.isfinite(data.x_train).all())


def test_a_constant_that_float32_cannot_hold_exactly_is_constant_too() -> None:
    points = [[0.1, index / 7, index % 2] for index in range(1000)]
    data = make("drawn", params={"points": points}, scaling="standardize")
    assert bool((data.x_train[:, 0] == 0).all())


def test_the_recommended_scaling_brings_digits_to_the_unit_range() -> None:
    data = make("digits", scaling=DATASETS["digits"].recommended_scaling)
    assert float(data.x_train.min()) == 0
    assert float(data.x_train.max()) == 1


def test_of_data_from_files_as_many_as_asked_are_used() -> None:
    everything = make("digits")
    first = make("digits", samples=100)
    assert len(everything.x_train) == 1797
    assert torch.equal(first.x_train, everything.x_train[:100])
    shuffled = make("digits", samples=100, train_share=0.8)
    assert (len(shuffled.x_train), len(shuffled.x_test)) == (80, 20)
    assert shuffled.classes == 10


@pytest.mark.parametrize(
    ("asked", "used", "note"),
    [
        (2000, 1797, "All 1797 samples are used; 2000 were asked for."),
        (1000, 1000, "1000 of the 1797 samples are used."),
        (1797, 1797, None),
        (None, 1797, None),
    ],
)
def test_files_give_what_they_have_and_say_so(
    asked: int | None, used: int, note: str | None
) -> None:
    made = make("digits", samples=asked)
    assert len(made.x_train) == used
    assert [str(each) for each in made.notes] == ([] if note is None else [note])


def test_without_a_number_the_usual_number_is_generated() -> None:
    assert len(make("moons", samples=None).x_train) == 1000


def test_blobs_and_spirals_are_balanced() -> None:
    for key, name in (("blobs", "classes"), ("spirals", "arms")):
        counts = np.bincount(make(key, samples=103, params={name: 10}).y_train.numpy())
        assert len(counts) == 10
        assert counts.max() - counts.min() <= 1
