"""Schedules against `torch.optim.lr_scheduler`."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
import torch
import ziafont
import ziamath
from torch.optim import Optimizer
from torch.optim.lr_scheduler import (
    CosineAnnealingLR,
    ExponentialLR,
    LambdaLR,
    LinearLR,
    LRScheduler,
    OneCycleLR,
    SequentialLR,
    StepLR,
)

from engine.schedules import SCHEDULES

RATE = 0.3
Given = dict[str, Any]
Make = Callable[[Optimizer], LRScheduler]


def factors(key: str, given: Given, steps: int, total: int | None) -> list[float]:
    row = SCHEDULES[key]
    params = row.resolve(given, "schedule.params")
    return [row.factor(step, total, params) for step in range(steps)]


def pytorchs(make: Make, steps: int) -> list[float]:
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    rates = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SequentialLR warns of its own way of stepping
        scheduler = make(optimizer)
        for step in range(steps):
            if step:
                optimizer.step()
                scheduler.step()
            rates.append(optimizer.param_groups[0]["lr"])
    return rates


def warmup_cosine(warmup: int, period: int, start: float, low: float) -> Make:
    return lambda optimizer: SequentialLR(
        optimizer,
        [
            LinearLR(optimizer, start_factor=start, end_factor=1.0, total_iters=warmup),
            CosineAnnealingLR(optimizer, T_max=period - warmup, eta_min=low * RATE),
        ],
        milestones=[warmup],
    )


def one_cycle(period: int, **more: float) -> Make:
    return lambda optimizer: OneCycleLR(
        optimizer, max_lr=RATE, total_steps=period, cycle_momentum=False, **more
    )


CASES: list[tuple[str, Given, int, int | None, Make]] = [
    ("constant", {}, 50, 50, lambda o: LambdaLR(o, lambda step: 1.0)),
    ("step", {}, 90, 90, lambda o: StepLR(o, 30)),
    ("step", {"step_size": 7, "gamma": 0.5}, 90, 90, lambda o: StepLR(o, 7, 0.5)),
    ("step", {}, 700, None, lambda o: StepLR(o, 333)),
    ("exponential", {}, 100, 100, lambda o: ExponentialLR(o, 0.99)),
    ("exponential", {"period": 100, "gamma": 0.1}, 100, 100,
     lambda o: ExponentialLR(o, 0.1 ** (1 / 100))),
    ("exponential", {"period": 1, "gamma": 0.9}, 60, 60, lambda o: ExponentialLR(o, 0.9)),
    ("cosine", {}, 100, 100, lambda o: CosineAnnealingLR(o, 100)),
    ("cosine", {}, 1000, None, lambda o: CosineAnnealingLR(o, 1000)),
    ("cosine", {"period": 40, "min_factor": 0.1}, 130, 130,
     lambda o: CosineAnnealingLR(o, 40, eta_min=0.1 * RATE)),
    ("warmup_cosine", {}, 100, 100, warmup_cosine(10, 100, 0.01, 0.0)),
    ("warmup_cosine", {"period": 60, "warmup": 25, "start_factor": 0.5, "min_factor": 0.2}, 100,
     100, warmup_cosine(25, 60, 0.5, 0.2)),
    ("one_cycle", {}, 100, 100, one_cycle(100)),
    ("one_cycle", {}, 1000, None, one_cycle(1000)),
    ("one_cycle", {"period": 57, "pct_start": 0.45, "div_factor": 3.0, "final_div_factor": 10.0},
     57, 300, one_cycle(57, pct_start=0.45, div_factor=3.0, final_div_factor=10.0)),
    ("one_cycle", {"pct_start": 0.0}, 20, 20, one_cycle(20, pct_start=0.0)),
    ("one_cycle", {"pct_start": 1.0}, 20, 20, one_cycle(20, pct_start=1.0)),
    ("range_test", {"start_factor": 1.0, "end_factor": 1e4}, 101, 101,
     lambda o: ExponentialLR(o, 1e4 ** (1 / 100))),
]  # fmt: skip


def test_every_schedule_is_compared() -> None:
    assert {case[0] for case in CASES} == set(SCHEDULES)


@pytest.mark.parametrize(("key", "given", "steps", "total", "make"), CASES)
def test_rates_are_pytorchs(
    key: str, given: Given, steps: int, total: int | None, make: Make
) -> None:
    rates = [RATE * factor for factor in factors(key, given, steps, total)]
    # PyTorch goes from rate to rate, so its rounding errors add up.
    assert rates == pytest.approx(pytorchs(make, steps), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("total", [None, 1, 2, 3, 10])
@pytest.mark.parametrize("key", SCHEDULES)
def test_every_step_of_every_length_has_a_factor(key: str, total: int | None) -> None:
    for factor in factors(key, {}, 2500, total):
        assert math.isfinite(factor)
        assert 0 <= factor <= (1000.000001 if key == "range_test" else 1)


@pytest.mark.parametrize("key", [
    key
    for key, row in SCHEDULES.items()
    if any(each.name == "period" and each.default is None for each in row.parameters)
])  # fmt: skip
def test_the_period_is_the_run_unless_given(key: str) -> None:
    assert factors(key, {}, 80, 80) == factors(key, {"period": 80}, 80, 500)
    assert factors(key, {}, 80, None) == factors(key, {"period": 1000}, 80, 500)


def test_range_test_covers_its_range_in_equal_ratios_and_stops() -> None:
    found = factors("range_test", {"start_factor": 1e-6, "end_factor": 1e2}, 60, 50)
    assert found[0] == pytest.approx(1e-6)
    assert found[49:] == pytest.approx([1e2] * 11)
    ratios = [after / before for before, after in pairwise(found[:50])]
    assert ratios == pytest.approx([ratios[0]] * 49)


def test_one_cycle_stays_low_after_its_end() -> None:
    found = factors("one_cycle", {}, 200, 100)
    assert max(found) == pytest.approx(1, abs=1e-3)
    assert found[99:] == pytest.approx([1 / 25 / 1e4] * 101)


def test_warmup_may_fill_the_period_or_be_left_out() -> None:
    assert factors("warmup_cosine", {"warmup": 0}, 30, 30) == factors("cosine", {}, 30, 30)
    rising = factors("warmup_cosine", {"warmup": 99}, 31, 30)
    assert rising[:31] == sorted(rising)
    assert rising[30] == 1


@pytest.mark.parametrize("key", SCHEDULES)
def test_explains_itself(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ziafont.config, "svg2", False)
    row = SCHEDULES[key]
    assert "<path" in ziamath.Latex(row.formula).svg()
    assert len(row.explanation) > 150
    assert "PyTorch: torch.optim." in row.source
