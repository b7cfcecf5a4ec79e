"""What can lie across a plot: steps, epochs, or the time spent training; their ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gui.plots.scales import (
    MOST_PLAIN_STEPS,
    THIN_SPACE,
    nice_spacing,
    number_text,
    step_text,
)

MINUTE, HOUR = 60.0, 3600.0
_ROUND_TIMES = (15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200)
_LONGEST_PLAIN = 10.0  # seconds; shorter spacings are 1, 2, 5 times a power of ten


@dataclass(frozen=True)
class XScale:
    """An axis from 0 on: `least` is what it shows at least, `finest` how far one can zoom in.

    `spacing(span, most)` returns how far apart at most so many ticks are, `texts(values, spacing)`
    what stands at them.
    """

    key: str
    least: float
    finest: float
    spacing: Callable[[float, int], float]
    texts: Callable[[Sequence[float], float], list[str]]


def _whole_spacing(span: float, most: int) -> float:
    return max(1.0, nice_spacing(span, most))


def _step_texts(values: Sequence[float], spacing: float) -> list[str]:
    largest = max((abs(value) for value in values), default=0.0)
    if largest > MOST_PLAIN_STEPS and spacing >= 1e4:
        text = [number_text(value / 1e6, spacing / 1e6) for value in values]
        return [f"{each}{THIN_SPACE}M" if value else "0"
                for each, value in zip(text, values, strict=True)]  # fmt: skip
    return [step_text(value) for value in values]


def _epoch_texts(values: Sequence[float], spacing: float) -> list[str]:
    if spacing >= 1:
        return _step_texts(values, spacing)
    return [number_text(value, spacing) for value in values]


def _time_spacing(span: float, most: int) -> float:
    raw = span / max(1, most)
    if raw <= _LONGEST_PLAIN:
        return nice_spacing(span, most)
    found = next((each for each in _ROUND_TIMES if each >= raw * (1 - 1e-9)), None)
    return float(found) if found else HOUR * nice_spacing(span / HOUR, most)


def _time_texts(values: Sequence[float], spacing: float) -> list[str]:
    size, unit = (HOUR, "h") if spacing >= HOUR else (MINUTE, "min")
    if spacing < MINUTE:
        size, unit = 1.0, "s"
    return [
        f"{number_text(value / size, spacing / size)}{THIN_SPACE}{unit}" if value else "0"
        for value in values
    ]


STEPS = XScale("step", 10.0, 2.0, _whole_spacing, _step_texts)
EPOCHS = XScale("epoch", 1.0, 0.01, nice_spacing, _epoch_texts)
SECONDS = XScale("time", 0.001, 1e-5, _time_spacing, _time_texts)
