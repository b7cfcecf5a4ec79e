"""The factor of each learning-rate schedule, by step; plain numbers, no torch.

Steps count from 0, so that `factor(0, …)` belongs to the first update. The factors are those of
`torch.optim.lr_scheduler`, whose schedulers are stepped once after each update.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

Params = Mapping[str, Any]

ENDLESS_PERIOD = 1000
"""Steps of a period that is not given, in a run without an end."""


def _period(total_steps: int | None, params: Params) -> int:
    return int(params["period"] or total_steps or ENDLESS_PERIOD)


def _half_cosine(start: float, end: float, share: float) -> float:
    """Go from `start` to `end` as `share` goes from 0 to 1, and back as it goes on to 2."""
    return end + (start - end) * 0.5 * (1 + math.cos(math.pi * share))


def constant(step: int, total_steps: int | None, params: Params) -> float:
    """Stay at 1."""
    return 1.0


def step_decay(step: int, total_steps: int | None, params: Params) -> float:
    """Fall by `gamma` after every `step_size` steps."""
    length = int(params["step_size"] or max(1, (total_steps or ENDLESS_PERIOD) // 3))
    return float(params["gamma"] ** (step // length))


def exponential(step: int, total_steps: int | None, params: Params) -> float:
    """Fall evenly to `gamma` after one period."""
    return float(params["gamma"] ** (step / _period(total_steps, params)))


def cosine(step: int, total_steps: int | None, params: Params) -> float:
    """Fall along half a cosine in one period, and rise again after it."""
    return _half_cosine(1.0, params["min_factor"], step / _period(total_steps, params))


def warmup_cosine(step: int, total_steps: int | None, params: Params) -> float:
    """Rise on a straight line, then as `cosine` in what is left of the period."""
    period = _period(total_steps, params)
    given = params["warmup"]
    warmup = min(period // 10 if given is None else int(given), period)
    if step < warmup:
        start = params["start_factor"]
        return float(start + (1 - start) * step / warmup)
    return _half_cosine(1.0, params["min_factor"], (step - warmup) / max(1, period - warmup))


def one_cycle(step: int, total_steps: int | None, params: Params) -> float:
    """Rise to 1 and fall to next to nothing, both along half a cosine; then stay there."""
    last = _period(total_steps, params) - 1
    start = 1 / params["div_factor"]
    end = start / params["final_div_factor"]
    # As in PyTorch the peak may lie between two steps; with a very small share, before the first.
    peak = params["pct_start"] * (last + 1) - 1
    if step <= peak:
        return _half_cosine(start, 1.0, step / peak if peak else 1.0)
    if step >= last:
        return float(end)
    return _half_cosine(1.0, end, (step - peak) / (last - peak))


def range_test(step: int, total_steps: int | None, params: Params) -> float:
    """Grow evenly from `start_factor` to `end_factor` at the period's last step; then stay."""
    last = max(1, _period(total_steps, params) - 1)
    start, end = params["start_factor"], params["end_factor"]
    return float(start * (end / start) ** min(1.0, step / last))
