"""Learning-rate schedules as a function of the step: one entry for each row of the table.

An entry has the settings (constants of the script, which a change of the run's length may change)
and the function `learning_rate_factor(step)` that reads them; steps count from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.config.training import ScheduleConfig
from engine.schedule_factors import ENDLESS_PERIOD
from engine.schedules import SCHEDULES

Params = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ScheduleCode:
    """`settings(params, period)` by name, `period` being the length of the run."""

    settings: Callable[[Params, int], dict[str, float]]
    function: str


def _period(params: Params, length: int) -> int:
    return int(params["period"] or length)


def _step(params: Params, length: int) -> dict[str, float]:
    return {"STEP_SIZE": params["step_size"] or max(1, length // 3), "GAMMA": params["gamma"]}


def _exponential(params: Params, length: int) -> dict[str, float]:
    return {"PERIOD": _period(params, length), "GAMMA": params["gamma"]}


def _cosine(params: Params, length: int) -> dict[str, float]:
    return {"PERIOD": _period(params, length), "MIN_FACTOR": params["min_factor"]}


def _warmup_cosine(params: Params, length: int) -> dict[str, float]:
    period, given = _period(params, length), params["warmup"]
    warmup = min(period // 10 if given is None else int(given), period)
    return {
        "WARM_UP": warmup,
        "FALL": max(1, period - warmup),
        "START_FACTOR": params["start_factor"],
        "MIN_FACTOR": params["min_factor"],
    }


def _one_cycle(params: Params, length: int) -> dict[str, float]:
    return {
        "PERIOD": _period(params, length),
        "PCT_START": params["pct_start"],
        "DIV_FACTOR": params["div_factor"],
        "FINAL_DIV_FACTOR": params["final_div_factor"],
    }


def _range_test(params: Params, length: int) -> dict[str, float]:
    return {
        "PERIOD": _period(params, length),
        "START_FACTOR": params["start_factor"],
        "END_FACTOR": params["end_factor"],
    }


SCHEDULE_CODES: dict[str, ScheduleCode | None] = {
    "constant": None,
    "step": ScheduleCode(
        settings=_step,
        function='''\
def learning_rate_factor(step):
    """Fall by GAMMA after every STEP_SIZE steps (torch.optim.lr_scheduler.StepLR)."""
    return GAMMA ** (step // STEP_SIZE)''',
    ),
    "exponential": ScheduleCode(
        settings=_exponential,
        function='''\
def learning_rate_factor(step):
    """Fall by the same ratio at every step, to GAMMA after PERIOD steps."""
    return GAMMA ** (step / PERIOD)''',
    ),
    "cosine": ScheduleCode(
        settings=_cosine,
        function='''\
def learning_rate_factor(step):
    """Fall along half a cosine in PERIOD steps (lr_scheduler.CosineAnnealingLR)."""
    return MIN_FACTOR + (1 - MIN_FACTOR) * 0.5 * (1 + math.cos(math.pi * step / PERIOD))''',
    ),
    "warmup_cosine": ScheduleCode(
        settings=_warmup_cosine,
        function='''\
def learning_rate_factor(step):
    """Rise on a straight line for WARM_UP steps, then fall along half a cosine."""
    if step < WARM_UP:
        return START_FACTOR + (1 - START_FACTOR) * step / WARM_UP
    cosine = math.cos(math.pi * (step - WARM_UP) / FALL)
    return MIN_FACTOR + (1 - MIN_FACTOR) * 0.5 * (1 + cosine)''',
    ),
    "one_cycle": ScheduleCode(
        settings=_one_cycle,
        function='''\
def half_cosine(start, end, share):
    """Go from start to end, slowly at both ends, as share goes from 0 to 1."""
    return end + (start - end) * 0.5 * (1 + math.cos(math.pi * share))


def learning_rate_factor(step):
    """One rise to 1 and one long fall (lr_scheduler.OneCycleLR, momentum unchanged)."""
    start = 1 / DIV_FACTOR
    end = start / FINAL_DIV_FACTOR
    peak = PCT_START * PERIOD - 1
    last = PERIOD - 1
    if step <= peak:
        return half_cosine(start, 1.0, step / peak if peak else 1.0)
    if step >= last:
        return end
    return half_cosine(1.0, end, (step - peak) / (last - peak))''',
    ),
    "range_test": ScheduleCode(
        settings=_range_test,
        function='''\
def learning_rate_factor(step):
    """Grow by the same ratio at every step: where does the loss turn up (Smith 2017)?"""
    share = min(1.0, step / max(1, PERIOD - 1))
    return START_FACTOR * (END_FACTOR / START_FACTOR) ** share''',
    ),
}


def function(config: ScheduleConfig) -> str:
    """Return the functions that the schedule needs; "" if the rate stays as it is set."""
    code = SCHEDULE_CODES[config.name]
    return "" if code is None else code.function


def settings(config: ScheduleConfig, end: int | None) -> dict[str, float]:
    """Return the constants of the schedule in a run that is to end after `end` steps."""
    code = SCHEDULE_CODES[config.name]
    if code is None:
        return {}
    params = SCHEDULES[config.name].resolve(config.params, "schedule.params")
    return code.settings(params, end or ENDLESS_PERIOD)
